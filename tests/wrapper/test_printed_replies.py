"""Every printed reply of the second edition comes out equal; those of the first are in test_guide_examples.py."""

from __future__ import annotations

import copy
import json
from typing import Any

from ..each import each  # noqa: TID252  # has no name of its own
from .support import ARGUMENTS, DATA, Farm, Half, envelope

TODAY: list[dict[str, Any]] = json.loads((DATA / "documented-interfaces-2.0.0.json").read_text("utf-8"))
PRINTED_TODAY = [(one["method"], example) for one in TODAY for example in one["examples"]]


def plain(result: Any) -> Any:
    """Return the wire form of a result."""
    if isinstance(result, list):
        return [plain(item) for item in result]
    return result.to_dict() if hasattr(result, "to_dict") else result


@each(("method", "example"), PRINTED_TODAY)
def test_printed_reply_of_the_second_edition_comes_out_equal(half: Half, method: str, example: Any) -> None:
    # Some are printed without their envelope, in which they travel all the same.
    reply = example if isinstance(example, dict) and "code" in example else envelope(example)
    before = copy.deepcopy(reply["data"])
    # With it, the task's id takes the place of the reply.
    arguments = {name: value for name, value in ARGUMENTS["2.0.0"][method].items() if name != "only_id"}
    result = half.call(half.client(Farm(reply), api_version="2.0.0"), method, **arguments)
    assert json.dumps(plain(result)) == json.dumps(before)

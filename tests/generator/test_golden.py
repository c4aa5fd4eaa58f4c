"""The client of a small spec is, byte for byte, what is in `golden/`.

After a wanted change of the generator's output, rewrite it and read the diff:

    REWRITE_GOLDEN=1 python -m pytest tests/generator/test_golden.py -k golden_tree
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ..each import each  # noqa: TID252  # has no name of its own
from ..generating import contents, run_python  # noqa: TID252  # has no name of its own

GOLDEN = Path(__file__).parent / "golden"
CLIENT = "generated_client/rayvision_client"
MODULES = sorted(path.relative_to(GOLDEN / CLIENT).as_posix() for path in (GOLDEN / CLIENT).rglob("*.py"))


def test_the_client_of_the_fixture_is_the_golden_tree(built: Path) -> None:
    if os.environ.get("REWRITE_GOLDEN"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        shutil.copytree(built / CLIENT, GOLDEN / CLIENT, ignore=shutil.ignore_patterns("__pycache__"))
    fresh, golden = contents(built / CLIENT), contents(GOLDEN / CLIENT)
    assert sorted(fresh) == sorted(golden)
    for name in golden:
        assert fresh[name].decode() == golden[name].decode(), name


@each("name", MODULES)
def test_every_golden_module_says_first_that_it_is_generated(name: str) -> None:
    first, docstring, *_ = (GOLDEN / CLIENT / name).read_text("utf-8").splitlines()
    assert first == "# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit."
    assert docstring.startswith('"""')


USE = """
from datetime import datetime, timedelta, timezone
from rayvision_client.models import Origin, Shot, ShotPageEnvelope, ShotsRequest, ShotState, TextEnvelope
from rayvision_client.operations import API_VERSION, COPY_SHOT, LIST_BLOCKS, LIST_SHOTS, OPERATIONS, RENAME_SHOT

wire = {
    "code": 200,
    "serverTime": 1535949047370,
    "data": {"pageCount": 1, "total": 1, "items": [{
        "shotId": 7, "shotState": 4, "userKey": "hidden-secret", "from": "1", "c4dFlag": 0, "submitDate": 0,
        "endTime": "2020-01-02 03:04:05", "grid": [[{"blockName": "a"}, {"blockName": "b"}], []], "new": [1],
    }]},
}
page = ShotPageEnvelope(wire).data
(shot,) = page.items
assert shot.shot_id == 7
assert shot.shot_state == 4 and isinstance(shot.shot_state, ShotState)
assert shot.from_ is Origin.API
assert shot.submit_date == datetime(1970, 1, 1, tzinfo=timezone.utc)
assert shot.end_time == datetime(2020, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=8)))
assert [[block.block_name for block in row] for row in shot.grid] == [["a", "b"], []]
assert "hidden-secret" not in repr(page) and "user_key" in repr(page)
assert shot["new"] == [1]
assert Shot({}).shot_state is None and Shot({}).grid is None
assert ShotPageEnvelope({"data": {}}).data.items == []
assert TextEnvelope({"data": "SUCCESS"}).data == "SUCCESS"
assert ShotsRequest(page_num=1, page_size=2, states=[ShotState.DONE]).to_dict() == {
    "pageNum": 1, "pageSize": 2, "states": [2],
}
assert list(OPERATIONS) == ["listShots", "listBlocks", "renameShot", "copyShot"]
assert LIST_SHOTS.idempotent and not COPY_SHOT.idempotent
assert LIST_SHOTS.pagination.pages == "pageCount" and LIST_BLOCKS.pagination is None
assert [one.value for one in ShotState if one.is_final] == [2, 3]
assert [one.value for one in ShotState if one.is_success] == [2]
assert not hasattr(Origin.API, "is_final")
assert [operation.empty() for operation in OPERATIONS.values()] == [{}, [], "", None]
assert RENAME_SHOT.place(API_VERSION).path == "/api/renameShot"
"""


def test_the_golden_client_works() -> None:
    run_python(USE, GOLDEN / "generated_client")

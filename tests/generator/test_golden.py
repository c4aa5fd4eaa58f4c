"""The client of a small spec is, byte for byte, what is in `golden/`.

What is the same for every spec is that of the project's own client, and not kept there. After a wanted change of the
generator's output, rewrite it and read the diff:

    REWRITE_GOLDEN=1 python -m pytest tests/generator/test_golden.py -k golden_tree
"""

from __future__ import annotations

import ast
import inspect
import json
import os
import shutil
from pathlib import Path

import pytest

from ..generating import ROOT, contents, edit, generator, run_python  # noqa: TID252  # has no name of its own
from .lines import MEMBERS

GOLDEN = Path(__file__).parent / "golden"
CLIENT = "generated_client/rayvision_client"


@pytest.fixture
def fresh(built: Path) -> dict[str, bytes]:
    return contents(built / CLIENT)


def test_the_client_of_the_fixture_is_the_golden_tree(fresh: dict[str, bytes]) -> None:
    of_every_spec = contents(ROOT / CLIENT).items()
    own = {name: content for name, content in fresh.items() if (name, content) not in of_every_spec}
    if os.environ.get("REWRITE_GOLDEN"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for name, content in own.items():
            (GOLDEN / CLIENT / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / CLIENT / name).write_bytes(content)
    golden = contents(GOLDEN / CLIENT)
    assert sorted(own) == sorted(golden)
    for name in golden:
        assert own[name].decode() == golden[name].decode(), name
    assert {"types.py", "client.py", "operation.py", "errors.py"} <= fresh.keys() - own.keys()


def test_every_module_says_first_that_it_is_generated(fresh: dict[str, bytes]) -> None:
    for name, content in fresh.items():
        if name.endswith(".py"):
            first, docstring, *_ = content.decode().splitlines()
            assert first == "# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.", name
            assert docstring.startswith('"""'), name


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
assert RENAME_SHOT.endpoint(API_VERSION).path == "/api/renameShot"
"""


def test_the_client_of_the_fixture_works(built: Path) -> None:
    run_python(USE, built / "generated_client")


LINES = """\
- One, of a path such as C:\\new\\x.
* Another.
1. A third.

| as | it is |
|----|-------|

```json
{"a": 1,
 "b": 2}
```

---

The end."""
DESCRIBED = {
    f"Which shot, e.g. the first:\n\n{LINES}": ("Which shot, e.g. the first:", f"\n\n{LINES}"),
    f"Which shot:\n{LINES}": ("Which shot:", f"\n\n{LINES}"),
    "Is it so? Yes.": ("Is it so?", "\n\nYes."),
    "是什么。第二句。": ("是什么。", "\n\n第二句。"),
}


@pytest.mark.parametrize("text", DESCRIBED, ids=range(len(DESCRIBED)))
def test_a_description_is_a_docstring_that_keeps_lists_tables_and_code(text: str, project: Path) -> None:
    words, long = json.dumps(text), json.dumps("Very " * 40 + "long.")
    edit(
        project / "spec/openapi.yaml",
        {
            "description: Where a shot stands.": f"description: {words}",
            "description: Lists all blocks. Takes no parameters.": f"description: {words}",
            MEMBERS: f"        blockName: {{type: string, description: {words}}}\n",
            "[It waits., It is done.": f"['A \\d.', {long}",
        },
    )
    code, output = generator("build", project)
    assert code == 0, output
    first, rest = DESCRIBED[text]
    state, block, call = (
        _docstrings(project / CLIENT / name)
        for name in ("models/shot_state.py", "models/block.py", "api/query/list_blocks.py")
    )
    assert first + rest in state
    assert "A \\d." in state
    assert first.rstrip(":。") + " (`blockName`)." + rest in block
    assert any(" ".join(text.split()) in " ".join(one.split()) and (LINES in text) <= (LINES in one) for one in call)


def _docstrings(path: Path) -> list[str]:
    """The docstrings of a module, of attributes too, none of whose lines is too long."""
    source = path.read_text("utf-8")
    assert max(map(len, source.splitlines())) <= 120
    statements = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Expr)]
    return [inspect.cleandoc(one.value) for one in statements if isinstance(one, ast.Constant)]

"""What a type checker makes of a second edition. Run by `tox run -e types`, which has one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

USE = """
from typing import cast, assert_type

from rayvision_api import RayvisionAPI, RayvisionAuth, TaskInfo, TaskPage
from rayvision_client import models as first
from rayvision_client_2_0_0 import models as newer
from rayvision_client_2_0_0.operations import GET_TASK_LIST, Operation

api = RayvisionAPI(api_version="2.0.0")
RayvisionAuth("id", "key", 2, api_version="2.0.0")

# What a call gives is typed as the first edition has it, and what is the same in both editions is one type.
page = api.query.get_task_list()
assert_type(page, TaskPage)
assert_type(api.query.platforms(), list[newer.Platform])

# Who wants more says so.
more = cast(newer.TaskPage, page)
assert_type(more.items[0].artist, str | None)
assert_type(more.items[0].task_status, newer.TaskStatus)
assert more.items[0].task_status == newer.TaskStatus.PAUSED
assert_type(GET_TASK_LIST, Operation[newer.TaskPage])
newer.CreateTaskRequest(artist="Ada")
"""

WRONG = """
from rayvision_api import RayvisionAPI

RayvisionAPI(api_version=2)
RayvisionAPI(api_version="2.0.0").query.get_task_list().items[0].artist
"""


def mypy(installed: Path, *files: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *map(str, files)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "MYPYPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_a_second_edition_is_typed_strictly_and_beside_the_first(installed: Path, tmp_path: Path) -> None:
    use = tmp_path / "use.py"
    use.write_text(USE, "utf-8")
    text = mypy(installed, installed / "rayvision_client_2_0_0", use)
    assert "Success: no issues found" in text, text


def test_what_the_first_edition_does_not_promise_is_not_typed(installed: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text(WRONG, "utf-8")
    text = mypy(installed, wrong)
    assert '"api_version" to "RayvisionAPI" has incompatible type "int"' in text
    assert '"TaskInfo" has no attribute "artist"' in text
    assert "Found 2 errors" in text

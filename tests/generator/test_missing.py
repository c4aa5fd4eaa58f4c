"""What a build cannot write is named until a person has written it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[[str, Path], tuple[int, str]]

ASYNC = "wrapper/rayvision_api/_async"


@pytest.fixture
def tree(repository: Path, tmp_path: Path) -> Path:
    """The parts of the project that are looked at, to change."""
    for name in ("spec", "wrapper", "sandbox"):
        shutil.copytree(repository / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_nothing_is_missing_in_the_repository(repository: Path, generator: Run) -> None:
    code, text = generator("missing", repository)
    assert code == 0, text


# What is changed, from what to what, and how it is named.
LACKING = {
    "a method": (
        f"{ASYNC}/tag.py",
        "async def delete_label",
        "async def drop_label",
        f"api.tag.delete_label is missing: write it in {ASYNC}/tag.py, for operations.DELETE_LABEL",
    ),
    "a method under the guide's own name": (
        f"{ASYNC}/task.py",
        "    set_task_overtime_top = ",
        "    set_task_overtime_tip = ",
        f"api.task.set_task_overtime_top is missing: write it in {ASYNC}/task.py, for operations.SET_OVER_TIME_STOP",
    ),
    "a method that calls another operation": (
        f"{ASYNC}/tag.py",
        "operations.DELETE_LABEL",
        "operations.ADD_LABEL",
        f"api.tag.delete_label does not call operations.DELETE_LABEL: see {ASYNC}/tag.py",
    ),
    "a method that no documentation tells of": (
        f"{ASYNC}/tag.py",
        "(operation `deleteLabel`)",
        "",
        f"api.tag.delete_label is not explained: its docstring in {ASYNC}/tag.py has to name `deleteLabel`",
    ),
    "an argument": (
        "spec/openapi.yaml",
        "        searchKeyword:\n",
        "        colour: {type: string, description: A word.}\n        searchKeyword:\n",
        f"api.query.get_task_list has no argument for TaskListRequest.colour: see {ASYNC}/query.py",
    ),
    "a group": (
        f"{ASYNC}/api.py",
        "    def tag(self)",
        "    def labels(self)",
        f"api.tag is missing: write the group in {ASYNC}/tag.py, and give it a property in {ASYNC}/api.py",
    ),
    "an argument of what goes through all pages": (
        f"{ASYNC}/query.py",
        "        search_keyword: str | None = None,\n        status:",
        "        search: str | None = None,\n        status:",
        f"api.query.iter_frames has no argument search_keyword, which api.query.task_frames has: see {ASYNC}/query.py",
    ),
    "an argument of a method that does more than its operation": (
        f"{ASYNC}/task.py",
        "        artist: str | None = None,\n    ) -> int:",
        "    ) -> int:",
        f"api.task.create_once has no argument artist, which api.task.create_task has: see {ASYNC}/task.py",
    ),
    "a call that the command line knows": (
        "wrapper/rayvision_cli/commands.py",
        '"user.login_record": "iter',
        '"user.login_records": "iter',
        "api.user.login_records is gone, and wrapper/rayvision_cli/commands.py still names it",
    ),
    "help of a group": (
        "wrapper/rayvision_cli/commands.py",
        '    "env": "Render',
        '    "environment": "Render',
        "rayvision env has no line of help: write one in GROUPS of wrapper/rayvision_cli/commands.py",
    ),
}


# What the sandbox answers when it is asked, by what is changed of it.
UNANSWERED = {
    "an operation": (
        '    "deleteLabel": library_calls.delete_label,\n',
        "",
        "the sandbox does not answer deleteLabel (/api/render/common/deleteLabel): give it a function in",
    ),
    "an operation of the second edition alone": (
        '    "showLog": logs.show_log,\n',
        "",
        "the sandbox does not answer showLog",
    ),
    "a member that is always answered": (
        '"aliasTaskIdList": ',
        '"aliases": ',
        "the sandbox answers createTask otherwise than the spec says: ['data']: 'aliasTaskIdList' is a required property",
    ),
    "a member whose name other answers have": (
        '"platform": platform',
        '"place": platform',
        "the sandbox answers listHardwareConfigs otherwise than the spec says: ['data'][]: 'platform' is a required",
    ),
    "a member's name in a later edition": (
        '"taskId": "taskIds"',
        '"number": "taskIds"',
        "the sandbox fails to answer restartFrame",
    ),
}


@pytest.mark.parametrize("what", LACKING)
def test_what_is_missing_is_named_with_its_place(what: str, tree: Path, generator: Run) -> None:
    file, old, new, words = LACKING[what]
    edit(tree / file, old, new)
    code, text = generator("missing", tree)
    assert code == 1
    assert words in text
    assert len(text.strip().splitlines()) == 1


def test_calls_that_took_nothing_want_their_first_argument(tree: Path, generator: Run) -> None:
    described = "      description: Body of a call without parameters.\n      type: object\n"
    edit(
        tree / "spec/openapi.yaml",
        described,
        described + "      properties: {colour: {type: string, description: A}}\n",
    )
    code, text = generator("missing", tree)
    assert code == 1
    assert f"api.tag.get_label_list has no argument for EmptyRequest.colour: see {ASYNC}/tag.py" in text
    assert len(text.strip().splitlines()) == 9


def test_what_asks_for_tasks_again_and_again_wants_the_arguments_of_the_question(tree: Path, generator: Run) -> None:
    edit(tree / ASYNC / "query.py", "    async def task_info(self, ", "    async def task_info(self, language: str, ")
    code, text = generator("missing", tree)
    assert code == 1
    lacking = re.findall(r"^api\.(\S+) has no argument language, which api\.query\.task_info has", text, re.MULTILINE)
    assert sorted(lacking) == ["query.iter_task_info", "task.as_completed", "task.supervise", "task.wait"]


def test_all_that_is_missing_is_named_at_once(tree: Path, generator: Run) -> None:
    several = [lacking for lacking in LACKING.values() if lacking[0] != f"{ASYNC}/tag.py"]
    for file, old, new, _ in several:
        edit(tree / file, old, new)
    code, text = generator("missing", tree)
    assert code == 1
    assert {words for *_, words in several if words not in text} == set()
    assert len(text.strip().splitlines()) == len(several)


def test_a_group_without_a_file_lacks_all_its_methods(tree: Path, generator: Run) -> None:
    (tree / ASYNC / "tag.py").unlink()
    code, text = generator("missing", tree)
    assert code == 1
    assert text.count("api.tag.") >= 3


def test_a_build_says_what_is_left_to_write(project: Path, generator: Run) -> None:
    code, text = generator("build", project)
    assert code == 0
    assert f"To be written by hand: api.query.list_shots is missing: write it in {ASYNC}/query.py" in text

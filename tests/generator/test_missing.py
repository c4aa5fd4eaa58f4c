"""What a build cannot write is named until a person has written it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from ..generating import copied, edit, generator  # noqa: TID252  # has no name of its own

ASYNC = "wrapper/rayvision_api/_async"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The parts of the project that are looked at, to change."""
    return copied(tmp_path, "sandbox", "spec", "wrapper")


def named(text: str) -> list[str]:
    """What is missing, without what was not looked at."""
    return [line for line in text.strip().splitlines() if not line.startswith("Not looked at: ")]


def test_nothing_is_missing_in_the_repository(repository: Path) -> None:
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
    "a word on an argument that is deprecated": (
        "spec/openapi.yaml",
        "        searchKeyword:\n",
        "        searchKeyword:\n          deprecated: true\n",
        f"search_keyword of api.query.get_task_list is deprecated: its docstring in {ASYNC}/query.py has to say so",
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
        "wrapper/rayvision_cli/commands/operations.py",
        '"user.login_record": "iter',
        '"user.login_records": "iter',
        "api.user.login_records is gone, and wrapper/rayvision_cli/commands/operations.py still names it",
    ),
    "an answer of the sandbox": (
        "sandbox/rayvision_sandbox/operations/table.py",
        '    "showLog": logs.show_log,\n',
        "",
        (
            "the sandbox does not answer showLog (/api/render/handle/showLog): give it a function in ANSWERS of "
            "sandbox/rayvision_sandbox/operations/table.py"
        ),
    ),
    "help of a group": (
        "wrapper/rayvision_cli/commands/operations.py",
        '    "env": "Render',
        '    "environment": "Render',
        "rayvision env has no line of help: write one in GROUPS of wrapper/rayvision_cli/commands/operations.py",
    ),
}


# What does not hide the rest is changed at once.
IN_ONE_METHOD = [what for what, (file, *_) in LACKING.items() if file == f"{ASYNC}/tag.py" and what != "a method"]
ELSEWHERE = [what for what in LACKING if what not in (*IN_ONE_METHOD, "a method")]


@pytest.mark.parametrize("lacking", [["a method"], IN_ONE_METHOD, ELSEWHERE], ids=["one", "in one method", "elsewhere"])
def test_all_that_is_missing_is_named_with_its_place(lacking: list[str], tree: Path) -> None:
    for file, old, new, _ in map(LACKING.__getitem__, lacking):
        edit(tree / file, {old: new})
    code, text = generator("missing", tree)
    assert code == 1
    assert sorted(named(text)) == sorted(LACKING[what][-1] for what in lacking)


def test_calls_that_took_nothing_want_their_first_argument(tree: Path) -> None:
    described = "      description: Body of a call without parameters.\n      type: object\n"
    edit(
        tree / "spec/openapi.yaml",
        {described: described + "      properties: {colour: {type: string, description: A}}\n"},
    )
    code, text = generator("missing", tree)
    assert code == 1
    assert f"api.tag.get_label_list has no argument for EmptyRequest.colour: see {ASYNC}/tag.py" in text
    assert len(named(text)) == 9


def test_what_asks_for_tasks_again_and_again_wants_the_arguments_of_the_question(tree: Path) -> None:
    edit(tree / ASYNC / "query.py", {"    async def task_info(self, ": "    async def task_info(self, language: str, "})
    code, text = generator("missing", tree)
    assert code == 1
    lacking = re.findall(r"^api\.(\S+) has no argument language, which api\.query\.task_info has", text, re.MULTILINE)
    assert sorted(lacking) == ["query.iter_task_info", "task.as_completed", "task.supervise", "task.wait"]


def test_a_group_without_a_file_lacks_all_its_methods(tree: Path) -> None:
    (tree / ASYNC / "tag.py").unlink()
    code, text = generator("missing", tree)
    assert code == 1
    assert text.count("api.tag.") >= 3


def test_where_there_is_no_history_that_is_said(tree: Path) -> None:
    code, text = generator("missing", tree)
    assert code == 0
    assert "Not looked at: what still speaks of things that are gone from the spec" in text


def test_what_is_gone_from_the_spec_is_searched_everywhere(repository: Path, tree: Path) -> None:
    lines = {
        "docs/tour.md": "Call `api.tag.rename_label`, and look at `label.task_count`: an `operation`.",
        "README.md": "`rayvision tag rename-label` is at /api/render/common/renameLabel.",
        "examples/labels.py": "print(LabelStatus.ARCHIVED, models.RenameLabelRequest, {'taskCount': 1})",
        "wrapper/rayvision_cli/text/zh.toml": '"Rename a custom label" = "重命名标签"',
        "tests/test_labels.py": "operations.RENAME_LABEL",
        "CHANGELOG.md": "renameLabel is new.",
        "published/notes.md": "renameLabel is new.",
    }
    for name, line in lines.items():
        (tree / name).parent.mkdir(exist_ok=True)
        (tree / name).write_text(f"\n{line}\n", "utf-8")
    git(tree, "init", "--quiet")
    patch = repository / "docs/howto/api-changed/1-spec.patch"
    git(tree, "apply", str(patch))
    git(tree, "add", ".")
    git(tree, *("-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "--quiet", "--message=With it"))
    git(tree, "apply", "--reverse", str(patch))
    code, text = generator("missing", tree)
    assert code == 1
    assert set(re.findall(r"^(.+) is gone from the spec, and .+ still stands in", text, re.MULTILINE)) == {
        "operation renameLabel",
        "schema RenameLabelRequest",
        "member Label.taskCount",
        "value LabelStatus.ARCHIVED",
    }
    assert {f"{name}:2" for name in lines if f"{name}:2" not in text} == {"CHANGELOG.md:2", "published/notes.md:2"}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def test_a_build_says_what_is_left_to_write(project: Path) -> None:
    code, text = generator("build", project)
    assert code == 0
    assert f"To be done by hand: api.query.list_shots is missing: write it in {ASYNC}/query.py" in text

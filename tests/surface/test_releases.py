"""What `diff` says of revisions, and what `surface` lets through, in a repository made for the purpose."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from ..each import each  # noqa: TID252  # has no name of its own
from ..generating import ROOT, copied, generator  # noqa: TID252  # has no name of its own

SPEC = "spec/openapi.yaml"
VERSION = "wrapper/rayvision_api/_version.py"
# Names beside a change of Python's surface, in both halves, that keep the halves alike.
HALVES = ("wrapper/rayvision_api/_async", "wrapper/rayvision_api/_sync")


class Repository:
    """A repository with the project's tree, and what a maintainer does in it."""

    def __init__(self, root: Path) -> None:
        self.root = copied(root, "spec", "wrapper", "generated_client", "sandbox")
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> None:
        identity = ("-c", "user.name=Maintainer", "-c", "user.email=maintainer@studio.example", "-c", "gc.auto=0")
        subprocess.run(["git", "-C", str(self.root), *identity, *arguments], check=True, capture_output=True)

    def commit(self, tag: str | None = None) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Work")
        if tag:
            self.git("tag", "--annotate", tag, "--message", tag)

    def release(self, version: str) -> None:
        self.version(version)
        self.commit(f"v{version}")

    def version(self, version: str) -> None:
        self.edit(VERSION, r'(?<=__version__ = ").+(?=")', version)

    def edit(self, name: str, pattern: str, replacement: str) -> None:
        path = self.root / name
        text, count = re.subn(pattern, replacement, path.read_text("utf-8"), count=1)
        assert count, f"{name} has no {pattern}"
        path.write_text(text, "utf-8")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    return Repository(tmp_path / "project")


def break_spec(repository: Repository) -> None:
    repository.edit(SPEC, r"        sceneName:\n", "        sceneTitle:\n")


def add_to_spec(repository: Repository) -> None:
    repository.edit(
        SPEC,
        r"(    TaskKeyValues:\n(?:.*\n)*?      properties:\n)",
        r"\1        colour: {type: string, description: A.}\n",
    )


def explain_spec(repository: Repository) -> None:
    repository.edit(SPEC, r"Get the profile of the account", "Get the account's profile")


def rename_in_halves(module: str, old: str, new: str) -> Callable[[Repository], None]:
    def change(repository: Repository) -> None:
        for half in HALVES:
            repository.edit(f"{half}/{module}.py", old, new)

    return change


def forget_export(repository: Repository) -> None:
    repository.edit("wrapper/rayvision_api/__init__.py", r'    "RetryPolicy",\n', "")


LOST: dict[str, tuple[Callable[[Repository], None], str]] = {
    "a member of the spec": (break_spec, "  TaskInfo.scene_name is gone"),
    "a method": (
        rename_in_halves("tag", "def delete_label", "def remove_label"),
        "RayvisionAPI.tag.delete_label is gone",
    ),
    "an argument": (
        rename_in_halves("query", "page_num: int = 1", "page_number: int = 1"),
        "AsyncRayvisionAPI.query.get_task_list takes page_num otherwise: parameter was removed",
    ),
    "a default": (
        rename_in_halves("task", "count: int = 1,\n", "count: int = 2,\n"),
        "RayvisionAPI.task.create_task takes count otherwise: parameter default was changed from 1 to 2",
    ),
    "a name that is loaded when it is asked for": (forget_export, "rayvision_api.RetryPolicy is gone"),
    "an error": (
        lambda one: one.edit("wrapper/rayvision_api/errors.py", "class RayvisionZoneError", "class RayvisionAreaError"),
        "rayvision_api.errors.RayvisionZoneError is gone",
    ),
    "an option of a client": (
        rename_in_halves("api", "        timeout: float", "        time_out: float"),
        "RayvisionAPI.__init__ takes timeout otherwise",
    ),
    "a view's member": (
        lambda one: one.edit(
            "generated_client/rayvision_client/models/task_info.py", "def scene_name", "def scene_title"
        ),
        "task_info.TaskInfo.scene_name is gone",
    ),
    "a fixture": (
        lambda one: one.edit("sandbox/rayvision_sandbox/pytest_plugin.py", "def rayvision_farm", "def farm_of_tests"),
        "rayvision_sandbox.pytest_plugin.rayvision_farm is gone",
    ),
    "an argument of the sandbox's application": (
        lambda one: one.edit("sandbox/rayvision_sandbox/app.py", r"(?s)(?<=create_app\().*?(?=\) -> )", ""),
        "rayvision_sandbox.app.create_app takes users otherwise",
    ),
    "a package": (
        lambda one: shutil.rmtree(one.root / "sandbox/rayvision_sandbox"),
        "rayvision_sandbox.app.create_app is gone",
    ),
    "a command": (
        lambda one: one.edit(SPEC, r"\[tag delete\]", "[tag remove]"),
        "api.tag.delete_label is no longer `rayvision tag delete`, but `rayvision tag remove`",
    ),
    "an option of a command": (
        lambda one: one.edit(
            "wrapper/rayvision_cli/commands/parameters.py", '"search_keyword": "search"', '"search_keyword": "find"'
        ),
        "--search is gone",
    ),
    "a word that an option takes": (
        lambda one: one.edit(SPEC, r"(?m)^(\s+- )FINISHED_HAS_FAILED$", r"\1FINISHED_BADLY"),
        "FINISHED_HAS_FAILED",
    ),
    "a group": (
        lambda one: [(one.root / half / "tag.py").unlink() for half in HALVES],
        "RayvisionAPI.tag is gone",
    ),
}


# What holds others is lost after them: with the whole, its parts go without a word.
WHOLE = "a package", "a group"


@pytest.mark.parametrize("lost", [[what for what in LOST if what not in WHOLE], WHOLE], ids=["parts", "wholes"])
def test_what_is_lost_is_named_and_wants_a_major_version(lost: Collection[str], repository: Repository) -> None:
    repository.release("1.2.3")
    for what in lost:
        LOST[what][0](repository)
    repository.version("1.3.0")
    repository.commit()
    code, text = generator("surface", repository.root)
    assert code == 1, text
    (broken,) = re.findall(r"^Broken:\n((?:  .*\n)+)", text, re.MULTILINE)
    assert [what for what in lost if LOST[what][1] not in broken] == []
    assert f"write 2.0.0 into {VERSION}" in text
    repository.version("2.0.0")
    assert generator("surface", repository.root)[0] == 0


# After which release, what is done, which version it gets if any, and whether that will do; nothing is committed.
VERSIONS: dict[str, tuple[str, Collection[Callable[[Repository], None]], str | None, bool]] = {
    "what broke, and no new version": ("1.2.3", [break_spec], None, False),
    "what broke, and a new second number": ("1.2.3", [break_spec], "1.3.0", False),
    "what broke, and a new first number": ("1.2.3", [break_spec], "2.0.0", True),
    "what broke before 1.0.0, and a new third number": ("0.1.0", [break_spec], "0.1.1", False),
    "what broke before 1.0.0, and a new second number": ("0.1.0", [break_spec], "0.2.0", True),
    "what is added, and no new version before the release": ("1.2.3", [add_to_spec], None, True),
    "what is added, and a new third number": ("1.2.3", [add_to_spec], "1.2.4", False),
    "what is added and explained, and a new second number": ("1.2.3", [add_to_spec, explain_spec], "1.3.0", True),
}


@each("what", VERSIONS)
def test_a_version_has_to_say_what_broke_and_what_was_added(what: str, repository: Repository) -> None:
    released, changes, version, will_do = VERSIONS[what]
    repository.commit()
    repository.release(released)
    for change in changes:
        change(repository)
    if version:
        repository.version(version)
    code, text = generator("surface", repository.root)
    assert code == int(not will_do), text
    assert add_to_spec not in changes or ("TaskKeyValues.colour is new" in text and "1.3.0" in text)
    repository.git("reset", "--quiet", "--hard", "HEAD^")
    repository.git("tag", "--delete", f"v{released}")


def test_words_are_no_surface(repository: Repository) -> None:
    repository.release("1.2.3")
    explain_spec(repository)
    rename_in_halves("tag", "Operations on labels", "All about labels")(repository)
    repository.edit("wrapper/rayvision_api/_arguments.py", "def integer", "def whole_number")
    code, text = generator("surface", repository.root)
    assert code == 0, text
    assert "Broken" not in text
    assert "1.2.4" in text


def test_a_release_is_compared_with_the_one_before(repository: Repository) -> None:
    repository.release("1.2.3")
    break_spec(repository)
    repository.release("1.2.4")
    code, text = generator("surface", repository.root)
    assert code == 1
    assert "Since v1.2.3" in text


def test_later_work_is_compared_with_the_last_release(repository: Repository) -> None:
    repository.release("1.2.3")
    break_spec(repository)
    repository.release("2.0.0")
    repository.commit()
    code, text = generator("surface", repository.root)
    assert code == 0
    assert "v1.2.3" not in text
    assert "Since v2.0.0:\nNothing changed." in text


def test_other_tags_are_no_releases(repository: Repository) -> None:
    repository.release("1.2.3")
    break_spec(repository)
    repository.commit("vfx-demo")
    assert generator("surface", repository.root)[0] == 1


def test_without_a_release_nothing_can_be_broken(repository: Repository) -> None:
    repository.commit()
    code, text = generator("surface", repository.root)
    assert code == 0
    assert "no release yet" in text


def test_a_shallow_clone_says_what_to_do(repository: Repository, tmp_path: Path) -> None:
    repository.release("1.2.3")
    repository.commit()
    repository.git("clone", "--quiet", "--depth=1", "--no-tags", f"file://{repository.root}", str(tmp_path / "shallow"))
    code, text = generator("surface", tmp_path / "shallow")
    assert code == 0
    assert "Skipped" in text
    assert "git fetch --unshallow --tags" in text


def test_a_folder_that_is_no_repository_is_skipped_with_the_reason(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repository.root.parent))
    shutil.rmtree(repository.root / ".git")
    code, text = generator("surface", repository.root)
    assert code == 0
    assert "Skipped" in text
    assert "not a git repository" in text


# diff


def test_revisions_files_and_files_of_revisions_can_be_compared(repository: Repository, tmp_path: Path) -> None:
    repository.release("1.2.3")
    shutil.copy(repository.root / SPEC, tmp_path / "old.yaml")
    break_spec(repository)
    repository.commit()
    old = ("v1.2.3", "HEAD^", f"v1.2.3:{SPEC}", tmp_path / "old.yaml")
    new = ("HEAD", f"HEAD:{SPEC}", repository.root / SPEC, "main")
    for pair in zip(old, new, strict=True):
        code, text = generator("diff", repository.root, *pair)
        assert code == 1, text
        assert "TaskInfo.scene_name is gone" in text
        assert "After 1.2.3 comes 2.0.0" in text


def test_diff_succeeds_where_nothing_broke(repository: Repository) -> None:
    repository.release("1.2.3")
    code, text = generator("diff", repository.root, "v1.2.3", repository.root / SPEC)
    assert (code, text) == (0, "Nothing changed.\nThe version may stay 1.2.3.\n")
    add_to_spec(repository)
    code, text = generator("diff", repository.root, "v1.2.3", repository.root / SPEC)
    assert code == 0
    assert "TaskKeyValues.colour is new" in text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a: [", "not YAML"),
        ("openapi: 3.1.0\nopenapi: 3.1.0\n", "appears twice"),
        ("openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {/a: {$ref: '#/nowhere'}}\n", "leads nowhere"),
        ("openapi: 3.0.0\ninfo: {title: A, version: '1'}\npaths: {}\n", "3.1"),
    ],
)
def test_what_cannot_be_compared_is_said_with_another_status(
    content: str, words: str, repository: Repository, tmp_path: Path
) -> None:
    (tmp_path / "broken.yaml").write_text(content, "utf-8")
    code, text = generator("diff", repository.root, repository.root / SPEC, tmp_path / "broken.yaml")
    assert code == 2
    assert words in text
    assert "Traceback" not in text


def test_a_revision_that_is_not_there_is_named(repository: Repository) -> None:
    repository.commit()
    code, text = generator("diff", repository.root, "v9.9.9", "HEAD")
    assert code == 2
    assert "v9.9.9 is neither a file nor a spec that git knows" in text


def test_a_tag_without_a_version_is_named(repository: Repository) -> None:
    repository.edit(VERSION, "__version__.*", "")
    repository.commit("v1.2.3")
    repository.edit(VERSION, "$", '__version__ = "1.2.4"\n')
    code, text = generator("surface", repository.root)
    assert code == 1
    assert f"{VERSION} says no version in v1.2.3" in text


def test_every_edition_is_held_to_what_it_was(repository: Repository) -> None:
    first, *later = (path.name for path in sorted((ROOT / "published/rayvision_spec").glob("*.*.*")))
    new = f"{len(later) + 2}.0.0"
    repository.release("1.2.3")
    repository.edit(SPEC, r"(?<=\n)info:\n", f"  {new}:\n    summary: Of tomorrow.\n\ninfo:\n")
    code, text = generator("surface", repository.root)
    assert (code, f"edition {new} is new" in text) == (0, True)
    repository.release("1.3.0")
    repository.commit()
    repository.edit(SPEC, r"path: /api/render/handle/getTaskList/v2", "path: /api/render/handle/getTaskList/v3")
    code, text = generator("surface", repository.root)
    assert code == 1
    for edition in (*later, new):
        assert f"edition {edition}: api.query.get_task_list is at /api/render/handle/getTaskList/v3" in text
    assert f"edition {first}" not in text
    repository.edit(SPEC, rf"  {re.escape(new)}:\n    summary: Of tomorrow\.\n", "")
    code, text = generator("surface", repository.root)
    assert (code, f"edition {new} is gone" in text) == (1, True)

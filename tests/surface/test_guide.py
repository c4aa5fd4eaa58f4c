"""The guide "The API changed: what now?" is gone through, patch by patch, in a copy of the project."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..generating import ROOT  # noqa: TID252  # has no name of its own

GUIDE = "docs/howto/api-changed.md"
FOLDERS = (
    "docs/howto/api-changed",
    "generator",
    "generated_client",
    "published",
    "sandbox",
    "spec",
    "tests",
    "wrapper",
)
LEFT_OUT = shutil.ignore_patterns("__pycache__", "node_modules", "golden")

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform == "win32", reason="the guide's commands are for a POSIX shell"),
]

# Tests that ask for what a person has to write.
ASKING = (
    "tests/sandbox/test_contract.py::test_answers_every_operation",
    "tests/cli/test_operations.py::test_there_is_a_command_for_each_operation",
)
USED = """
from rayvision_api import RayvisionAPI, RayvisionNotFoundError
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.http.server import running
from rayvision_sandbox.farm.database import Database
from rayvision_sandbox.farm.users import User

user, database = User(), Database()
with running(Farm(database, [user])) as domain, RayvisionAPI(
    user.access_id, user.access_key, domain=domain, protocol="http"
) as api:
    api.tag.add_label("shot_010")
    api.tag.rename_label("shot_010", "shot_020")
    print([(label.project_name, label.task_count) for label in api.tag.get_label_list().project_name_list])
    try:
        api.tag.rename_label("shot_010", "shot_030")
    except RayvisionNotFoundError as error:
        print(error.operation)
database.close()
"""


class Copy:
    """A copy of the project, under version control, to change."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in FOLDERS:
            shutil.copytree(ROOT / name, root / name, ignore=LEFT_OUT)
        for name in ("pyproject.toml", ".gitignore"):
            shutil.copy(ROOT / name, root)
        self.run(
            "git init --quiet && git add --all && git -c user.name=M -c user.email=m@studio.example commit -qm Now"
        )

    def run(self, command: str) -> tuple[int, str]:
        # What runs in the copy is none of the project's own files, whose coverage is measured.
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("COVERAGE", "GIT_"))}
        path = os.pathsep.join(("generated_client", "published", "wrapper", "sandbox", "."))
        environment |= {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": path,
            "COLUMNS": "200",
            "LC_ALL": "C.UTF-8",
        }
        done = subprocess.run(
            ["bash", "-c", command], cwd=self.root, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        return done.returncode, done.stdout + done.stderr

    def test(self) -> tuple[int, str]:
        return self.run(f"python -m pytest -q -p no:randomly -p no:cacheprovider {' '.join(ASKING)}")


def session() -> list[tuple[str, str]]:
    """The commands of the guide, and what each is said to print."""
    blocks = re.findall(r"(?:^    .*\n)+", (ROOT / GUIDE).read_text("utf-8"), re.MULTILINE)
    steps: list[tuple[str, str]] = []
    for line in "".join(blocks).splitlines():
        if line.startswith("    $ "):
            steps.append((line.removeprefix("    $ "), ""))
        else:
            command, printed = steps[-1]
            steps[-1] = (command, printed + line[4:] + "\n")
    return steps


def test_the_guide_leads_from_a_changed_spec_to_a_call_that_works(tmp_path: Path) -> None:
    copy, done = Copy(tmp_path / "project"), []
    for command, expected in session():
        if command.endswith("2-by-hand.patch"):
            _is_asked_for(copy)
        code, printed = copy.run(command)
        assert code == 0, f"{command}:\n{printed}"
        wanted = expected or printed
        options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        assert doctest.OutputChecker().check_output(wanted, printed, options), f"{command}:\n{printed}"
        done.append(command)
    assert len(done) == 7
    code, printed = copy.test()
    assert code == 0, printed
    code, printed = copy.run("python -m generator check")
    assert code == 0, printed
    code, printed = copy.run(f"python -c '{USED}'")
    assert (code, printed) == (0, "[('shot_020', None)]\nrenameLabel\n")


def _is_asked_for(copy: Copy) -> None:
    """What is missing is named by the generator and by tests; the command line works, but for the new command."""
    code, printed = copy.run("python -m generator missing")
    assert code == 1
    assert len(printed.splitlines()) == 2, printed
    code, printed = copy.test()
    assert code == 1, printed
    assert [name for name in ASKING if f"FAILED {name}" not in printed] == []
    _, *failures = re.split(r"^_{4,} test_.* _{4,}$", printed, flags=re.MULTILINE)
    assert [failure for failure in failures if "renameLabel" not in failure] == []
    code, printed = copy.run("python -m rayvision_cli tag --help")
    assert code == 0, printed
    assert "add" in printed
    assert "rename-label" not in printed

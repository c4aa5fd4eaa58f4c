"""The generator's commands, and what they write."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]

PROBLEM = re.compile(r"^\S*spec/openapi\.yaml:(?P<line>\d+): (?P<pointer>#\S*): .+$", re.MULTILINE)
"""A line in which a command says what is wrong with a spec."""

REMEDY = re.compile(
    r": (else )?(write|give|leave|make|refer|mend|name|describe|put|add|say|look|save|end|use|begin) "
    r"|has to (be|hold|lead) "
)
"""How such a line says what to do about it."""


def without_remedy(output: str) -> list[str]:
    """The lines that say what is wrong with a spec, and not how to mend it."""
    return [match[0] for match in PROBLEM.finditer(output) if not REMEDY.search(match[0])]


def generator(command: str, root: Path, *arguments: object) -> tuple[int, str]:
    """Run `python -m generator` in this process: its exit status, and all that it printed.

    An exception, which would be a traceback on the command line, is an exception here.
    """
    from generator.__main__ import main  # not part of the distribution: it is run from the repository

    before, sys.argv = sys.argv, ["python -m generator", command, *map(str, arguments), "--root", str(root)]
    printed = io.StringIO()
    code: object = 0
    try:
        with redirect_stdout(printed), redirect_stderr(printed):
            main()
    except SystemExit as leave:
        code = leave.code
    finally:
        sys.argv = before
    return (1, printed.getvalue() + code) if isinstance(code, str) else (int(str(int(code or 0))), printed.getvalue())


def copied(root: Path, *names: str) -> Path:
    """Copy folders of this tree to the same places below another root, without what Python caches; return the root."""
    for name in names:
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    return root


def loaded(path: Path) -> dict[str, Any]:
    """Read YAML, by libyaml where that is there."""
    document: dict[str, Any] = yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return document


def contents(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder but what Python caches: their bytes by their path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def edit(path: Path, changes: dict[str, str]) -> None:
    """Put each value in place of its key, where that stands first; it has to be there."""
    text = path.read_text("utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def run_python(code: str, *folders: Path) -> None:
    """Run a program that can import from some folders; a warning is an error, and an error fails the test."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(map(str, folders)),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr

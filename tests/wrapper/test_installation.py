"""What is found around an installation: PyInstaller's hooks, and an httpx that is another library."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest


def test_pyinstaller_finds_the_hooks() -> None:
    (found,) = [point for point in entry_points(group="pyinstaller40") if point.value.startswith("rayvision")]
    (folder,) = found.load()()
    assert {one.name for one in Path(folder).glob("hook-*.py")} == {"hook-rayvision_api.py", "hook-rayvision_cli.py"}


@pytest.mark.parametrize("command", [["-c", "from rayvision_api import RayvisionAPI"], ["-m", "rayvision_cli", "top"]])
def test_another_httpx_is_named_in_a_line(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "httpx.py").write_text("__version__ = '1.0.dev6'\n")
    env = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, *command], env=env, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode in (1, 2)
    assert "pip install 'httpx<1'" in done.stderr.splitlines()[-1]

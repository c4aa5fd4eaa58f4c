"""Tests do not pass against another spec than the tree's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_copy_of_the_spec_that_differs_stops_the_tests(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "published/rayvision_spec", tmp_path / "rayvision_spec")
    document = tmp_path / "rayvision_spec/2.0.0/openapi.json"
    document.write_text(document.read_text("utf-8").replace("getTaskList", "getTasks"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "--quiet", "-p", "no:cacheprovider", Path(__file__)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    assert "the installed rayvision_spec is not that of" in done.stderr
    assert "pip install --editable ." in done.stderr

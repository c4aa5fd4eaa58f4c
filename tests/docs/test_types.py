"""Whatever the pages show as Python has types that hold, as strictly as a reader may check them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .markdown import ROOT, blocks, pages
from .not_run import NOT_RUN

pytest.importorskip("mypy", reason="runs in the environment `types`")


def test_python_of_the_pages_is_typed(tmp_path: Path) -> None:
    for number, page in enumerate(pages()):
        code = [block for block in blocks(page) if block.language == "python" and block.text not in NOT_RUN]
        text = "\n".join(f"# {block.place}\n{block.text}" for block in code)
        (tmp_path / f"page_{number}.py").write_text(text, "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--config-file=", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stdout

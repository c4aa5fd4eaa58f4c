"""Whatever the pages show as Python has types that hold, as strictly as a reader may check them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .markdown import ROOT, blocks, pages
from .not_run import NOT_RUN

# What recipes for hosts import is not on this machine, or has types of its own opinion.
# The last one is a file of a page's own.
_HOSTS = "PySide6 qasync maya hou hdefereval bpy IPython render_scene"


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write each page's Python into a module, and each block that is a file into one of its own."""
    folder = tmp_path_factory.mktemp("code")
    for number, page in enumerate(pages()):
        shown = [block for block in blocks(page) if block.language == "python" and block.text not in NOT_RUN]
        for block in shown:
            if block.file:
                name = f"page_{number}_{block.file}"
                (folder / name).write_text(f"# {block.place}\n{block.text}", "utf-8")
        text = "\n".join(f"# {block.place}\n{block.text}" for block in shown if not block.file)
        (folder / f"page_{number}.py").write_text(text, "utf-8")
    return folder


def _check(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_python_of_the_pages_passes_mypy(code: Path) -> None:
    pytest.importorskip("mypy", reason="runs in the environment `types`")
    config = code / "mypy.ini"
    hosts = ",".join(f"{name},{name}.*" for name in _HOSTS.split())
    # Where a host is missing, its classes are of any type.
    config.write_text(
        f"[mypy]\nstrict = True\ndisallow_subclassing_any = False\n[mypy-{hosts}]\nignore_missing_imports = True\n"
        "follow_imports = skip\n"
    )
    _check([sys.executable, "-m", "mypy", "--no-incremental", f"--config-file={config}", str(code)])


def test_python_of_the_pages_passes_pyright(code: Path) -> None:
    pytest.importorskip("pyright", reason="runs in the environment `types`")
    config = code / "pyrightconfig.json"
    settings = {"typeCheckingMode": "standard", "reportMissingImports": False, "reportMissingModuleSource": False}
    config.write_text(json.dumps(settings))
    # With the interpreter's own packages, whichever environment a person has chosen for other projects.
    _check([sys.executable, "-m", "pyright", "--project", str(config), "--pythonpath", sys.executable])

"""What is found around an installation: PyInstaller's hooks, and an httpx that is another library."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from importlib.util import find_spec
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


FROM_A_ZIP = """
import sys
from rayvision_api import RayvisionAPI, __file__ as place
from rayvision_api.jobs import Job
from rayvision_api.transfer import Tracker, find_transmitter, transmit
job = Job.new("blender", sys.argv[1], frames="1-3", version="3.6")
print(".zip" in place, job.check(), RayvisionAPI("a", "b").task is None, flush=True)
transmit(find_transmitter(sys.argv[2]), [], Tracker([]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script")
def test_client_and_wrapper_work_from_a_zip(tmp_path: Path) -> None:
    for name in ("rayvision_api", "rayvision_client", "rayvision_spec"):
        spec = find_spec(name)
        assert spec is not None
        assert spec.submodule_search_locations
        shutil.copytree(spec.submodule_search_locations[0], tmp_path / "alone" / name)
    shutil.make_archive(str(tmp_path / "rayvision"), "zip", tmp_path / "alone")
    (tmp_path / "a.blend").touch()
    program = tmp_path / "transmitter"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o700)
    others = [path for path in sys.path if "site-packages" in path]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path / "rayvision.zip"), *others])}
    command = [sys.executable, "-S", "-c", FROM_A_ZIP, str(tmp_path / "a.blend"), str(program)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.returncode) == ("True [] False\n", 0), done.stderr

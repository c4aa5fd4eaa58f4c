"""What is found around an installation: PyInstaller's hooks, and an httpx that is another library."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from zipfile import ZipFile

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


@pytest.fixture(scope="module")
def wheel_for_hosts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", folder, "wrapper/host"], check=True, timeout=60)
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_the_wheel_for_hosts_is_small(wheel_for_hosts: Path) -> None:
    assert wheel_for_hosts.stat().st_size <= 150_000


IN_A_HOST = """
import sys, traceback
from rayvision_client.models import TaskInfo
from rayvision_api import RayvisionAPI, __file__ as place
from rayvision_api.jobs import Job
from rayvision_api.transfer import Tracker, find_transmitter, transmit
job = Job.new("blender", sys.argv[1], frames="1-3", version="3.6")
print("rayvision_packed" in place, job.check(), RayvisionAPI("a", "b").task is None)
try:
    RayvisionAPI("a", "b", platform="nowhere")
except ValueError as error:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    print(frame.filename.rpartition("modules")[2], frame.lineno, frame.line, flush=True)
transmit(find_transmitter(sys.argv[2]), [], Tracker([]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script")
@pytest.mark.parametrize("installed", [False, True], ids=["imported as it is", "installed"])
def test_client_and_wrapper_work_in_a_host(wheel_for_hosts: Path, tmp_path: Path, *, installed: bool) -> None:
    place = tmp_path / "host" if installed else wheel_for_hosts
    if installed:
        ZipFile(wheel_for_hosts).extractall(place)
    (tmp_path / "a.blend").touch()
    program = tmp_path / "transmitter"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o700)
    others = [path for path in sys.path if "site-packages" in path]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(place), *others])}
    command = [sys.executable, "-S", "-W", "error", "-c", IN_A_HOST, str(tmp_path / "a.blend"), str(program)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    checked, failed = done.stdout.splitlines()
    assert checked == "True [] False"
    file, line, source = failed.split(maxsplit=2)
    assert Path(f"wrapper{file}").read_text("utf-8").splitlines()[int(line) - 1].split("#")[0].strip() == source

"""A job that is killed at any moment, and continued, is one task with every picture once and whole."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rayvision_api import RayvisionAPI
from rayvision_api.jobs import Job
from rayvision_sandbox.pytest_plugin import RunningFarm

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
KILLS = 3


def _environment(farm: RunningFarm, folder: Path) -> dict[str, str]:
    return os.environ | {
        "RAYVISION_API_ACCESS_ID": farm.access_id,
        "RAYVISION_API_KEY": farm.access_key,
        "RAYVISION_API_VERSION": "2.0.0",
        "RAYVISION_TRANSMITTER": str(farm.transmitter),
        "RAYVISION_SANDBOX_TRANSMITTER_FAULTS": "kind=slow,bytes=3000",
        "RAYVISION_LOG": str(folder / "logs"),
        "XDG_STATE_HOME": str(folder / "state"),
    }


def _hashes(folder: Path, pattern: str) -> dict[str, str]:
    files = (path for path in folder.glob(pattern) if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_what_is_killed_goes_on(tmp_path: Path, rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI) -> None:
    farm, scene = rayvision_farm, tmp_path / "scene"
    scene.mkdir()
    for name in ("a.blend", "b.png", "c.png"):
        (scene / name).write_bytes(os.urandom(1000))
    job = Job.new("blender", scene / "a.blend", frames="1-6", version="3.6", files=[scene])
    folder, frames = job.write(tmp_path / "job"), tmp_path / "frames"
    words = ("job", "submit", str(folder), "--download", str(frames), "--json")
    options = ("--domain", farm.domain, "--protocol", "http", "--platform", "2")
    command = [sys.executable, "-m", "rayvision_cli", *words, *options]
    environment = _environment(farm, tmp_path)
    farm.set_speed(3000)
    for _ in range(KILLS):
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            time.sleep(random.uniform(0.5, 2.5))
            process.send_signal(signal.SIGKILL)
    farm.advance(hours=24)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [task.id for task in rayvision_api.query.iter_tasks()] == [json.loads(done.stdout)["taskId"]]
    assert _hashes(farm.storage, "1*/*/*/**/scene/*") == _hashes(scene, "*")
    pictures = _hashes(farm.storage, "2*/*/*/*/*.png")
    assert len(pictures) == 6
    assert _hashes(frames, "**/*") == pictures
    assert [path.name for path in frames.iterdir() if path.name.startswith(".")] == []

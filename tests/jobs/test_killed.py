"""A job that is killed at any moment, and continued, is one task with every picture once and whole.

`RAYVISION_STORM=full` kills it at 50 moments, as the promise says. That takes minutes.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from rayvision_api import RayvisionAPI
from rayvision_api.jobs import Job
from rayvision_sandbox.pytest_plugin import RunningFarm

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
IS_FULL = os.environ.get("RAYVISION_STORM") == "full"
# So much that the kills meet all of the way.
KILLS, ASSETS, FRAMES = (50, 20, 60) if IS_FULL else (3, 2, 6)
INTERRUPTED = 130


def _environment(farm: RunningFarm, folder: Path) -> dict[str, str]:
    return os.environ | {
        "RAYVISION_API_ACCESS_ID": farm.access_id,
        "RAYVISION_API_KEY": farm.access_key,
        "RAYVISION_API_VERSION": "2.0.0",
        "RAYVISION_TRANSMITTER": str(farm.transmitter),
        "RAYVISION_SANDBOX_TRANSMITTER_FAULTS": "kind=slow,bytes=3000",
        "RAYVISION_LOG": str(folder / "logs"),
        "XDG_STATE_HOME": str(folder / "state"),
        # What is killed leaves its temporary folders there.
        "TMPDIR": str(folder),
    }


def _hashes(folder: Path, pattern: str) -> dict[str, str]:
    files = (path for path in folder.glob(pattern) if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_what_is_killed_goes_on(tmp_path: Path, rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI) -> None:
    farm, scene = rayvision_farm, tmp_path / "scene"
    scene.mkdir()
    for name in ("a.blend", *(f"{number}.png" for number in range(ASSETS))):
        (scene / name).write_bytes(os.urandom(1000))
    job = Job.new("blender", scene / "a.blend", frames=f"1-{FRAMES}", version="3.6", files=[scene])
    folder, frames = job.write(tmp_path / "job"), tmp_path / "frames"
    words = ("job", "submit", str(folder), "--download", str(frames), "--json")
    options = ("--domain", farm.domain, "--protocol", "http", "--platform", "2")
    command = [sys.executable, "-m", "rayvision_cli", *words, *options]
    environment = _environment(farm, tmp_path)
    farm.set_speed(60 if IS_FULL else 3000)
    for number in range(KILLS):
        end = signal.SIGINT if number % 3 == 1 else signal.SIGKILL
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            time.sleep(random.uniform(0.5, 2.5))
            process.send_signal(end)
            # Before the command has taken over, Python ends by the signal itself.
            assert process.wait() in {-end, INTERRUPTED, 0}
    farm.set_speed(3000)
    farm.advance(hours=24)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [task.id for task in rayvision_api.query.iter_tasks()] == [json.loads(done.stdout)["taskId"]]
    assert (farm.calls["createTask"].carried_out, farm.calls["submitTask"].carried_out) == (1, 1)
    assert _hashes(farm.storage, "1*/*/*/**/scene/*") == _hashes(scene, "*")
    pictures = _hashes(farm.storage, "2*/*/*/*/*.png")
    assert len(pictures) == FRAMES
    assert _hashes(frames, "**/*") == pictures
    assert [path.name for path in frames.iterdir() if path.name.startswith(".")] == []
    journal = map(json.loads, (farm.storage / "journal.jsonl").read_text("utf-8").splitlines())
    fetched = Counter(line["path"] for line in journal if (line["what"], line.get("way")) == ("done", "download"))
    # Of each run that was ended, one may have been whole and not in its place.
    assert len(fetched) <= fetched.total() <= FRAMES + KILLS

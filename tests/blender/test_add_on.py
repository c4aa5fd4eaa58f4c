"""The add-on in Blender itself: from the open file to pictures on disk, against the sandbox."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rayvision_sandbox.pytest_plugin import RunningFarm

from .. import debian  # noqa: TID252  # has no name of its own
from ..docs.markdown import ROOT, blocks  # noqa: TID252  # as above

PAGE = ROOT / "docs/howto/blender.md"
ARTIST = Path(__file__).with_name("artist.py")
OLDEST_PYTHON = (3, 11)


@pytest.fixture
def blender(tmp_path: Path) -> list[str]:
    """The command of a Blender that the client can run in."""
    try:
        program = debian.find("blender")
    except debian.MissingError as missing:
        pytest.skip(str(missing))
    command = [program, "--background", "--factory-startup", "--python-exit-code", "3"]
    asked = _run([*command, "--python-expr", "import sys; print('python:', list(sys.version_info[:2]))"], tmp_path)
    version = tuple(json.loads(re.search("python: (.*)", asked)[1]))  # type: ignore[index]  # it fails where there is none
    if version < OLDEST_PYTHON:
        pytest.skip(f"this Blender has Python {version}, and the client needs {OLDEST_PYTHON}")
    return command


@pytest.fixture
def add_on() -> Path:
    """The add-on with the client in it, packed as the how-to says."""
    [how, *_] = (block.text for block in blocks(PAGE) if block.language == "sh")
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    subprocess.run(["bash", "-euc", how], cwd=ROOT, env={**os.environ, **quiet, "PATH": programs}, check=True)
    return ROOT / "build/blender/rayvision_farm.zip"


def _run(command: list[str], home: Path, **variables: str) -> str:
    # As from a desktop: on the PATH of a virtual environment, Debian's Blender takes that one's Python for its own.
    path = f"{Path(debian.find('blender')).parent}{os.pathsep}{os.defpath}"
    environment = {"HOME": str(home), "PATH": path, "LANG": "C.UTF-8", **variables}
    done = subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_open_file_goes_to_the_farm_and_its_pictures_come(
    blender: list[str], add_on: Path, rayvision_farm: RunningFarm, tmp_path: Path
) -> None:
    shots = tmp_path / "shots"
    shots.mkdir()
    variables = {
        "RAYVISION_API_ACCESS_ID": rayvision_farm.access_id,
        "RAYVISION_API_KEY": rayvision_farm.access_key,
        "RAYVISION_API_DOMAIN": rayvision_farm.domain,
        "RAYVISION_API_VERSION": "2.0.0",
        "RAYVISION_TRANSMITTER": str(rayvision_farm.transmitter),
    }
    command = [*blender, "--python", str(ARTIST), "--", str(add_on), str(shots)]
    printed = _run(command, tmp_path, **variables)
    seen = json.loads(re.search("^seen: (.*)$", printed, re.MULTILINE)[1])  # type: ignore[index]  # as above
    assert "has not been saved yet" in seen["nameless"]
    assert "software_config.cg_version is" in seen["refused"]
    assert seen["started"] == ["{'FINISHED'}", True, True, False]
    assert seen["stopped"].startswith("stopped")
    assert (seen["continued"], seen["text"]) == ("{'FINISHED'}", "finished: 3 pictures")
    assert seen["as it was saved"]
    _check_what_went_up(rayvision_farm.storage, shots)
    _check_what_came_down(rayvision_farm.storage, seen["pictures"])
    # The second task, of a script: what has gone up already does not go again.
    _render_by_script(variables | {"RAYVISION_API_PLATFORM": "2"}, tmp_path)
    assert len(list(shots.glob("farm/*/pictures/*/*.png"))) == 6
    [number] = {path.parent.name.split("_")[0] for path in map(Path, seen["pictures"])}
    _check_job(json.loads(rayvision_farm.job_files(int(number))["task.json"]))


def _render_by_script(variables: dict[str, str], folder: Path) -> None:
    """Do what stands on the page for scripts."""
    *_, script, command = blocks(PAGE)
    (folder / str(script.file)).write_text(script.text, "utf-8")
    _run(["bash", "-euc", command.text.replace("sh020.blend", "shots/*.blend")], folder, **variables)


def _check_what_went_up(storage: Path, shots: Path) -> None:
    """Everything that the scene needs lies on the farm at its own path, and nothing else."""
    arrived = {path.relative_to(next(storage.glob("1*/*/*"))) for path in storage.glob("1*/**/*") if path.is_file()}
    scene = "sh 020 #1 $(touch x) 镜"
    wanted = {
        f"{scene}.blend",
        f"blendcache_{scene}/smoke_000001_00.bphys",
        "library/chair.blend",
        "library/textures/wood.png",
        *(f"tiles/wall.{tile}.png" for tile in (1001, 1002)),
        *(f"clouds/sky_{number:03}.jp2" for number in (7, 8, 9)),
    }
    assert arrived == {Path(str(shots / name)[1:]) for name in wanted}
    assert not (shots / "x").exists()


def _check_what_came_down(storage: Path, pictures: list[str]) -> None:
    rendered = {path.name: path.read_bytes() for path in storage.glob("2*/**/*.png")}
    assert {path.name: path.read_bytes() for path in map(Path, pictures)} == rendered
    assert len(rendered) == 3


def _check_job(task: dict[str, Any]) -> None:
    common = task["scene_info_render"]["common"]
    assert (common["frames"], common["camera_name"]) == ("2-10[4]", '<bpy_struct, Object("right")>')
    assert task["additional_info"]["engine"] == "CYCLES"

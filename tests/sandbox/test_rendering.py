"""A job goes up, is what its files say, and leaves pictures."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.storage import Storage

ACCOUNT = Path("10001000/10001136")
INPUT, OUTPUT, CONFIG = "11136", "21136", "31136"
MAYA_LAYER = {"common": {"frames": "1-2[1]", "render_camera": ["cam"]}, "renderable": "1"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "storage"


@pytest.fixture
def caller(root: Path, make_farm: Callable[..., Farm], call_farm: Callable[..., Any]) -> Any:
    caller = call_farm(make_farm(storage=Storage(root)))
    caller.edition = "2.0.0"
    return caller


def job(cg_id: int = 2007, info: dict[str, Any] | None = None, **task_info: Any) -> dict[str, Any]:
    return {
        "task_info": {"cg_id": str(cg_id), "input_cg_file": "D:/shots/sh 010.blend", **task_info},
        "software_config": {"cg_name": "Any", "cg_version": "", "plugins": {}},
        "scene_info_render": {"common": {"frames": "1-3[1]"}} if info is None else info,
    }


def submit(caller: Any, task: dict[str, Any], *assets: str) -> int:
    (task_id,) = caller.create()
    upload = {"asset": [{"local": local, "server": "/" + local.replace(":", "")} for local in assets]}
    for name, content in (("task.json", task), ("upload.json", upload)):
        caller.data("taskJsonFile", taskId=task_id, fileName=name, content=json.dumps(content))
    caller.data("submitTask", taskId=task_id)
    return int(task_id)


def numbers(caller: Any, task_id: int) -> list[int]:
    return [int(frame["frameIndex"]) for frame in caller.frames(task_id)]


def pictures(root: Path) -> list[str]:
    folder = root / OUTPUT / ACCOUNT
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.png"))


def test_test_frames_come_first_and_may_be_all(caller: Any) -> None:
    task = job(info={"common": {"frames": "1-9[1]"}}, pre_frames="111:3", stop_after_test="1")
    task_id = submit(caller, task)
    caller.advance(7200)
    assert caller.status(task_id) == 40
    done = [int(frame["frameIndex"]) for frame in caller.frames(task_id) if frame["frameStatus"] == 4]
    assert done == [1, 3, 5, 9]


def test_houdini_solves_before_it_renders(caller: Any) -> None:
    solve = {"node": "/obj/sim", "frames": "1-3[1]", "render": "1", "option": "0"}
    render = {"node": "/out/mantra", "frames": "1-3[1]", "render": "1", "option": "-1"}
    task_id = submit(caller, job(2004, {"geo_node": [solve], "rop_node": [render]}))
    caller.advance(7200)
    kinds = [part["taskType"] for part in caller.info(task_id)["respRenderingTaskList"]]
    assert kinds == ["GopRender", "Render"]


@pytest.mark.parametrize("wish", [{"hardwareConfigIds": ["303"]}, {"hardwareConfigId": "303"}, {"ram": "128"}])
def test_the_hardware_is_the_one_asked_for(caller: Any, wish: dict[str, Any]) -> None:
    task_id = submit(caller, job(**wish))
    listed = caller.data("listHardwareConfigs", cloneTask="false", taskIds=[str(task_id)])
    assert [one["id"] for one in listed if one["current"]] == [303]


@pytest.mark.parametrize(
    ("task", "assets", "codes"),
    [
        (job(), ["D:/shots/sh 010.blend", "D:/a.png"], {"15024", "10012"}),
        (job(info={"common": {"frames": "one to ten"}}), [], {"999"}),
        (job(info={"common": {"frames": "1-999999"}}), [], {"999"}),
        (job(hardwareConfigIds=["999"]), [], {"999"}),
    ],
)
def test_what_cannot_be_rendered_fails_in_the_analysis(
    caller: Any, task: dict[str, Any], assets: list[str], codes: set[str]
) -> None:
    task_id = submit(caller, task, *assets)
    caller.advance(7200)
    assert caller.status(task_id) == 45
    files = caller.http.get(f"/sandbox/files/{task_id}").json()["files"]
    assert set(json.loads(files["tips.json"])) == codes
    for code in codes:
        (detail,) = caller.data("queryErrorDetail", code=code, language="1")
        assert detail["code"] == code


def test_a_frame_that_is_rendered_again_has_a_new_picture(caller: Any, root: Path) -> None:
    task_id = submit(caller, job(info={"common": {"frames": "1"}}))
    caller.advance(7200)
    (name,) = pictures(root)
    before = (root / OUTPUT / ACCOUNT / name).read_bytes()
    caller.data("restartFrame", taskId=task_id, ids=[caller.frames(task_id)[0]["id"]], selectAll=0)
    caller.advance(7200)
    assert (root / OUTPUT / ACCOUNT / name).read_bytes() != before


def test_a_scene_laid_ready_decides_what_the_files_do_not_say(caller: Any) -> None:
    caller.scene(name="other.ma", frames=9, failing=[2], frameSeconds=10)
    task_id = submit(caller, job())
    caller.advance(7200)
    task = caller.info(task_id)
    assert (task["sceneName"], task["totalFrames"], task["failedFrames"]) == ("sh 010.blend", 3, 1)


@pytest.mark.parametrize(
    "scene", ["../../up.blend", "/x/...", 'a:b*"?.blend', "n" * 300 + ".blend", "\ud800.blend", ""]
)
def test_no_name_leads_out_of_the_storage(caller: Any, root: Path, scene: str) -> None:
    task_id = submit(caller, job(input_cg_file=scene, info={"common": {"frames": "1"}}))
    caller.advance(7200)
    assert len(pictures(root)) == 1
    assert len(caller.data("getOutputUserDirFile", treePath=f"/{caller.info(task_id)['outputFileName']}")) == 1
    assert caller.code("getOutputUserDirFile", treePath=f"/{caller.info(task_id)['outputFileName']}/../..") == 404


def test_the_transmitter_works_over_the_farms_folder(rayvision_farm: Any, make_caller: Any, tmp_path: Path) -> None:
    def transmit(storage: str, kind: str, local: Path, remote: str, keep: str = "0") -> None:
        (line,) = caller.data("getConfig")["resqEngines"][0]["respTaskEngineLines"]
        options = {"-E": "aspera", "-H": line["server"], "-P": line["port"], "-S": storage, "-U": "10001136"}
        options |= {"-T": kind, "-L": str(local), "-R": remote, "-K": keep}
        command = [str(rayvision_farm.transmitter), *(part for pair in options.items() for part in pair)]
        environment = {name: value for name, value in os.environ.items() if name != "RAYVISION_SANDBOX_STORAGE"}
        done = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout

    with httpx.Client(base_url=f"http://{rayvision_farm.domain}", trust_env=False) as client:
        caller = make_caller(client, rayvision_farm.domain, edition="2.0.0")
        job_task, made_up = caller.create(2)
        file = tmp_path / "task.json"
        file.write_text(json.dumps(job()), "utf-8")
        transmit(CONFIG, "upload_path", file, f"/{job_task}/cfg/task.json")
        assert json.loads(rayvision_farm.job_files(job_task)["task.json"]) == job()
        rayvision_farm.scene(made_up, name="shot.ma", frames=2)
        for task_id in (job_task, made_up):
            caller.data("submitTask", taskId=task_id)
        rayvision_farm.advance(hours=5)
        assert len(pictures(rayvision_farm.storage)) == 3
        for task_id in (job_task, made_up):
            transmit(OUTPUT, "download_path", tmp_path / "got", caller.info(task_id)["outputFileName"], keep="1")
    assert len(list(tmp_path.joinpath("got").rglob("*.png"))) == 5


def test_pictures_come_while_nobody_asks(start_command: Any, call_command: Any, root: Path) -> None:
    command = start_command("--storage", str(root), "--speed", "100000")
    caller = call_command(command)
    caller.edition = "2.0.0"
    submit(caller, job())
    # The farm looks once a second.
    for _ in range(300):
        if len(pictures(root)) == 3:
            break
        time.sleep(0.1)
    assert len(pictures(root)) == 3

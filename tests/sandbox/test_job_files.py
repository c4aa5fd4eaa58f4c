"""A task is what its job files say: they and its assets come to the storages, and its pictures lie there when done."""

import io
import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.storage import Kind
from rayvision_sandbox.farm.users import User
from rayvision_sandbox.http.server import running

USER = User().user_id
BLENDER: dict[str, Any] = {
    "task_info": {"cg_id": "2007", "input_cg_file": "D:/shots/robot.blend", "pre_frames": "000"},
    "software_config": {"cg_name": "Blender", "cg_version": "4.0", "plugins": {}},
    "scene_info_render": {"common": {"frames": "2-6[2]", "camera_name": "Cam", "width": "640", "height": "480"}},
}
DONE = 25
FAILED = 45


def task_json(scene: dict[str, Any] | None = None, **info: Any) -> dict[str, Any]:
    return BLENDER | {"task_info": BLENDER["task_info"] | info} | ({"scene_info_render": scene} if scene else {})


def submit(new: Any, task: Any, **files: Any) -> int:
    (task_id,) = new.create()
    for name, content in {"task": task, **files}.items():
        new.data("taskJsonFile", taskId=task_id, fileName=f"{name}.json", content=json.dumps(content))
    new.data("submitTask", taskId=task_id)
    return int(task_id)


def place(farm: Farm, kind: Kind, name: str, content: bytes = b"content") -> None:
    path = farm.storage.own(kind, USER, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def indices(new: Any, task_id: int) -> list[tuple[str, int]]:
    return [(frame["frameIndex"], frame["frameType"]) for frame in new.frames(task_id)]


def pictures(farm: Farm) -> dict[str, bytes]:
    folder = farm.storage.own(Kind.OUTPUT, USER, "")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_task_is_what_its_job_files_say(new: Any) -> None:
    scene = {"common": {"frames": "2-10[2]", "camera_name": "Cam"}}
    task_id = submit(new, task_json(scene, hardwareConfigIds=["303"], pre_frames="011:4", stop_after_test="1"))
    new.advance(60)
    info = new.info(task_id)
    assert (info["sceneName"], info["cgId"], info["framesRange"]) == ("robot.blend", 2007, "2-10[2]")
    assert (info["renderCamera"], info["taskRam"], info["totalFrames"]) == ("Cam", 128, 5)
    assert indices(new, task_id) == [("4", 4), ("6", 4), ("10", 4), ("2", 5), ("8", 5)]
    new.advance(100_000)
    assert (new.status(task_id), new.info(task_id)["doneFrames"]) == (40, 3)


@pytest.mark.parametrize(
    ("scene", "layers"),
    [
        (
            {
                "beauty": {"renderable": "1", "common": {"frames": "1-2[1]"}},
                "off": {"renderable": "0", "common": {"frames": "1-9"}},
                "fog": {"renderable": "1", "common": {"frames": "7"}},
            },
            {"beauty": ["1", "2"], "fog": ["7"]},
        ),
        (
            {
                "rop_node": [
                    {"node": "/out/a", "frames": "1-3[2]", "render": "1"},
                    {"node": "/out/b", "frames": "0", "render": "0"},
                    {"node": "/out/c", "frames": "1,4-5[1]", "render": "1"},
                ]
            },
            {"/out/a": ["1", "3"], "/out/c": ["1", "4", "5"]},
        ),
    ],
)
def test_layers_have_frames_and_folders_of_their_own(
    scene: dict[str, Any], layers: dict[str, list[str]], new: Any, farm: Farm
) -> None:
    task_id = submit(new, task_json(scene))
    new.advance(100_000)
    parts = new.info(task_id)["respRenderingTaskList"]
    assert {part["layerName"]: [name for name, _ in indices(new, part["id"])] for part in parts} == layers
    assert new.data("getOutputUserDirFile", treePath="/", taskId=task_id) == []
    for part in parts:
        (own,) = new.data("getOutputUserDirFile", treePath="/", taskId=part["id"])
        (folder,) = new.data("getOutputUserDirFile", treePath=own["filePath"])
        files = new.data("getOutputUserDirFile", treePath=folder["filePath"])
        assert len(files) == len(layers[part["layerName"]])
    assert len(pictures(farm)) == sum(map(len, layers.values()))


def test_pictures_come_as_frames_finish_and_are_listed_as_they_are(new: Any, farm: Farm) -> None:
    new.scene(nodes=1, failing=[4], analysisSeconds=0, queueSeconds=0, frameSeconds=100)
    task_id = submit(new, task_json())
    seen = [0]
    while len(pictures(farm)) < 2:
        new.advance(20)
        seen.append(len(pictures(farm)))
        assert seen[-1] == new.info(task_id)["doneFrames"]
    assert set(seen) == {0, 1, 2}
    new.advance(1000)
    lying = pictures(farm)
    assert sorted(lying) == [f"{task_id}_robot/robot.{number:04d}.png" for number in (2, 6)]
    listed = new.data("getOutputUserDirFile", treePath=f"/{task_id}_robot")
    assert {file["filePath"]: file["fileSize"] for file in listed} == {
        f"/{name}": len(content) for name, content in lying.items()
    }
    picture = Image.open(io.BytesIO(lying[f"{task_id}_robot/robot.0006.png"]))
    assert picture.format == "PNG"
    assert (picture.info["frame"], picture.info["status"], picture.info["task"]) == ("6", "done", str(task_id))
    # What is written on it can be seen: white letters.
    colours = {colour: count for count, colour in picture.convert("RGB").getcolors() or ()}
    assert colours[255, 255, 255] > 500


def test_what_was_not_uploaded_fails_the_analysis(new: Any, farm: Farm) -> None:
    names = ["/D/shots/robot.blend", "/D/tex/a $(x).png", "D/tex/b.png", "/../c.png"]
    upload = {"asset": [{"local": name, "server": name} for name in names]}
    place(farm, Kind.INPUT, "D/tex/b.png")
    task_id = submit(new, task_json(), upload=upload, tips={"15013": ["3.6"]})
    new.advance(10_000)
    assert (new.status(task_id), new.frames(task_id), pictures(farm)) == (FAILED, [], {})
    tips = json.loads(new.http.get(f"/sandbox/files/{task_id}").json()["files"]["tips.json"])
    assert tips == {"15013": ["3.6"], "15024": names[:1], "10012": [names[1], names[3]]}
    for code in ("15024", "10012"):
        (detail,) = new.data("queryErrorDetail", code=code, language=1)
        assert (detail["type"], "missing" in detail["desDescriptionCn"]) == (1, True)

    for name in names[:2]:
        place(farm, Kind.INPUT, name)
    again = submit(new, task_json(), upload={"asset": upload["asset"][:3]})
    new.advance(10_000)
    assert new.status(again) == DONE


@pytest.mark.parametrize(
    ("task", "code"),
    [
        *(([], "999"), (task_json({"common": {"frames": "many"}}), "999"), (task_json(tiles="x"), "999")),
        *((task_json({"common": {"frames": "1-1000000"}}), "999"), (task_json(hardwareConfigIds=["999"]), "999")),
        (BLENDER | {"software_config": {"cg_name": "Blender", "cg_version": "1.0"}}, "15019"),
    ],
)
def test_job_files_that_make_no_sense_fail_the_analysis(task: Any, code: str, new: Any) -> None:
    task_id = submit(new, task)
    new.advance(10_000)
    assert new.status(task_id) == FAILED
    assert list(json.loads(new.http.get(f"/sandbox/files/{task_id}").json()["files"]["tips.json"])) == [code]
    assert [detail["code"] for detail in new.data("queryErrorDetail", code=code, language="1")] == [code]


def test_a_task_without_job_files_shows_its_pictures_when_they_are_listed(new: Any, farm: Farm) -> None:
    task_id = new.submit(frames=2, name="a.ma")
    new.advance(10_000)
    new.info(task_id)
    assert pictures(farm) == {}
    assert len(new.data("getOutputUserDirFile", treePath=f"/{task_id}_a")) == len(pictures(farm)) == 2


def test_the_transmitter_brings_files_to_the_farm_and_fetches_pictures(
    rayvision_farm: Any, make_caller: Callable[..., Any], tmp_path: Path
) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "RAYVISION_SANDBOX_STORAGE"}

    def transmit(kind: str, storage: str, local: Path, remote: str) -> None:
        options = {"-E": "aspera", "-H": line["server"], "-P": line["port"], "-S": storage, "-U": str(USER)}
        options |= {"-T": kind, "-L": str(local), "-R": remote, "-K": "1" if kind == "download_path" else "0"}
        command = [str(rayvision_farm.transmitter), *(part for pair in options.items() for part in pair)]
        done = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout

    with httpx.Client(base_url=f"http://{rayvision_farm.domain}", trust_env=False) as http:
        new = make_caller(http, rayvision_farm.domain, edition="2.0.0")
        config = new.data("getConfig")
        (line,) = config["resqEngines"][0]["respTaskEngineLines"]
        scene, upload, task = (tmp_path / name for name in ("robot.blend", "upload.json", "task.json"))
        scene.write_bytes(b"scene")
        upload.write_text(json.dumps({"asset": [{"local": str(scene), "server": "/D/robot.blend"}]}))
        task.write_text(json.dumps(BLENDER))
        task_id, made_up = new.create(2)
        assert rayvision_farm.job_files(task_id) == {}
        for file in (task, upload):
            transmit("upload_path", config["configBid"], file, f"/{task_id}/cfg/{file.name}")
        transmit("upload_json", config["inputBid"], upload, "/")
        assert rayvision_farm.job_files(task_id) == {file.name: file.read_text() for file in (task, upload)}
        rayvision_farm.scene(made_up, name="shot.ma", frames=2)
        for number in (task_id, made_up):
            new.data("submitTask", taskId=number)
        rayvision_farm.advance(hours=10)
        # The pictures of a made-up task are written when somebody wants them.
        assert len(list(rayvision_farm.storage.rglob("*.png"))) == 3
        for number in (task_id, made_up):
            transmit("download_path", config["outputBid"], tmp_path / "out", new.info(number)["outputFileName"])
    names = [f"{task_id}_robot/robot.{number:04d}.png" for number in (2, 4, 6)]
    names += [f"{made_up}_shot/shot.{number:04d}.png" for number in (1, 2)]
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in tmp_path.glob("out/*/*")) == names


def test_the_command_keeps_files_where_it_is_told_or_until_it_ends(
    start_command: Callable[..., Any], tmp_path: Path
) -> None:
    farm = start_command("--storage", str(tmp_path / "kept"))
    temporary = start_command()
    found = [
        Path(httpx.get(f"http://{one.domain}/sandbox", trust_env=False).json()["storage"]) for one in (farm, temporary)
    ]
    assert found[0] == tmp_path / "kept"
    assert all(folder.is_dir() for folder in found)
    for one in (farm, temporary):
        one.stop()
    assert [folder.is_dir() for folder in found] == [True, False]


def test_pictures_come_back_when_the_storage_was_lost(new: Any, make_farm: Callable[..., Farm], farm: Farm) -> None:
    submit(new, task_json())
    new.advance(10_000)
    again = make_farm(database=farm.database)
    with running(again) as domain:
        httpx.get(f"http://{domain}/sandbox", trust_env=False).raise_for_status()
    assert again.storage.root != farm.storage.root
    assert pictures(again) == pictures(farm) != {}


def test_houdini_solves_before_it_renders(new: Any) -> None:
    solve = {"node": "/obj/sim", "frames": "1-3[1]", "render": "1", "option": "0"}
    render = {"node": "/out/mantra", "frames": "1-3[1]", "render": "1", "option": "-1"}
    scene = {"geo_node": [solve], "rop_node": [render]}
    task_id = submit(new, task_json(scene, cg_id="2004") | {"software_config": {"cg_name": "Houdini"}})
    new.advance(100_000)
    assert [part["taskType"] for part in new.info(task_id)["respRenderingTaskList"]] == ["GopRender", "Render"]


@pytest.mark.parametrize("wish", [{"hardwareConfigIds": ["303"]}, {"hardwareConfigId": "303"}, {"ram": "128"}])
def test_the_hardware_is_the_one_asked_for(new: Any, wish: dict[str, Any]) -> None:
    task_id = submit(new, task_json(**wish))
    listed = new.data("listHardwareConfigs", cloneTask="false", taskIds=[str(task_id)])
    assert [one["id"] for one in listed if one["current"]] == [303]


def test_a_scene_laid_ready_decides_what_the_files_do_not_say(new: Any) -> None:
    new.scene(name="other.ma", frames=9, failing=[2], frameSeconds=10)
    task_id = submit(new, task_json())
    new.advance(7200)
    task = new.info(task_id)
    assert (task["sceneName"], task["totalFrames"], task["failedFrames"]) == ("robot.blend", 3, 1)


def test_a_frame_that_is_rendered_again_has_a_new_picture(new: Any, farm: Farm) -> None:
    task_id = submit(new, task_json({"common": {"frames": "1"}}))
    new.advance(7200)
    before = pictures(farm)
    new.data("restartFrame", taskId=task_id, ids=[new.frames(task_id)[0]["id"]], selectAll=0)
    new.advance(7200)
    assert pictures(farm).keys() == before.keys()
    assert pictures(farm) != before


@pytest.mark.parametrize(
    "scene", ["../../up.blend", "/x/...", 'a:b*"?.blend', "n" * 300 + ".blend", "\ud800.blend", ""]
)
def test_no_name_leads_out_of_the_storage(new: Any, farm: Farm, scene: str) -> None:
    task_id = submit(new, task_json({"common": {"frames": "1"}}, input_cg_file=scene))
    new.advance(7200)
    assert len(pictures(farm)) == 1
    folder = new.info(task_id)["outputFileName"]
    assert len(new.data("getOutputUserDirFile", treePath=f"/{folder}")) == 1
    assert new.code("getOutputUserDirFile", treePath=f"/{folder}/../..") == 404


def test_pictures_come_while_nobody_asks(start_command: Callable[..., Any], tmp_path: Path) -> None:
    new = start_command("--storage", str(tmp_path), "--speed", "100000").caller()
    new.edition = "2.0.0"
    submit(new, task_json())
    # The farm looks once a second.
    deadline = time.monotonic() + 30
    while len(list(tmp_path.rglob("*.png"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(list(tmp_path.rglob("*.png"))) == 3

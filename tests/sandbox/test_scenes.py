"""What a task renders, and how its parts and stages depend on each other."""

from collections.abc import Callable
from typing import Any

QUICK = {"analysisSeconds": 10, "queueSeconds": 10, "frameSeconds": 100, "nodes": 2, "frames": 4}

# The database keeps whole numbers of eight bytes.
TOO_LARGE: tuple[dict[str, Any], ...] = (
    *(
        {name: 10**20}
        for name in ("cgId", "ram", "nodes", "frameSeconds", "analysisSeconds", "queueSeconds", "hourlyPrice")
    ),
    {"photonFrames": 10**9},
    {"frameSeconds": 2**40, "hourlyPrice": 2**40},
)


def test_pre_rendering_comes_before_rendering(caller: Any) -> None:
    task_id = caller.submit(**QUICK, preRender=True)
    assert caller.info(task_id)["preTaskStatus"] is None
    caller.advance(15)
    assert [caller.info(task_id)[name] for name in ("taskStatus", "preTaskStatus")] == [0, 0]
    caller.advance(10)
    assert [caller.info(task_id)[name] for name in ("taskStatus", "preTaskStatus")] == [8, 5]
    assert [frame["frameStatus"] for frame in caller.frames(task_id)] == [2, 6, 6, 6, 6]
    caller.advance(150)
    assert [caller.info(task_id)[name] for name in ("taskStatus", "preTaskStatus")] == [5, 25]
    assert caller.frames(task_id)[0]["frameType"] == 1
    caller.advance(3600)
    assert caller.status(task_id) == 25


def test_a_test_task_pauses_after_its_test_frames(caller: Any) -> None:
    task_id = caller.submit(**QUICK | {"frames": 8, "testFrames": 2, "stopAfterTest": True})
    caller.advance(50)
    assert [frame["frameStatus"] for frame in caller.frames(task_id)] == [2, 2] + 6 * [8]
    caller.advance(3600)
    task = caller.info(task_id)
    assert (task["taskStatus"], task["doneFrames"], task["totalFrames"]) == (40, 2, 8)
    caller.data("startTask", taskIds=[task_id])
    caller.advance(3600)
    assert (caller.status(task_id), caller.info(task_id)["doneFrames"]) == (25, 8)


def test_photons_come_before_the_main_picture(caller: Any) -> None:
    task_id = caller.submit(**QUICK | {"cgId": 2001, "name": "room.max", "photonFrames": 2})
    assert caller.info(task_id)["respRenderingTaskList"] is None
    caller.advance(30)
    task = caller.info(task_id)
    photon, main = task["respRenderingTaskList"]
    assert [photon["taskType"], main["taskType"]] == ["RenderPhoton", "Render"]
    assert [photon["taskStatus"], main["taskStatus"], task["taskStatus"]] == [5, 0, 5]
    assert photon["layerParentId"] == main["layerParentId"] == task_id
    assert [frame["frameType"] for frame in caller.frames(task_id)] == [2, 2, 3, 5, 5, 5, 5]
    assert [frame["frameStatus"] for frame in caller.frames(task_id)] == [2, 2, 7, 9, 9, 9, 9]
    caller.advance(3600)
    task = caller.info(task_id)
    photon, main = task["respRenderingTaskList"]
    assert [photon["taskStatus"], main["taskStatus"], task["taskStatus"]] == [25, 25, 25]
    assert photon["completedDate"] <= main["startTime"]
    assert task["doneFrames"] == photon["doneFrames"] + main["doneFrames"] == 7


def test_of_a_task_with_parts_the_service_tells_little(caller: Any) -> None:
    task_id = caller.submit(**QUICK, layers=["beauty", "fog"])
    caller.advance(7200)
    (task,) = caller.data("getTaskList", pageNum=1, pageSize=1, statusList=[0])["items"]
    assert (task["id"], task["taskStatus"], task["totalFrames"], task["isOpen"]) == (task_id, 0, 0, 1)
    assert (task["doneFrames"], task["renderConsume"], task["completedDate"]) == (None, None, None)
    assert [part["taskStatus"] for part in task["respRenderingTaskList"]] == [25, 25]
    assert caller.data("getTaskList", pageNum=1, pageSize=1, statusList=[25])["items"] == []


def test_layers_are_rendered_side_by_side(caller: Any) -> None:
    task_id = caller.submit(**QUICK, layers=["beauty", "fog"])
    caller.advance(60)
    task = caller.info(task_id)
    assert [part["layerName"] for part in task["respRenderingTaskList"]] == ["beauty", "fog"]
    assert [part["taskStatus"] for part in task["respRenderingTaskList"]] == [5, 5]
    beauty = task["respRenderingTaskList"][0]["id"]
    assert {frame["taskId"] for frame in caller.frames(beauty)} == {beauty}
    assert len(caller.frames(task_id)) == 2 * len(caller.frames(beauty)) == 8
    assert caller.info(beauty)["layerName"] == "beauty"
    caller.advance(3600)
    assert [part["taskStatus"] for part in caller.info(task_id)["respRenderingTaskList"]] == [25, 25]


def test_parts_follow_the_commands_to_the_whole(caller: Any) -> None:
    task_id = caller.submit(**QUICK | {"photonFrames": 1, "cgId": 2001})
    caller.advance(30)
    part = caller.info(task_id)["respRenderingTaskList"][0]["id"]
    assert caller.code("stopTask", taskIds=[part]) == 400
    for command, status in (("stopTask", 10), ("startTask", 0), ("abortTask", 35)):
        caller.data(command, taskIds=[task_id])
        assert [part["taskStatus"] for part in caller.info(task_id)["respRenderingTaskList"]] == [status, status]


def test_a_part_that_is_done_stays_so_when_the_whole_is_stopped(caller: Any) -> None:
    task_id = caller.submit(**QUICK | {"photonFrames": 1, "cgId": 2001})
    caller.advance(250)
    photon, main = caller.info(task_id)["respRenderingTaskList"]
    assert [photon["taskStatus"], main["taskStatus"]] == [25, 5]
    caller.data("stopTask", taskIds=[task_id])
    assert [part["taskStatus"] for part in caller.info(task_id)["respRenderingTaskList"]] == [25, 10]
    caller.data("startTask", taskIds=[task_id])
    assert caller.info(task_id)["respRenderingTaskList"][0] == photon
    caller.advance(3600)
    assert [part["taskStatus"] for part in caller.info(task_id)["respRenderingTaskList"]] == [25, 25]


def test_frames_of_one_layer_can_be_rendered_again(caller: Any) -> None:
    task_id = caller.submit(**QUICK, layers=["beauty", "fog"])
    caller.advance(3600)
    beauty, fog = caller.info(task_id)["respRenderingTaskList"]
    caller.data("restartFrame", taskIds=fog["id"], selectAll=1, ids=[])
    caller.advance(3600)
    assert {frame["recommitFlag"] for frame in caller.frames(fog["id"])} == {1}
    assert {frame["recommitFlag"] for frame in caller.frames(beauty["id"])} == {0}
    assert caller.status(task_id) == 25


def test_houdini_settles_before_it_renders(caller: Any) -> None:
    task_id = caller.submit(**QUICK | {"cgId": 2004, "settlement": "/out/geo1"})
    caller.advance(30)
    frames = caller.frames(task_id)
    assert (frames[0]["frameType"], frames[0]["gopName"], frames[0]["frameStatus"]) == (8, "/out/geo1", 2)
    assert {frame["frameStatus"] for frame in frames[1:]} == {10}
    caller.advance(3600)
    assert [part["taskType"] for part in caller.info(task_id)["respRenderingTaskList"]] == ["GopRender", "Render"]
    assert caller.status(task_id) == 25


def test_the_same_seed_gives_the_same_history(call_new_farm: Callable[..., Any]) -> None:
    def history(seed: int) -> list[Any]:
        caller = call_new_farm(seed=seed)
        numbers = [caller.submit() for _ in range(12)]
        caller.advance(7200)
        began = caller.info(numbers[0])["submitDate"]
        return [
            (
                *(frame[name] for name in ("id", "taskId", "frameIndex", "frameStatus", "couponFee", "feeAmount")),
                frame["endTime"] and frame["endTime"] - began,
            )
            for number in numbers
            for frame in caller.frames(number)
        ]

    assert history(1) == history(1)
    assert history(1) != history(2)


def test_invented_scenes_show_every_way_to_work(caller: Any) -> None:
    tasks = [caller.submit() for _ in range(60)]
    caller.advance(86_400)
    infos = [caller.info(task_id) for task_id in tasks]
    assert {task["cgId"] for task in infos} >= {2000, 2001, 2004, 2007}
    assert {task["taskStatus"] for task in infos} == {25, 30}
    assert {part["taskType"] for task in infos for part in task["respRenderingTaskList"] or []} == {
        "RenderPhoton",
        "Render",
        "GopRender",
    }


def test_a_scene_can_only_be_laid_ready_for_a_task_that_waits_for_it(caller: Any) -> None:
    task_id = caller.submit(**QUICK)
    late = caller.http.post("/sandbox/scene", json={"taskId": task_id, "scene": {"frames": 1}})
    assert late.status_code == 400
    for scene in ({"colour": 1}, {"frames": 0}, {"frames": "3"}, {"frames": 10**9}, {"failing": ["x"]}, 5, *TOO_LARGE):
        response = caller.http.post("/sandbox/scene", json={"scene": scene})
        assert response.status_code == 400, scene
        assert response.json()["error"]


def test_as_large_as_a_scene_may_be_it_can_be_submitted_and_looked_at(caller: Any) -> None:
    for scene in ({"frameSeconds": 2**49, "hourlyPrice": 0}, {"hourlyPrice": 10**12}, {"nodes": 10**12}):
        task_id = caller.submit(**QUICK | scene)
        caller.advance(3600)
        assert [len(caller.frames(task_id)), caller.info(task_id)["totalFrames"]] == [4, 4]

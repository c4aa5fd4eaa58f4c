"""Both editions on the same tasks, and what only the second one has."""

import json
from typing import Any

import pytest
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.users import User
from rayvision_sandbox.operations.table import OPERATIONS

FIRST, SECOND = "1.0.0", "2.0.0"
WAITING, RENDERING, STOPPED, DONE, FAILED = 1, 2, 3, 4, 5
RECORDS = {"pageNum": 1, "pageSize": 100, "startDate": "", "endDate": ""}


@pytest.fixture
def old(caller: Any) -> Any:
    return caller


def states(caller: Any, task_id: int) -> list[int]:
    return [frame["frameStatus"] for frame in caller.frames(task_id)]


def log(caller: Any, frame_id: int) -> list[str]:
    """Read a frame's log page by page."""
    lines, number = [], 0
    while True:
        page = caller.data("showLog", renderingType="render", id=frame_id, pageNum=number, pageSize=1)
        lines += page["items"]
        number += 1
        if number >= page["pageCount"]:
            assert page["total"] == sum(len(line) + 1 for line in lines)
            return lines


def test_both_editions_see_the_same_tasks(old: Any, new: Any) -> None:
    (task_id,) = old.create(labels=["a"])
    new.data("submitTask", taskId=task_id, producer="ann")
    described = [caller.info(task_id) for caller in (old, new)]
    assert described[0] == described[1]
    assert described[0]["producer"] == "ann"
    assert new.data("stopTask", taskIds=[task_id]) is None
    assert old.status(task_id) == 10


@pytest.mark.parametrize(("edition", "other"), [(FIRST, SECOND), (SECOND, FIRST), (FIRST, "9.9.9")])
def test_path_and_version_have_to_belong_together(old: Any, edition: str, other: str) -> None:
    for path in OPERATIONS[edition]:
        headers = old.signed_headers(path, {}, version=other)
        response = old.http.post(path, content="{}", headers=headers)
        if path in OPERATIONS.get(other, {}):
            assert response.status_code == 200
        else:
            assert (response.status_code, response.json()["code"]) == (404, 404)
            assert f"is one of edition {edition}" in response.json()["message"]


def test_the_language_header_is_not_signed(new: Any) -> None:
    new.headers = {"languageFlag": "1"}
    assert new.code("queryUserProfile") == 200


def test_stopped_frames_are_not_rendered(old: Any, new: Any) -> None:
    task_id = new.submit(frames=6, nodes=2, frameSeconds=100, analysisSeconds=0, queueSeconds=0)
    new.advance(30)
    assert states(new, task_id)[:3] == [RENDERING, RENDERING, WAITING]
    frames = new.frames(task_id)
    new.data("stopTaskFrames", taskId=task_id, selectAll=0, ids=[frames[1]["id"], frames[3]["id"]])
    assert states(new, task_id) == [RENDERING, STOPPED, RENDERING, STOPPED, WAITING, WAITING]
    assert new.info(task_id)["abortFrames"] == 2
    assert new.info(task_id)["waitingCount"] == 2
    new.advance(3600)
    assert states(old, task_id) == [DONE, STOPPED, DONE, STOPPED, DONE, DONE]
    assert [caller.status(task_id) for caller in (old, new)] == [70, 70]
    assert new.data("queryAllFrameStats") == {
        "executingFramesTotal": 0,
        "doneFramesTotal": 4,
        "failedFramesTotal": 0,
        "waitingFramesTotal": 0,
        "abandonFramesTotal": 2,
        "totalFrames": 6,
    }
    assert log(new, frames[1]["id"]) == ["stopped: this frame is not rendered"]


def test_a_task_whose_frames_are_all_stopped_ends_at_once(new: Any) -> None:
    task_id = new.submit(frames=3, analysisSeconds=0, queueSeconds=60)
    new.data("stopTaskFrames", taskId=task_id, selectAll=1)
    assert (new.status(task_id), states(new, task_id)) == (70, [STOPPED] * 3)
    assert new.code("stopTaskFrames", taskId=task_id, selectAll=1) == 400


def test_a_task_that_stands_still_ends_when_nothing_is_left_of_it(new: Any) -> None:
    task_id = new.submit(frames=3, nodes=1, analysisSeconds=0, queueSeconds=0)
    new.data("stopTask", taskIds=[task_id])
    frames = [frame["id"] for frame in new.frames(task_id)]
    new.data("stopTaskFrames", taskId=task_id, selectAll=0, ids=frames[1:])
    assert new.status(task_id) == 10
    new.data("stopTaskFrames", taskId=task_id, selectAll=0, ids=frames)
    assert new.status(task_id) == 70
    new.data("restartFrame", taskId=task_id, selectAll=1)
    new.advance(7200)
    assert (new.status(task_id), states(new, task_id)) == (25, [DONE] * 3)


def test_frames_that_wait_for_others_are_called_waiting_there_and_here(old: Any, new: Any) -> None:
    task_id = new.submit(frames=3, testFrames=1, analysisSeconds=0, queueSeconds=0)
    new.advance(1)
    assert (states(old, task_id), states(new, task_id)) == ([RENDERING, 8, 8], [RENDERING, WAITING, WAITING])
    new.data("stopTaskFrames", taskId=task_id, selectAll=1, status=[WAITING])
    assert states(new, task_id) == [RENDERING, STOPPED, STOPPED]


def test_stopped_frames_stay_so_when_the_task_goes_on(new: Any) -> None:
    task_id = new.submit(frames=3, nodes=1, analysisSeconds=0, queueSeconds=0)
    first = new.frames(task_id)[0]["id"]
    new.data("stopTask", taskIds=[task_id])
    new.data("stopTaskFrames", taskId=task_id, selectAll=0, ids=[first])
    new.data("startTask", taskIds=[task_id])
    new.advance(7200)
    assert (new.status(task_id), states(new, task_id)) == (70, [STOPPED, DONE, DONE])


@pytest.mark.parametrize("by", ["ids", "all", "status"])
def test_stopped_frames_can_be_restarted(new: Any, by: str) -> None:
    task_id = new.submit(frames=3, analysisSeconds=0, queueSeconds=0)
    frames = [frame["id"] for frame in new.frames(task_id)]
    new.data("stopTaskFrames", taskId=task_id, selectAll=0, ids=frames[:2])
    new.advance(7200)
    if by == "status":
        new.data("restartFailedFrames", taskIds=[task_id], status=[STOPPED])
    else:
        chosen = {"selectAll": 1} if by == "all" else {"selectAll": 0, "ids": frames[:2]}
        new.data("restartFrame", taskId=task_id, **chosen)
    new.advance(7200)
    assert (new.status(task_id), states(new, task_id)) == (25, [DONE] * 3)


def test_frames_of_one_layer_are_stopped(new: Any) -> None:
    task_id = new.submit(frames=2, layers=["beauty", "fog"], analysisSeconds=0, queueSeconds=0)
    new.advance(1)
    beauty, fog = (part["id"] for part in new.info(task_id)["respRenderingTaskList"])
    new.data("stopTaskFrames", taskId=fog, selectAll=1)
    assert (new.status(beauty), new.status(fog)) == (5, 70)
    new.advance(7200)
    assert [new.status(number) for number in (task_id, beauty, fog)] == [70, 25, 70]


def test_a_frame_of_another_task_cannot_be_stopped(new: Any) -> None:
    first, second = (new.submit(frames=2, analysisSeconds=0) for _ in range(2))
    frame_id = new.frames(second)[0]["id"]
    assert new.code("stopTaskFrames", taskId=first, selectAll=0, ids=[frame_id]) == 404
    assert new.code("stopTaskFrames", taskId=new.create()[0], selectAll=1) == 400


def test_a_log_tells_what_a_frame_did_and_why_it_failed(new: Any) -> None:
    task_id = new.submit(frames=2, nodes=1, failing=[2], name="shot.ma", analysisSeconds=0, queueSeconds=0)
    good, bad = (frame["id"] for frame in new.frames(task_id))
    assert log(new, good)[0].strip("= ") == "Maya log"
    assert log(new, bad) == []
    new.advance(20)
    half = log(new, good)
    new.advance(7200)
    whole = log(new, good)
    assert whole[: len(half)] == half
    assert "open scene shot.ma" in whole[4]
    assert "frame 1 is done after" in whole[-1]
    *_, error, last = log(new, bad)
    assert "ERROR: " in error
    assert "frame 2 failed: " in last
    assert "(exit code 1)" in last
    new.data("restartFailedFrames", taskIds=[task_id])
    new.advance(7200)
    again = log(new, bad)
    assert "attempt 2" in again[2]
    assert "frame 2 is done" in again[-1]


def test_a_log_has_pages(new: Any) -> None:
    task_id = new.submit(frames=1, name=f"{'long' * 40}.ma", analysisSeconds=0, queueSeconds=0)
    new.advance(7200)
    frame_id = new.frames(task_id)[0]["id"]
    lines = log(new, frame_id)
    page = new.data("showLog", renderingType="render", id=frame_id, pageNum=0, pageSize=1)
    assert page["pageCount"] == 2
    assert lines[: len(page["items"])] == page["items"]
    assert new.data("showLog", renderingType="render", id=frame_id, pageNum=2, pageSize=1)["items"] == []


def test_labels_are_put_on_tasks_and_taken_off(new: Any) -> None:
    first, second = new.create(2, labels=["old"])
    new.data("addLabel", newName="own", status=0)
    (project,) = new.data("getLabelList")["projectNameList"]
    for _ in range(2):
        new.data("addTaskLabel", label="fresh", taskIds=[first, second])
    new.data("addTaskLabel", label="own", taskIds=[first])
    assert json.loads(new.info(first)["labels"]) == {"0": "old", "1": "fresh", "2": "own"}
    for _ in range(2):
        new.data(
            "deleteTaskLabel", taskIds=[first, second], labelNames=["old", "none"], labelIds=[project["projectId"]]
        )
    assert [json.loads(new.info(number)["labels"]) for number in (first, second)] == [{"0": "fresh"}] * 2


def test_projects_are_the_labels_of_the_account(old: Any, new: Any) -> None:
    old.data("addLabel", newName="film", status=0)
    for flag in (0, 1, 2):
        assert new.data("listProjects", flag=flag) == old.data("getLabelList")


def test_hardware_is_on_offer_and_can_be_changed(new: Any) -> None:
    offer = new.data("listHardwareConfigs", cloneTask="false")
    assert not any(one["current"] for one in offer)
    assert {one["platform"] for one in offer} == {2}
    (task_id,) = new.create()
    first, second, other = offer[0], offer[1], offer[-1]
    assert [one["id"] for one in _of_task(new, task_id) if one["current"]] == [first["id"]]
    change = {"taskIds": [str(task_id)], "hardwareConfigIds": [str(second["id"])], "gpuNum": ""}
    change |= {name: second[name] for name in ("model", "ram")}
    new.data("editTaskHardwareConfig", **change)
    assert [one["id"] for one in _of_task(new, task_id) if one["current"]] == [second["id"]]
    assert f"{new.info(task_id)['taskRam']}GB" == second["ram"]
    assert new.code("editTaskHardwareConfig", **change | {"ram": "1GB"}) == 600
    assert new.code("editTaskHardwareConfig", **change | {"hardwareConfigIds": ["1"]}) == 404
    assert other["status"] == 0
    assert new.code("editTaskHardwareConfig", **change | {"hardwareConfigIds": [str(other["id"])]}) == 400


def _of_task(caller: Any, task_id: int) -> Any:
    return caller.data("listHardwareConfigs", cloneTask="false", taskIds=[str(task_id)])


def test_hardware_with_cards_is_said_so(new: Any) -> None:
    new.platform = "21"
    offer = new.data("listHardwareConfigs", cloneTask="false")
    assert {one["type"] for one in offer} == {2}
    task_id = new.submit(cgId=2005)
    chosen = {**offer[0], "taskIds": [task_id], "hardwareConfigIds": [str(offer[0]["id"])]}
    body = {name: chosen[name] for name in ("taskIds", "hardwareConfigIds", "model", "ram", "gpuNum")}
    assert offer[0]["notSupportCgId"] == [2000, 2005]
    assert new.code("editTaskHardwareConfig", **body) == 400


def test_a_limit_is_how_many_frames_are_rendered_at_once(new: Any) -> None:
    task_id = new.submit(frames=20, nodes=5, frameSeconds=1000, analysisSeconds=0, queueSeconds=0)
    new.advance(10)
    assert (new.info(task_id)["executingFrames"], new.info(task_id)["taskLimit"]) == (5, 5)
    new.data("updateTaskLimit", taskId=task_id, taskLimit=12)
    assert (new.info(task_id)["executingFrames"], new.info(task_id)["taskLimit"]) == (12, 12)
    new.data("updateTaskLimit", taskId=task_id, taskLimit=2)
    assert new.info(task_id)["executingFrames"] == 12
    new.advance(1500)
    assert new.info(task_id)["executingFrames"] == 2
    new.advance(100_000)
    assert new.status(task_id) == 25
    assert new.code("updateTaskLimit", taskId=task_id, taskLimit=2) == 400


def test_priority_shortens_the_wait(new: Any) -> None:
    first, second = (new.submit(analysisSeconds=0, queueSeconds=1000) for _ in range(2))
    new.data("updateTaskUserLevel", taskId=second, taskUserLevel=60)
    assert new.info(second)["taskUserLevel"] == 60
    new.advance(600)
    assert (new.status(first), new.status(second)) == (0, 5)


def test_priority_of_a_task_that_was_stopped_during_its_analysis(new: Any) -> None:
    task_id = new.submit(analysisSeconds=100, queueSeconds=100)
    new.advance(10)
    new.data("stopTask", taskIds=[task_id])
    new.data("updateTaskUserLevel", taskId=task_id, taskUserLevel=60)
    assert new.info(task_id)["taskUserLevel"] == 60


def test_what_was_done_is_recorded(old: Any, new: Any) -> None:
    (task_id,) = old.create()
    new.data("submitTask", taskId=task_id)
    assert new.code("startTask", taskIds=[424242]) == 404
    new.data("stopTask", taskIds=[task_id])
    page = new.data("taskRecord", platform=2, **RECORDS)
    assert page["total"] == 3
    stop, submit, create = page["items"]
    assert [record["buttonName"] for record in (create, submit, stop)] == ["btn_create", "btn_submit", "btn_stop"]
    assert json.loads(stop["taskIds"]) == [f"2W{task_id}"] == json.loads(create["taskIds"])
    assert (stop["requestURI"], create["requestURI"]) == (
        "/api/rendering/task/renderingTask/stopTask",
        "/api/render/task/createTask",
    )
    assert json.loads(stop["requestParam"]) == [{"taskIds": [task_id]}]
    assert new.data("taskRecord", platform=2, **RECORDS | {"pageNum": 2, "pageSize": 2})["items"] == [create]
    new.platform = "3"
    assert new.data("taskRecord", platform=3, **RECORDS)["total"] == 0


def test_records_are_found_by_their_day(new: Any) -> None:
    new.create()
    day = new.data("taskRecord", platform=2, **RECORDS)["items"][0]["createTime"][:10]
    for start, end, total in ((day, day, 1), ("2000-01-01", "2000-01-02 00:00:00", 0), (f"{day} 00:00:00", "", 1)):
        page = new.data("taskRecord", platform=2, **RECORDS | {"startDate": start, "endDate": end})
        assert page["total"] == total
    assert new.code("taskRecord", platform=2, **RECORDS | {"startDate": "yesterday"}) == 600


def test_logins_are_recorded(new: Any) -> None:
    key, new.access_key = new.access_key, "wrong"
    assert new.code("queryUserProfile") == 611
    new.access_key = key
    new.data("queryUserProfile")
    success, failure = new.data("loginRecord", **RECORDS)["items"]
    assert [record["loginStatus"] for record in (success, failure)] == ["200", "611"]
    assert "signature" in failure["loginStaDesc"]
    assert success["userName"] == User().name


def test_output_is_a_tree_of_what_is_done(new: Any) -> None:
    task_id = new.submit(frames=3, nodes=1, failing=[2], name="shot.ma", analysisSeconds=0, queueSeconds=0)
    assert new.data("getOutputUserDirFile", treePath="/") == []
    new.advance(7200)
    (folder,) = new.data("getOutputUserDirFile", treePath="/")
    assert (folder["fileName"], folder["directory"], folder["fileSize"]) == (f"{task_id}_shot", True, None)
    assert folder["fileName"] == new.info(task_id)["outputFileName"]
    assert new.data("getOutputUserDirFile", treePath="/", taskId=task_id) == [folder]
    files = new.data("getOutputUserDirFile", treePath=folder["filePath"])
    assert [file["filePath"] for file in files] == [f"/{task_id}_shot/shot.{number:04d}.png" for number in (1, 3)]
    assert all(file["fileSize"] > 0 and file["fileType"] == "png" and not file["directory"] for file in files)
    assert new.code("getOutputUserDirFile", treePath="/elsewhere") == 404


def test_job_files_are_kept_and_read_back(new: Any, farm: Farm) -> None:
    (task_id,) = new.create()
    content = json.dumps({"task_info": {"project_name": "镜头 01", "note": "a=b&c"}}, ensure_ascii=False, indent=2)
    new.data("taskJsonFile", taskId=task_id, fileName="task.json", content="{}")
    new.data("taskJsonFile", taskId=task_id, fileName="task.json", content=content)
    kept = new.http.get(f"/sandbox/files/{task_id}").json()
    assert kept == {"files": {"task.json": content}}
    assert new.code("taskJsonFile", taskId=task_id, fileName="other.json", content="{}") == 600
    assert new.code("taskJsonFile", taskId=task_id, fileName="tips.json", content="{") == 600
    assert new.code("taskJsonFile", taskId=424242, fileName="tips.json", content="{}") == 404
    new.data("submitTask", taskId=task_id)
    assert new.code("taskJsonFile", taskId=task_id, fileName="tips.json", content="{}") == 400


def test_transfer_is_configured_alike_in_both_calls(new: Any) -> None:
    config, bids = new.data("getConfig"), new.data("getTransferBid")
    assert [config["inputBid"], config["outputBid"], config["configBid"]] == [
        bids[name] for name in ("input_bid", "output_bid", "config_bid")
    ]
    assert {engine["engineName"] for engine in config["resqEngines"] if engine["isDefault"]} == {"RaySync"}


def test_deleted_tasks_are_in_the_recycle_bin_and_nowhere_else(new: Any) -> None:
    kept, deleted = new.submit(), new.submit()
    new.data("deleteTask", taskIds=[deleted])
    listed = [new.data("getTaskList", pageNum=1, pageSize=9, **more)["items"] for more in ({}, {"recycleFlag": 1})]
    assert [[task["id"] for task in tasks] for tasks in listed] == [[kept], [deleted]]
    assert new.code("queryTaskInfo", taskIds=[deleted]) == 404
    assert new.code("queryTaskFrames", taskId=deleted, pageNum=1, pageSize=1) == 404


def test_a_page_of_frames_has_at_most_a_hundred(new: Any) -> None:
    task_id = new.submit()
    assert new.code("queryTaskFrames", taskId=task_id, pageNum=1, pageSize=100) == 200
    assert new.code("queryTaskFrames", taskId=task_id, pageNum=1, pageSize=101) == 600


def test_environments_are_found_by_software_and_system(new: Any) -> None:
    env = {"cgId": 2000, "cgName": "Maya", "cgVersion": "2020", "pluginIds": [1166]}
    new.data("addRenderEnv", **env, editName="a", renderSystem=1, projectPath="D:/p")
    new.data("addRenderEnv", **env | {"cgId": 2004}, editName="b", renderSystem=0)
    found = [
        [one["editName"] for one in new.data("getRenderEnv", **body)]
        for body in ({"osName": 1}, {"osName": 0}, {}, {"cgIds": ["2004", "2000"], "osName": 0}, {"cgId": 2000})
    ]
    assert found == [["a"], ["b"], ["a"], ["b"], ["a"]]
    assert new.data("getRenderEnv", osName=1)[0]["projectPath"] == "D:/p"

"""Lists, filters, pages, pictures, and what a user keeps on the farm."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from PIL import Image
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.users import User

QUICK = {"analysisSeconds": 10, "queueSeconds": 10, "frameSeconds": 100, "nodes": 2, "frames": 4}
CHINA = timezone(timedelta(hours=8))


def listed(caller: Any, **filters: Any) -> list[int]:
    return [task["id"] for task in caller.data("getTaskList", pageNum=1, pageSize=100, **filters)["items"]]


def test_pages_cover_the_list_once(caller: Any) -> None:
    tasks = caller.create(7)
    pages = [caller.data("getTaskList", pageNum=number, pageSize=3) for number in range(1, 5)]
    assert [(page["pageNum"], page["size"], page["total"], page["pageCount"]) for page in pages] == [
        (number, 3, 7, 3) for number in range(1, 5)
    ]
    assert [task["id"] for page in pages for task in page["items"]] == sorted(tasks, reverse=True)


def test_an_empty_list_is_a_page_too(caller: Any) -> None:
    page = caller.data("getTaskList", pageNum=1, pageSize=5)
    assert page == {"pageCount": 0, "pageNum": 1, "total": 0, "size": 5, "items": []}


def test_a_farm_may_hide_what_was_never_submitted(start_command: Callable[..., Any]) -> None:
    caller = start_command("--hide-unsubmitted").caller()
    submitted, hidden = caller.create(2)
    caller.data("submitTask", taskId=submitted)
    assert listed(caller) == [submitted]
    assert caller.data("queryTaskInfo", taskIds=[hidden])["items"][0]["id"] == hidden


def test_tasks_are_counted_for_those_who_steer_the_farm(caller: Any) -> None:
    first, second, third, _ = caller.create(4)
    caller.data("submitTask", taskId=first)
    caller.data("submitTask", taskId=second)
    caller.data("deleteTask", taskIds=[second, third])
    assert caller.http.get("/sandbox").json()["tasks"] == {"created": 4, "submitted": 2, "unsubmitted": 1}


@pytest.mark.parametrize("number", [2**31, 2**63 - 1])
def test_a_page_far_behind_the_end_is_empty(caller: Any, number: int) -> None:
    caller.create()
    assert caller.data("getTaskList", pageNum=number, pageSize=number)["items"] == []


def test_tasks_are_found_by_status(caller: Any) -> None:
    finished = caller.submit(**QUICK)
    caller.advance(3600)
    stopped, active = caller.submit(**QUICK), caller.submit(**QUICK)
    caller.data("stopTask", taskIds=[stopped])
    assert listed(caller, statusList=[25]) == [finished]
    assert listed(caller, statusList=[10, 50]) == [active, stopped]
    assert listed(caller, statusList=[45]) == []
    assert listed(caller, statusList=[]) == [active, stopped, finished]


def test_the_status_filter_agrees_with_the_status_at_any_time(caller: Any) -> None:
    tasks = [caller.submit() for _ in range(25)]
    tasks += caller.create(2)
    for _ in range(25):
        caller.advance(60)
        shown = {task["id"]: task["taskStatus"] for task in caller.data("getTaskList", pageNum=1, pageSize=99)["items"]}
        for status in (0, 5, 8, 10, 25, 30, 50):
            wanted = [task_id for task_id, own in shown.items() if own == status]
            assert listed(caller, statusList=[status]) == wanted


def test_tasks_are_found_by_keyword(caller: Any) -> None:
    house, river = caller.submit(name="House_v01.max"), caller.submit(name="河流_100%.hip")
    assert listed(caller, searchKeyword="house") == [house]
    assert listed(caller, searchKeyword="河流") == [river]
    assert listed(caller, searchKeyword="%") == [river]
    assert listed(caller, searchKeyword=str(house)) == [house]
    assert listed(caller, searchKeyword=f"2W{river}") == [river]
    assert listed(caller, searchKeyword="' OR 1") == []


def test_tasks_are_found_by_submit_time(caller: Any) -> None:
    tasks, times = [], []
    for _ in range(3):
        tasks.append(caller.submit(**QUICK))
        submitted = caller.info(tasks[-1])["submitDate"] // 1000
        times.append(datetime.fromtimestamp(submitted, UTC).astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S"))
        caller.advance(3600)
    assert listed(caller, startTime=times[1]) == [tasks[2], tasks[1]]
    assert listed(caller, endTime=times[1]) == [tasks[1], tasks[0]]
    assert listed(caller, startTime=times[1], endTime=times[1]) == [tasks[1]]


def test_each_platform_has_its_own_list(caller: Any) -> None:
    second = caller.create()
    caller.platform = "6"
    sixth = caller.data("createTask")
    assert sixth["aliasTaskIdList"][0].startswith("6W")
    assert listed(caller) == sixth["taskIdList"]
    caller.platform = "2"
    assert listed(caller) == second


def test_frames_come_in_pages_and_by_name(caller: Any) -> None:
    task_id = caller.submit(**QUICK | {"frames": 12, "tiles": 2})
    caller.advance(15)
    page = caller.data("queryTaskFrames", taskId=task_id, pageNum=2, pageSize=5)
    assert (page["total"], page["pageCount"], len(page["items"])) == (24, 5, 5)
    assert page["items"] == caller.frames(task_id)[5:10]
    named = caller.data("queryTaskFrames", taskId=task_id, pageNum=1, pageSize=50, searchKeyword="12-")["items"]
    assert [(frame["frameIndex"], frame["frameBlock"]) for frame in named] == [("12-1", "1"), ("12-2", "2")]


def test_all_frames_are_counted(caller: Any) -> None:
    assert set(caller.data("queryAllFrameStats").values()) == {0}
    tasks = [caller.submit() for _ in range(12)]
    for _ in range(30):
        caller.advance(120)
        stats = caller.data("queryAllFrameStats")
        infos = [caller.info(task_id) for task_id in tasks]
        assert stats["doneFramesTotal"] == sum(task["doneFrames"] for task in infos)
        assert stats["failedFramesTotal"] == sum(task["failedFrames"] for task in infos)
        assert stats["executingFramesTotal"] == sum(task["executingFrames"] for task in infos)
        assert stats["totalFrames"] == sum(task["totalFrames"] for task in infos)
        assert stats["totalFrames"] == sum(stats.values()) - stats["totalFrames"]


def test_unknown_task_numbers_spoil_a_query(caller: Any) -> None:
    assert caller.code("queryTaskInfo", taskIds=[caller.create()[0], 424242]) == 404


def read_png(content: bytes) -> tuple[int, int, bytes]:
    picture = Image.open(io.BytesIO(content))
    return picture.width, picture.height, picture.convert("RGB").tobytes()


def test_a_finished_frame_has_a_thumbnail(caller: Any) -> None:
    task_id = caller.submit(**QUICK)
    caller.advance(150)
    done, *_, waiting = caller.frames(task_id)
    assert caller.code("loadingFrameThumbnail", id=waiting["id"], frameStatus=4) == 404
    (address,) = caller.data("loadingFrameThumbnail", id=done["id"], frameStatus=4)
    response = caller.http.get(address)
    assert response.headers["content-type"] == "image/png"
    assert read_png(response.content)[:2] == (320, 180)
    assert caller.http.get(address.replace("_", "_0")).status_code == 404
    assert caller.http.get(address.rpartition("_")[0] + "_0.png").status_code == 404


def test_a_progress_picture_fills_with_time(caller: Any) -> None:
    task_id = caller.submit(cgId=2001, name="room.max", photonFrames=1, tiles=2, frames=1, frameSeconds=100)
    caller.advance(100)
    progress = caller.data("loadTaskProcessImg", taskId=task_id)
    assert (progress["currentTaskType"], progress["isRenderPhoton"], progress["endTime"]) == (
        "RenderPhoton",
        True,
        None,
    )
    ((block,),) = progress["grabInfo"]
    assert 0 < int(block["framePercent"]) < 100
    assert block["frameStatus"] == "2"
    early = read_png(caller.http.get(block["grabUrl"]).content)
    caller.advance(3600)
    ((block,),) = caller.data("loadTaskProcessImg", taskId=task_id, frameType=2)["grabInfo"]
    assert (block["framePercent"], block["frameEst"]) == ("100", "0")
    assert read_png(caller.http.get(block["grabUrl"]).content) != early
    progress = caller.data("loadTaskProcessImg", taskId=task_id)
    assert (progress["currentTaskType"], progress["block"], len(progress["grabInfo"])) == ("Render", 2, 2)
    assert progress["completedTime"]


def test_only_3ds_max_has_progress_pictures(caller: Any) -> None:
    task_id = caller.submit(**QUICK)
    caller.advance(100)
    assert caller.code("loadTaskProcessImg", taskId=task_id) == 400


def test_labels_have_names_of_their_own(caller: Any) -> None:
    caller.data("addLabel", newName="镜头 01", status=0)
    assert caller.code("addLabel", newName="镜头 01") == 503
    assert caller.data("getLabelList")["projectNameList"] == [{"projectId": 3671, "projectName": "镜头 01"}]
    caller.data("addLabel", newName="镜头 02", status="0")
    for name in ("镜头 01", "镜头 02"):
        caller.data("deleteLabel", delName=name)
    assert caller.data("getLabelList") == {"projectNameList": []}


ENV = {
    "cgId": 2000,
    "cgName": "Maya",
    "cgVersion": "2020",
    "renderLayerType": 0,
    "editName": "first",
    "renderSystem": "0",
    "pluginIds": [1166],
}


def test_render_environments_are_kept(caller: Any) -> None:
    assert caller.data("addRenderEnv", **ENV) == {"editName": "first"}
    assert caller.code("addRenderEnv", **ENV) == 400
    caller.data("addRenderEnv", **ENV | {"editName": "second", "renderSystem": 1})
    caller.data("updateRenderEnv", **ENV | {"cgVersion": "2022", "pluginIds": []})
    first, second = caller.data("getRenderEnv", cgId=2000)
    assert (first["cgVersion"], first["osName"], first["respUserPluginInfoVos"]) == ("2022", 0, [])
    assert (second["osName"], second["respUserPluginInfoVos"][0]["pluginId"]) == (1, 1166)
    assert caller.data("getRenderEnv", cgId=2004) == []
    assert caller.code("addRenderEnv", **ENV | {"editName": "third", "pluginIds": [5]}) == 404
    assert caller.code("updateRenderEnv", **ENV | {"editName": "none"}) == 404


def test_one_render_environment_is_the_default(caller: Any) -> None:
    for name in ("first", "second"):
        caller.data("addRenderEnv", **ENV | {"editName": name})
    for name in ("first", "second", "second"):
        caller.data("setDefaultRenderEnv", editName=name)
        defaults = [env["editName"] for env in caller.data("getRenderEnv", cgId=2000) if env["isDefault"]]
        assert defaults == [name]
    caller.data("deleteRenderEnv", editName="second")
    assert [env["editName"] for env in caller.data("getRenderEnv", cgId=2000)] == ["first"]


def test_settings_are_kept(caller: Any) -> None:
    caller.data("updateUserSetting", taskOverTimeSec=7200)
    settings = caller.data("queryUserSetting")
    assert (settings["taskOverTime"], settings["taskOverTimeSec"]) == (2, 7200)


def test_the_catalogue_hangs_together(caller: Any) -> None:
    software = caller.data("querySupportedSoftware")
    assert software["defaultCgId"] in {entry["cgId"] for entry in software["renderInfoList"]}
    for entry in software["renderInfoList"]:
        plugins = caller.data("querySupportedPlugin", cgId=entry["cgId"], osName="windows")
        versions = {version["id"] for version in plugins["cgVersion"]}
        assert versions
        assert {plugin["cvId"] for plugin in plugins["cgPlugin"]} <= versions
        linux = caller.data("querySupportedPlugin", cgId=entry["cgId"], osName="linux")
        assert bool(linux["cgVersion"]) == bool(entry["isSupportLinux"])


def test_errors_are_explained_in_both_languages_and_several_at_once(new: Any) -> None:
    (chinese,) = new.data("queryErrorDetail", code="50001", language="0")
    (english,) = new.data("queryErrorDetail", code="50001", language="1")
    assert (chinese["languageFlag"], english["languageFlag"]) == (0, 1)
    assert english["desDescriptionCn"].isascii()
    assert not chinese["desDescriptionCn"].isascii()
    assert new.data("queryErrorDetail", code="99999", language="0") == []
    found = new.data("queryErrorDetail", code="10010", codes=["15000", "10010"], language=1)
    assert [detail["code"] for detail in found] == ["10010", "15000"]
    assert new.code("queryErrorDetail", language=0) == 601


def test_the_profile_says_what_the_users_file_says(call_new_farm: Callable[..., Any]) -> None:
    user = User(zone=2, name="studio", coupon=5, balance=1_230, profile={"company": "Fox"})
    profile = call_new_farm(user).data("queryUserProfile")
    names = ("userName", "company", "zone", "coupon", "rmbbalance", "usdbalance")
    assert [profile[name] for name in names] == ["studio", "Fox", 2, 0.005, 0, 1.23]


def test_frames_are_unknown_until_the_analysis_is_done(farm: Farm, caller: Any) -> None:
    task_id = caller.submit(**QUICK)
    (frame_id,) = farm.database.all("SELECT min(id) FROM frames WHERE task_id = ?", task_id)[0]
    assert caller.code("loadingFrameThumbnail", id=frame_id, frameStatus=4) == 404
    assert caller.frames(task_id) == []


def test_assets_of_an_integrators_user_need_a_number(caller: Any) -> None:
    (task_id,) = caller.create()
    body = {"taskId": task_id, "assetIsolationModel": "OUT_USER_MODEL"}
    assert caller.code("submitTask", **body, outUserId="ann") == 600
    assert caller.code("submitTask", **body, outUserId="12345") == 200

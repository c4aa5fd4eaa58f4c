"""Tasks, from their creation to their end and beyond."""

from collections.abc import Callable
from typing import Any

import pytest
from rayvision_sandbox.farm.users import User

QUICK = {"analysisSeconds": 10, "queueSeconds": 10, "frameSeconds": 100, "nodes": 2, "frames": 4}


def test_numbers_and_aliases_are_given_out(caller: Any) -> None:
    created = caller.data("createTask", count=3, taskUserLevel=60, outUserId=12, labels=["a", "b"])
    assert created == {
        "taskIdList": [19097, 19098, 19099],
        "aliasTaskIdList": ["2W19097", "2W19098", "2W19099"],
        "userId": 10001136,
    }
    task = caller.info(19097)
    assert (task["taskStatus"], task["taskUserLevel"], task["labels"]) == (0, 60, '{"0": "a", "1": "b"}')
    assert task["submitDate"] is None


def test_a_task_is_watched_frame_by_frame(caller: Any) -> None:
    task_id = caller.submit(**QUICK)
    seen = []
    for _ in range(60):
        task = caller.info(task_id)
        frames = [frame["frameStatus"] for frame in caller.frames(task_id)]
        assert task["executingFrames"] == frames.count(2)
        assert task["doneFrames"] == frames.count(4)
        seen.append((task["taskStatus"], task["doneFrames"]))
        caller.advance(10)
    assert list(dict.fromkeys(status for status, _ in seen)) == [50, 0, 5, 25]
    assert [done for _, done in seen] == sorted(done for _, done in seen)
    assert set(range(1, 5)) <= {done for _, done in seen}


def test_the_times_of_a_task_are_in_order(caller: Any) -> None:
    task_id = caller.submit(**QUICK)
    assert caller.info(task_id)["startTime"] is caller.info(task_id)["completedDate"] is None
    caller.advance(3600)
    task, frames = caller.info(task_id), caller.frames(task_id)
    assert task["startTime"] == task["submitDate"] + 20_000 == min(frame["startTime"] for frame in frames)
    assert task["completedDate"] == max(frame["endTime"] for frame in frames)
    assert task["renderDuration"] == sum(frame["frameExecuteTime"] for frame in frames)
    assert all(frame["endTime"] - frame["startTime"] == frame["frameExecuteTime"] * 1000 for frame in frames)


def test_a_higher_level_waits_half_as_long(caller: Any) -> None:
    normal, high = caller.create()[0], caller.create(taskUserLevel=60)[0]
    caller.scene(**QUICK | {"queueSeconds": 100})
    for task_id in (normal, high):
        caller.data("submitTask", taskId=task_id)
    caller.advance(70)
    assert [caller.status(normal), caller.status(high)] == [0, 5]


def test_a_task_is_submitted_once(caller: Any) -> None:
    task_id = caller.submit(**QUICK)
    assert caller.code("submitTask", taskId=task_id) == 400


def test_a_failed_analysis_ends_a_task_whatever_is_commanded(caller: Any) -> None:
    task_id = caller.submit(**QUICK, analysisFails=True)
    for command in ("fullSpeed", "stopTask", "startTask"):
        caller.data(command, taskIds=[task_id])
    assert caller.status(task_id) == 50
    caller.advance(10)
    assert (caller.status(task_id), caller.info(task_id)["totalFrames"]) == (45, 0)
    for name in ("stopTask", "startTask", "abortTask", "restartFailedFrames"):
        assert caller.code(name, taskIds=[task_id]) == 400


def test_failed_frames_can_be_rendered_again(caller: Any) -> None:
    task_id = caller.submit(**QUICK, failing=[2, 3])
    caller.advance(3600)
    task = caller.info(task_id)
    assert (task["taskStatus"], task["doneFrames"], task["failedFrames"]) == (30, 2, 2)
    before = {frame["id"]: frame for frame in caller.frames(task_id)}
    caller.data("restartFailedFrames", taskIds=[task_id])
    assert caller.status(task_id) == 0
    caller.advance(3600)
    assert caller.status(task_id) == 25
    after = caller.frames(task_id)
    assert [frame["recommitFlag"] for frame in after] == [0, 1, 1, 0]
    assert after[0] == before[after[0]["id"]]
    assert caller.info(task_id)["startTime"] == task["startTime"]


def test_frames_that_keep_failing_fail_the_task(caller: Any) -> None:
    task_id = caller.submit(**QUICK, failing=[1, 2, 3, 4], failingAttempts=2)
    caller.advance(3600)
    assert caller.status(task_id) == 45
    caller.data("restartFailedFrames", taskIds=[task_id])
    caller.advance(3600)
    assert caller.status(task_id) == 45
    caller.data("restartFailedFrames", taskIds=[task_id])
    caller.advance(3600)
    assert caller.status(task_id) == 25


def test_without_failed_frames_nothing_is_rendered_again(caller: Any) -> None:
    task_id = caller.submit(**QUICK)
    caller.advance(3600)
    caller.data("restartFailedFrames", taskIds=[task_id])
    assert caller.status(task_id) == 25


def test_chosen_frames_can_be_rendered_again(caller: Any) -> None:
    task_id = caller.submit(**QUICK)
    caller.advance(3600)
    frames = caller.frames(task_id)
    caller.data("restartFrame", taskIds=task_id, selectAll=0, ids=[frames[1]["id"]])
    caller.advance(3600)
    assert [frame["recommitFlag"] for frame in caller.frames(task_id)] == [0, 1, 0, 0]
    caller.data("restartFrame", taskIds=task_id, selectAll=1, ids=[])
    caller.advance(3600)
    assert [frame["recommitFlag"] for frame in caller.frames(task_id)] == [1, 2, 1, 1]
    assert caller.status(task_id) == 25


def test_frames_of_another_task_are_not_rendered_again(caller: Any) -> None:
    first, second = caller.submit(**QUICK), caller.submit(**QUICK)
    caller.advance(3600)
    strange = caller.frames(second)[0]["id"]
    assert caller.code("restartFrame", taskIds=first, selectAll=0, ids=[strange]) == 404


def test_a_done_frame_can_be_rendered_again_while_others_are_in_progress(caller: Any) -> None:
    task_id = caller.submit(**QUICK | {"frames": 10})
    caller.advance(250)
    done = next(frame["id"] for frame in caller.frames(task_id) if frame["frameStatus"] == 4)
    running = {frame["id"]: frame for frame in caller.frames(task_id) if frame["frameStatus"] == 2}
    caller.data("restartFrame", taskIds=task_id, selectAll=0, ids=[done])
    after = {frame["id"]: frame for frame in caller.frames(task_id)}
    assert after[done]["frameStatus"] == 1
    assert {number: after[number] for number in running} == running
    assert caller.status(task_id) == 5
    caller.advance(3600)
    assert caller.status(task_id) == 25


@pytest.mark.parametrize(("seconds", "status"), [(0, 50), (15, 0), (150, 5)])
def test_a_task_can_be_stopped_and_started_at_any_stage(caller: Any, seconds: int, status: int) -> None:
    task_id = caller.submit(**QUICK | {"frames": 8})
    caller.advance(seconds)
    assert caller.status(task_id) == status
    caller.data("stopTask", taskIds=[task_id])
    stopped = caller.info(task_id)
    assert (stopped["taskStatus"], stopped["stopType"]) == (10, 1)
    caller.advance(86_400)
    assert caller.info(task_id) == stopped
    assert {frame["frameStatus"] for frame in caller.frames(task_id)} <= {3, 4}
    caller.data("startTask", taskIds=[task_id])
    assert caller.status(task_id) in (50, 0)
    caller.advance(3600)
    task = caller.info(task_id)
    assert (task["taskStatus"], task["doneFrames"], task["stopType"]) == (25, 8, 0)


def test_stopping_keeps_what_is_done(caller: Any) -> None:
    task_id = caller.submit(**QUICK | {"frames": 8})
    caller.advance(300)
    done = [frame for frame in caller.frames(task_id) if frame["frameStatus"] == 4]
    caller.data("stopTask", taskIds=[task_id])
    caller.data("startTask", taskIds=[task_id])
    caller.advance(3600)
    frames = caller.frames(task_id)
    assert done
    assert all(frame in frames for frame in done)


def test_stop_start_abort_and_delete_may_be_repeated(caller: Any) -> None:
    task_id = caller.submit(**QUICK)
    for name in ("stopTask", "startTask", "abortTask", "deleteTask"):
        caller.data(name, taskIds=[task_id])
        caller.data(name, taskIds=[task_id])


@pytest.mark.parametrize("name", ["stopTask", "startTask", "abortTask"])
def test_what_has_ended_stays_so(caller: Any, name: str) -> None:
    task_id = caller.submit(**QUICK)
    caller.advance(3600)
    assert caller.code(name, taskIds=[task_id]) == 400
    assert caller.status(task_id) == 25


@pytest.mark.parametrize("name", ["stopTask", "startTask", "restartFailedFrames", "fullSpeed"])
def test_what_has_not_begun_takes_no_commands(caller: Any, name: str) -> None:
    assert caller.code(name, taskIds=caller.create()) == 400


def test_a_command_is_carried_out_for_all_tasks_or_for_none(caller: Any) -> None:
    ended = caller.submit(**QUICK)
    caller.advance(3600)
    active = caller.submit(**QUICK)
    assert caller.code("stopTask", taskIds=[active, ended]) == 400
    assert caller.status(active) == 50


def test_an_aborted_task_is_given_up_for_good(caller: Any) -> None:
    task_id = caller.submit(**QUICK | {"frames": 8})
    caller.advance(200)
    done = caller.info(task_id)["doneFrames"]
    caller.data("abortTask", taskIds=[task_id])
    task = caller.info(task_id)
    assert (task["taskStatus"], task["doneFrames"], task["abortFrames"]) == (35, done, 8 - done)
    assert caller.data("queryAllFrameStats")["abandonFramesTotal"] == 8 - done
    for name in ("startTask", "stopTask", "restartFailedFrames"):
        assert caller.code(name, taskIds=[task_id]) == 400


def test_a_late_task_is_stopped(caller: Any) -> None:
    task_id = caller.submit(**QUICK | {"frames": 40})
    caller.data("setOverTimeStop", taskIds=[task_id], overTime=300)
    assert caller.info(task_id)["overTimeStop"] == 300
    caller.advance(319)
    assert caller.status(task_id) == 5
    caller.advance(1)
    task = caller.info(task_id)
    assert task["taskStatus"] == 23
    assert task["completedDate"] == task["startTime"] + 300_000
    assert {frame["frameStatus"] for frame in caller.frames(task_id)} == {4, 11}
    caller.data("setOverTimeStop", taskIds=[task_id], overTime=86_400)
    caller.data("startTask", taskIds=[task_id])
    caller.advance(7200)
    assert caller.status(task_id) == 25


def test_a_limit_in_the_past_stops_a_task_at_once(caller: Any) -> None:
    task_id = caller.submit(**QUICK | {"frames": 40})
    caller.advance(600)
    assert caller.data("setOverTimeStop", taskIds=[task_id], overTime=60) == "SUCCESS"
    assert caller.status(task_id) == 23


def test_a_limit_can_be_lifted_in_time(caller: Any) -> None:
    task_id = caller.submit(**QUICK)
    caller.data("setOverTimeStop", taskIds=[task_id], overTime=60)
    caller.data("setOverTimeStop", taskIds=[task_id], overTime=6000)
    caller.advance(3600)
    assert caller.status(task_id) == 25


def test_a_task_that_exceeds_the_users_setting_is_marked(caller: Any) -> None:
    caller.data("updateUserSetting", taskOverTimeSec=100)
    task_id = caller.submit(**QUICK | {"frames": 8})
    caller.advance(100)
    assert caller.info(task_id)["isOverTime"] == 0
    caller.advance(100)
    assert caller.info(task_id)["isOverTime"] == 1


def test_full_speed_renders_on_more_nodes(caller: Any) -> None:
    task_id = caller.submit(**QUICK | {"frames": 40})
    caller.advance(100)
    assert caller.info(task_id)["executingFrames"] == 2
    assert caller.data("fullSpeed", taskIds=[task_id]) == "成功"
    assert caller.info(task_id)["executingFrames"] == 8
    caller.advance(1200)
    assert caller.status(task_id) == 25


def test_an_empty_account_stops_its_tasks_and_a_full_one_goes_on(call_new_farm: Callable[..., Any]) -> None:
    caller = call_new_farm(User(coupon=100, balance=200))
    rendering = caller.submit(**QUICK | {"frames": 20})
    caller.advance(600)
    analysed = caller.submit(**QUICK)
    assert [caller.status(rendering), caller.status(analysed)] == [20, 50]
    caller.advance(10)
    assert caller.status(analysed) == 20
    assert caller.code("startTask", taskIds=[rendering]) == 400
    caller.http.post("/sandbox/account", json={"balance": "100.00"}).raise_for_status()
    caller.data("startTask", taskIds=[rendering, analysed])
    caller.advance(7200)
    assert [caller.status(rendering), caller.status(analysed)] == [25, 25]


def test_a_recharge_during_the_analysis_saves_a_task(call_new_farm: Callable[..., Any]) -> None:
    caller = call_new_farm(User(coupon=0, balance=0))
    task_id = caller.submit(**QUICK)
    caller.data("fullSpeed", taskIds=[task_id])
    caller.http.post("/sandbox/account", json={"balance": 10}).raise_for_status()
    caller.advance(3600)
    assert caller.status(task_id) == 25

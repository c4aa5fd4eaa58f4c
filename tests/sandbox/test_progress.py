"""The progress of a task, which is looked up, is always what counting its frames one by one comes to."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.users import User

RENDERING, STOPPED, DONE, FAILED = 2, 3, 4, 5
ABANDONED = 35
# All frames of such a task stand still; which of them were stopped one by one does not show.
PAUSED = (10, 20, 23)
SCENES: tuple[dict[str, Any], ...] = (
    {"frames": 6, "nodes": 2, "failing": [2, 5]},
    {"frames": 3, "nodes": 2, "layers": ["beauty", "fog"], "failing": [1]},
    {"cgId": 2001, "frames": 2, "tiles": 2, "photonFrames": 2, "nodes": 3},
    {"cgId": 2004, "frames": 4, "settlement": "/out/geometry1", "nodes": 2},
    {"frames": 5, "preRender": True, "testFrames": 2, "stopAfterTest": True, "nodes": 2},
    # Longer and dearer than four bytes can tell.
    {"frames": 3, "nodes": 1, "frameSeconds": 2**33, "hourlyPrice": 0},
    {"frames": 260, "nodes": 1, "frameSeconds": 1, "hourlyPrice": 0},
    {"frames": 3, "analysisFails": True},
)
COMMANDS = (
    *("stopTask", "startTask", "abortTask", "fullSpeed", "restartFailedFrames", "restartFrame"),
    *("stopTaskFrames", "updateTaskLimit", "updateTaskUserLevel"),
)
seconds = st.sampled_from((0, 1, 29, 30, 60, 77, 150, 400, 5_000, 10**8))
steps = st.one_of(
    st.tuples(st.just("submit"), st.sampled_from(SCENES), seconds),
    st.tuples(st.just("pay"), st.sampled_from(("0.05", "3")), seconds),
    st.tuples(st.sampled_from(COMMANDS), st.integers(0, 20), seconds),
)


def exact(value: Any) -> Decimal:
    return Decimal(str(value))


def assert_counted(task: dict[str, Any], frames: list[dict[str, Any]]) -> None:
    states = [frame["frameStatus"] for frame in frames]
    ended = [frame for frame in frames if frame["frameStatus"] in (DONE, FAILED)]
    open_frames = len(frames) - len(ended)
    counted = {
        "totalFrames": len(frames),
        "doneFrames": states.count(DONE),
        "failedFrames": states.count(FAILED),
        "executingFrames": states.count(RENDERING),
        "renderDuration": sum(frame["endTime"] - frame["startTime"] for frame in ended) // 1000,
    }
    if task["taskStatus"] == ABANDONED:
        counted["abortFrames"] = open_frames
    elif task["taskStatus"] not in PAUSED:
        counted["abortFrames"] = states.count(STOPPED)
        counted["waitingCount"] = open_frames - states.count(RENDERING) - states.count(STOPPED)
    assert {name: task[name] for name in counted} == counted
    for name, paid in (
        ("userAccountConsume", "feeAmount"),
        ("couponConsume", "couponFee"),
        ("taskArrears", "arrearsFee"),
    ):
        assert exact(task[name]) == sum(exact(frame[paid]) for frame in frames)


def assert_all_counted(caller: Any, tasks: list[int], paid_in: Decimal, coupon: Decimal) -> None:
    listed = {task["id"]: task for task in caller.listed()}
    assert sorted(listed) == tasks
    for task in listed.values():
        frames = caller.frames(task["id"])
        assert_counted(task, frames)
        for part in task["respRenderingTaskList"] or []:
            assert_counted(part, [frame for frame in frames if frame["taskId"] == part["id"]])
    profile = caller.data("queryUserProfile")
    assert sum(exact(task["couponConsume"]) for task in listed.values()) == coupon - exact(profile["coupon"])
    assert sum(exact(task["userAccountConsume"]) for task in listed.values()) == paid_in - exact(profile["rmbbalance"])


@given(st.lists(steps, min_size=3, max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_looked_up_is_what_a_recount_gives(
    make_farm: Callable[..., Farm], call_farm: Callable[..., Any], history: list[tuple[str, Any, int]]
) -> None:
    coupon, paid_in = Decimal("1.30"), Decimal("2.70")
    caller = call_farm(make_farm(User(coupon=int(coupon * 1000), balance=int(paid_in * 1000))))
    tasks = [caller.submit(**SCENES[0]), caller.submit(**SCENES[1])]
    for command, argument, later in history:
        if command == "submit":
            tasks.append(caller.submit(**argument))
        elif command == "pay":
            caller.http.post("/sandbox/account", json={"balance": argument}).raise_for_status()
            paid_in += Decimal(argument)
        elif command == "restartFrame":
            task_id = tasks[argument % len(tasks)]
            ids = [frame["id"] for frame in caller.frames(task_id)][argument % 3 :: 2]
            caller.envelope(command, {"taskIds": task_id, "selectAll": 0, "ids": ids})
        elif command in ("stopTaskFrames", "updateTaskLimit", "updateTaskUserLevel"):
            task_id = tasks[argument % len(tasks)]
            ids = [frame["id"] for frame in caller.frames(task_id)][argument % 2 :: 3]
            body = {"ids": ids, "selectAll": 0} if ids else {"selectAll": 1}
            body |= {"taskLimit": 1 + argument % 4, "taskUserLevel": 50 + argument % 20}
            caller.edition = "2.0.0"
            caller.envelope(command, {"taskId": task_id, **body})
            caller.edition = "1.0.0"
        else:
            caller.envelope(command, {"taskIds": [tasks[argument % len(tasks)]]})
        assert_all_counted(caller, tasks, paid_in, coupon)
        caller.advance(later)
        assert_all_counted(caller, tasks, paid_in, coupon)


def test_the_frame_that_used_up_the_coupon_is_paid_by_the_account_when_it_is_rendered_again(
    make_farm: Callable[..., Farm], call_farm: Callable[..., Any]
) -> None:
    caller = call_farm(make_farm(User(coupon=1_000, balance=50_000)))
    task_id = caller.submit(frames=12, nodes=1)
    caller.advance(5_000)
    (split,) = [frame for frame in caller.frames(task_id) if frame["couponFee"] and frame["feeAmount"]]
    caller.data("restartFrame", taskIds=task_id, selectAll=0, ids=[split["id"]])
    caller.advance(5_000)
    assert_all_counted(caller, [task_id], Decimal(50), Decimal(1))
    (again,) = [frame for frame in caller.frames(task_id) if frame["id"] == split["id"]]
    assert again["recommitFlag"] == 1
    assert again["couponFee"] == split["couponFee"]

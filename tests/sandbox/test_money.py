"""Every frame of a task and every cent that leaves an account are found again when frames are counted one by one."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rayvision_sandbox.farm import money
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


def funds(caller: Any) -> tuple[Decimal, Decimal]:
    profile = caller.data("queryUserProfile")
    return exact(profile["coupon"]), exact(profile["rmbbalance"])


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
    assert exact(task["renderConsume"]) == exact(task["couponConsume"]) + exact(task["userAccountConsume"])


def assert_adds_up(caller: Any, tasks: list[int], coupon: str, balance: str) -> None:
    """Check account, tasks, parts and frames against each other."""
    listed = {task["id"]: task for task in caller.listed()}
    assert sorted(listed) == tasks
    for task in listed.values():
        frames = caller.frames(task["id"])
        assert_counted(task, frames)
        for part in task["respRenderingTaskList"] or []:
            assert_counted(part, [frame for frame in frames if frame["taskId"] == part["id"]])
    coupon_left, balance_left = funds(caller)
    assert sum(exact(task["couponConsume"]) for task in listed.values()) == exact(coupon) - coupon_left
    assert sum(exact(task["userAccountConsume"]) for task in listed.values()) == exact(balance) - balance_left


def test_the_coupon_pays_first(call_new_farm: Callable[..., Any]) -> None:
    caller = call_new_farm(User(coupon=1_000, balance=50_000))
    task_id = caller.submit(frames=30, nodes=1, failing=[])
    paid = []
    for _ in range(40):
        caller.advance(200)
        paid.append(funds(caller))
        assert_adds_up(caller, [task_id], "1", "50")
    assert caller.status(task_id) == 25
    assert paid[-1][0] == 0
    assert paid[-1][1] < 50
    assert all(balance == 50 for coupon, balance in paid if coupon > 0)
    split = [frame for frame in caller.frames(task_id) if frame["couponFee"] and frame["feeAmount"]]
    assert len(split) <= 1


def test_what_failed_or_was_broken_off_costs_nothing(caller: Any) -> None:
    task_id = caller.submit(frames=6, nodes=6, frameSeconds=100, failing=[1], queueSeconds=0, analysisSeconds=0)
    caller.advance(80)
    caller.data("stopTask", taskIds=[task_id])
    for frame in caller.frames(task_id):
        assert bool(frame["couponFee"]) == (frame["frameStatus"] == 4)


def test_rendering_again_costs_again(caller: Any) -> None:
    task_id = caller.submit(frames=5)
    caller.advance(7200)
    once = exact(caller.info(task_id)["renderConsume"])
    caller.data("restartFrame", taskIds=task_id, selectAll=1, ids=[])
    assert exact(caller.info(task_id)["renderConsume"]) == once
    caller.advance(7200)
    assert exact(caller.info(task_id)["renderConsume"]) > once
    assert_adds_up(caller, [task_id], "49.93", "10000")


def test_arrears_are_paid_from_the_next_recharge(call_new_farm: Callable[..., Any]) -> None:
    caller = call_new_farm(User(coupon=0, balance=995))
    task_id = caller.submit(frames=30)
    caller.advance(7200)
    task = caller.info(task_id)
    assert task["taskStatus"] == 20
    assert funds(caller) == (0, 0)
    owed = exact(task["taskArrears"])
    assert owed > 0
    assert exact(task["renderConsume"]) == exact("0.995")
    assert_adds_up(caller, [task_id], "0", "0.995")
    caller.http.post("/sandbox/account", json={"balance": 5}).raise_for_status()
    assert funds(caller) == (0, 5 - owed)
    assert caller.info(task_id)["taskArrears"] == 0
    assert_adds_up(caller, [task_id], "0", "5.995")


@pytest.mark.parametrize(("scene", "status", "done"), [({}, 20, 0), ({"hourlyPrice": 0}, 25, 2)])
def test_a_user_without_money_renders_nothing_but_what_is_free(
    call_new_farm: Callable[..., Any], scene: dict[str, Any], status: int, done: int
) -> None:
    caller = call_new_farm(User(coupon=0, balance=0))
    task_id = caller.submit(frames=2, **scene)
    caller.advance(7200)
    assert (caller.status(task_id), caller.info(task_id)["doneFrames"]) == (status, done)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_studios_day_adds_up_to_the_cent(call_new_farm: Callable[..., Any], seed: int) -> None:
    caller = call_new_farm(User(coupon=20_000, balance=120_000), seed=seed)
    dice = random.Random(seed)
    paid_in = 120
    seen: set[int] = set()
    tasks: list[int] = []
    for _ in range(40):
        tasks += [caller.submit() for _ in range(4)]
        tasks.append(caller.submit(**dice.choice(ODD_SCENES)))
        seen.add(caller.status(tasks[-1]))
        caller.advance(dice.randrange(200, 2000))
        for task_id in dice.sample(tasks, min(8, len(tasks))):
            name = dice.choice(("stopTask", "startTask", "startTask", "restartFailedFrames", "fullSpeed", "abortTask"))
            assert caller.code(name, taskIds=[task_id]) in (200, 400)
        caller.envelope("setOverTimeStop", {"taskIds": [dice.choice(tasks)], "overTime": dice.randrange(100, 1000)})
        caller.envelope("restartFrame", {"taskIds": dice.choice(tasks), "selectAll": 1, "ids": []})
        statuses = {task["taskStatus"] for task in caller.listed()}
        seen |= statuses
        if 20 in statuses:
            caller.http.post("/sandbox/account", json={"balance": 10}).raise_for_status()
            paid_in += 10
    caller.advance(86_400)
    seen |= {task["taskStatus"] for task in caller.listed()}
    assert len(tasks) == 200
    assert_adds_up(caller, tasks, "20", str(paid_in))
    assert seen == {0, 5, 8, 10, 20, 23, 25, 30, 35, 40, 45, 50}
    (user,) = caller.http.get("/sandbox").json()["users"]
    assert exact(user["spent"]) == 20 + paid_in - sum(funds(caller)) + exact(user["arrears"])


ODD_SCENES: tuple[dict[str, Any], ...] = (
    {"frames": 6, "preRender": True},
    {"frames": 6, "testFrames": 2, "stopAfterTest": True},
    {"frames": 3, "analysisFails": True},
    {"frames": 3, "failing": [1, 2, 3], "failingAttempts": 3},
)


@pytest.mark.parametrize(("text", "amount"), [("49.93", 49_930), (7, 7000), ("0.001", 1), (0.5, 500)])
def test_amounts_are_read_exactly(text: Any, amount: int) -> None:
    assert money.thousandths(text) == amount
    assert exact(money.amount(amount)) == exact(text)


@pytest.mark.parametrize("text", ["", "ten", None, "0.0001", "nan", "inf"])
def test_what_is_no_amount_is_refused(text: Any) -> None:
    with pytest.raises(ValueError, match="amount"):
        money.thousandths(text)


@given(st.lists(steps, min_size=3, max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_looked_up_is_what_a_recount_gives(
    call_new_farm: Callable[..., Any], history: list[tuple[str, Any, int]]
) -> None:
    paid_in = Decimal("2.70")
    caller = call_new_farm(User(coupon=1_300, balance=2_700))
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
        assert_adds_up(caller, tasks, "1.30", str(paid_in))
        caller.advance(later)
        assert_adds_up(caller, tasks, "1.30", str(paid_in))


def test_the_frame_that_used_up_the_coupon_is_paid_by_the_account_when_it_is_rendered_again(
    call_new_farm: Callable[..., Any],
) -> None:
    caller = call_new_farm(User(coupon=1_000, balance=50_000))
    task_id = caller.submit(frames=12, nodes=1)
    caller.advance(5_000)
    (split,) = [frame for frame in caller.frames(task_id) if frame["couponFee"] and frame["feeAmount"]]
    caller.data("restartFrame", taskIds=task_id, selectAll=0, ids=[split["id"]])
    caller.advance(5_000)
    assert_adds_up(caller, [task_id], "1", "50")
    (again,) = [frame for frame in caller.frames(task_id) if frame["id"] == split["id"]]
    assert again["recommitFlag"] == 1
    assert again["couponFee"] == split["couponFee"]

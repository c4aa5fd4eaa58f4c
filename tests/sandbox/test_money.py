"""Every cent that leaves an account is found again in a task and in a frame."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from rayvision_sandbox.farm import money
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.users import User


def exact(value: Any) -> Decimal:
    return Decimal(str(value))


def funds(caller: Any) -> tuple[Decimal, Decimal]:
    profile = caller.data("queryUserProfile")
    return exact(profile["coupon"]), exact(profile["rmbbalance"])


def assert_adds_up(caller: Any, tasks: list[int], coupon: str, balance: str) -> None:
    """Check account, tasks, parts and frames against each other."""
    coupon_left, balance_left = funds(caller)
    infos = [caller.info(task_id) for task_id in tasks]
    assert sum(exact(task["couponConsume"]) for task in infos) == exact(coupon) - coupon_left
    assert sum(exact(task["userAccountConsume"]) for task in infos) == exact(balance) - balance_left
    for task in infos:
        assert exact(task["renderConsume"]) == exact(task["couponConsume"]) + exact(task["userAccountConsume"])
        frames = caller.frames(task["id"])
        assert sum(exact(frame["couponFee"]) for frame in frames) == exact(task["couponConsume"])
        assert sum(exact(frame["feeAmount"]) for frame in frames) == exact(task["userAccountConsume"])
        assert sum(exact(frame["arrearsFee"]) for frame in frames) == exact(task["taskArrears"])
        for part in task["respRenderingTaskList"] or []:
            own = [frame for frame in frames if frame["taskId"] == part["id"]]
            assert sum(exact(frame["couponFee"]) for frame in own) == exact(part["couponConsume"])
            assert sum(exact(frame["feeAmount"]) for frame in own) == exact(part["userAccountConsume"])


def test_the_coupon_pays_first(make_farm: Callable[..., Farm], call_farm: Callable[..., Any]) -> None:
    caller = call_farm(make_farm(User(coupon=1_000, balance=50_000)))
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


def test_arrears_are_paid_from_the_next_recharge(make_farm: Callable[..., Farm], call_farm: Callable[..., Any]) -> None:
    caller = call_farm(make_farm(User(coupon=0, balance=995)))
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


def test_a_user_without_money_renders_nothing(make_farm: Callable[..., Farm], call_farm: Callable[..., Any]) -> None:
    caller = call_farm(make_farm(User(coupon=0, balance=0)))
    task_id = caller.submit(frames=2)
    caller.advance(7200)
    assert (caller.status(task_id), caller.info(task_id)["doneFrames"]) == (20, 0)


def test_what_is_free_needs_no_money(make_farm: Callable[..., Farm], call_farm: Callable[..., Any]) -> None:
    caller = call_farm(make_farm(User(coupon=0, balance=0)))
    task_id = caller.submit(frames=2, hourlyPrice=0)
    caller.advance(7200)
    assert caller.status(task_id) == 25


@pytest.mark.parametrize("seed", [1, 2])
def test_a_studios_day_adds_up_to_the_cent(
    make_farm: Callable[..., Farm], call_farm: Callable[..., Any], seed: int
) -> None:
    caller = call_farm(make_farm(User(coupon=20_000, balance=120_000), seed=seed))
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

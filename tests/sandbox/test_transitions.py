"""Whatever time and users do, tasks only change as documented."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from rayvision_sandbox.farm.users import User

QUICK = {"analysisSeconds": 10, "queueSeconds": 10, "frameSeconds": 100, "nodes": 2, "frames": 4}


# What time alone may do to a task, and what commands may.
BY_ITSELF = {50: {0, 45, 20}, 0: {5, 8, 20}, 8: {5, 20, 23}, 5: {25, 30, 45, 40, 20, 23, 70}}
COMMANDED = {
    "stopTask": {(status, 10) for status in (50, 0, 8, 5)},
    "startTask": {(status, after) for status in (10, 20, 23, 40) for after in (50, 0)},
    "abortTask": {(status, 35) for status in (50, 0, 8, 5, 10, 20, 23, 40)},
    "fullSpeed": set(),
    "restartFailedFrames": {(status, 0) for status in (30, 45, 40, 70)},
    "stopTaskFrames": {(status, after) for status in (0, 8, 5) for after in (5, 40, 70)}
    | {(status, 70) for status in (10, 20, 23, 40)},
    "updateTaskLimit": set(),
    "updateTaskUserLevel": {(0, 8), (0, 5)},
    "setOverTimeStop": {(status, 23) for status in (8, 5)},
}

# What the commands of the second edition say besides the task.
SECOND_EDITION: dict[str, Callable[[random.Random], dict[str, Any]]] = {
    "stopTaskFrames": lambda dice: {"selectAll": 1} | ({} if dice.random() < 0.5 else {"status": [2]}),
    "updateTaskLimit": lambda dice: {"taskLimit": dice.randrange(1, 5)},
    "updateTaskUserLevel": lambda dice: {"taskUserLevel": dice.choice((50, 60))},
}


@pytest.mark.parametrize("seed", range(3))
def test_only_documented_transitions_happen(call_new_farm: Callable[..., Any], seed: int) -> None:
    dice = random.Random(seed)
    caller = call_new_farm(User(coupon=1_000, balance=1_000))
    changes: tuple[dict[str, Any], ...] = (
        {},
        {"preRender": True},
        {"analysisFails": True},
        {"layers": ["a", "b"]},
        {"photonFrames": 2, "cgId": 2001},
        {"testFrames": 1, "stopAfterTest": True},
        {"failing": [1, 2, 3, 4]},
        {"failing": [2], "preRender": True, "settlement": "/out"},
    )
    tasks = [caller.submit(**QUICK | change) for change in changes]
    before = dict.fromkeys(tasks, 50)

    def observe() -> dict[int, int]:
        return {task["id"]: task["taskStatus"] for task in caller.data("queryTaskInfo", taskIds=tasks)["items"]}

    for _ in range(200):
        caller.advance(dice.randrange(1, 5))
        after = observe()
        for task_id in tasks:
            old, new = before[task_id], after[task_id]
            assert old == new or new in BY_ITSELF.get(old, set()), (task_id, old, new)
        task_id, name = dice.choice(tasks), dice.choice([*COMMANDED, "recharge"])
        if name == "recharge":
            caller.http.post("/sandbox/account", json={"balance": "0.30"}).raise_for_status()
        else:
            extra = {"overTime": dice.randrange(1, 400)} if name == "setOverTimeStop" else {}
            if name in SECOND_EDITION:
                caller.edition, members = "2.0.0", SECOND_EDITION[name](dice)
                code = caller.code(name, taskId=task_id, **members)
                caller.edition = "1.0.0"
            else:
                code = caller.code(name, taskIds=[task_id], **extra)
            done = observe()
            assert code in (200, 400)
            old, new = after[task_id], done[task_id]
            assert old == new or (old, new) in COMMANDED[name], (task_id, name, old, new)
            assert {k: v for k, v in done.items() if k != task_id} == {k: v for k, v in after.items() if k != task_id}
        before = observe()

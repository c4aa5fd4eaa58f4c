"""The operations that create tasks and command them."""

import json
from collections.abc import Callable
from typing import Any

from rayvision_sandbox.codes import invalid, missing
from rayvision_sandbox.farm import Call
from rayvision_sandbox.store import Row
from rayvision_sandbox.tasks import alias, find_whole


def create_task(call: Call) -> dict[str, Any]:
    """Give out task numbers."""
    values = (call.user["id"], call.platform, call.body["taskUserLevel"], json.dumps(call.body["labels"]))
    numbers = [
        call.store.run(
            "INSERT INTO tasks (user_id, platform, level, labels, out_user_id, created) VALUES (?, ?, ?, ?, ?, ?)",
            *(*values, call.body["outUserId"], call.now),
        ).lastrowid
        for _ in range(call.body["count"])
    ]
    return {
        "aliasTaskIdList": [alias(call.platform, int(number or 0)) for number in numbers],
        "taskIdList": numbers,
        "userId": call.user["id"],
    }


def submit_task(call: Call) -> None:
    """Begin to render a task."""
    model, out_user = call.body["assetIsolationModel"], call.body["outUserId"]
    if model == "OUT_USER_MODEL" and not out_user:
        raise missing("outUserId")
    if out_user is not None and not (out_user.isascii() and out_user.isdigit()):
        raise invalid("outUserId", "a number in digits")
    (task,) = find_whole(call, [call.body["taskId"]])
    call.store.run("UPDATE tasks SET isolation = ? WHERE id = ?", model, task["id"])
    call.farm.life.submit(task, call.farm.scene_for(task["id"], call.user["id"]), call.now)


def _each(call: Call, command: Callable[[Row, int], None], *, deleted: bool = False) -> None:
    """Give a command to all tasks of a request: the request's transaction makes it all or none."""
    for task in find_whole(call, call.body["taskIds"], deleted=deleted):
        command(task, call.now)


def stop_task(call: Call) -> None:
    """Stop tasks."""
    _each(call, call.farm.life.stop)


def start_task(call: Call) -> None:
    """Go on with tasks."""
    _each(call, call.farm.life.start)


def abort_task(call: Call) -> None:
    """Give tasks up."""
    _each(call, call.farm.life.abort)


def delete_task(call: Call) -> None:
    """Take tasks out of sight; one that is so already stays so, which makes the command repeatable."""
    _each(call, call.farm.life.delete, deleted=True)


def full_speed(call: Call) -> str:
    """Hurry tasks."""
    _each(call, call.farm.life.full_speed)
    return "成功"


def set_over_time_stop(call: Call) -> str:
    """Limit how long tasks may take."""
    _each(call, lambda task, now: call.farm.life.limit(task, call.body["overTime"], now))
    return "SUCCESS"


def restart_failed_frames(call: Call) -> None:
    """Render the failed frames of tasks once more."""

    def command(task: Row, now: int) -> None:
        failed = call.store.all("SELECT * FROM frames WHERE task_id = ? AND fails AND end <= ?", task["id"], now)
        call.farm.life.restart(task, failed, now)

    _each(call, command)

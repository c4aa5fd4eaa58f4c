"""The operations that create tasks and command them."""

import json
from collections.abc import Callable
from typing import Any

from rayvision_sandbox.farm.catalogue import Hardware, on_offer
from rayvision_sandbox.farm.codes import invalid, missing, not_found, not_now
from rayvision_sandbox.farm.database import Row
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.status import FrameStatus, state_of
from rayvision_sandbox.operations.call import Call, find, find_whole, root_of
from rayvision_sandbox.operations.formats import alias
from rayvision_sandbox.operations.schemas import numbers


def create_task(call: Call) -> dict[str, Any]:
    """Create tasks."""
    body = call.body
    columns = {
        "user_id": call.user["id"],
        "platform": call.platform,
        "level": body["taskUserLevel"],
        "labels": json.dumps(body["labels"] or []),
        "out_user_id": body["outUserId"],
        "producer": body.get("artist"),
        "clone_of": body.get("cloneOriginalId") or 0,
        "created": call.now,
    }
    created = [call.database.insert("tasks", **columns) for _ in range(body["count"])]
    return {
        "aliasTaskIdList": [alias(call.platform, number) for number in created],
        "taskIdList": created,
        "userId": call.user["id"],
    }


def task_json_file(call: Call) -> None:
    """Keep one of a task's job files, until the task is submitted."""
    (task,) = find_whole(call, [call.body["taskId"]])
    if task["submitted"] is not None:
        raise not_now(f"task {task['id']} has been submitted: its job files are read")
    try:
        json.loads(call.body["content"])
    except (ValueError, RecursionError):
        raise invalid("content", "the text of a JSON file") from None
    call.database.run(
        "INSERT OR REPLACE INTO job_files VALUES (?, ?, ?)", task["id"], call.body["fileName"], call.body["content"]
    )


def submit_task(call: Call) -> None:
    """Submit a task."""
    model, out_user = call.body.get("assetIsolationModel"), call.body.get("outUserId")
    if model == "OUT_USER_MODEL" and not out_user:
        raise missing("outUserId")
    if out_user is not None and not (out_user.isascii() and out_user.isdigit()):
        raise invalid("outUserId", "a number in digits")
    (task,) = find_whole(call, [call.body["taskId"]])
    call.database.run(
        "UPDATE tasks SET isolation = ?, producer = coalesce(?, producer) WHERE id = ?",
        *(model, call.body.get("producer"), task["id"]),
    )
    call.farm.submit(task, call.now)


def _each(command: Callable[[Farm, Row, int], None], *, deleted: bool = False) -> Callable[[Call], None]:
    """Make an operation that runs a command on all tasks of a request; its transaction makes that all or nothing."""

    def operation(call: Call) -> None:
        for task in find_whole(call, call.body["taskIds"], deleted=deleted):
            command(call.farm, task, call.now)

    return operation


stop_task = _each(Farm.stop)
start_task = _each(Farm.start)
abort_task = _each(Farm.abort)
# Deleting a task twice is allowed, so the command can be repeated.
delete_task = _each(Farm.delete, deleted=True)


def full_speed(call: Call) -> str:
    """Render tasks at full speed."""
    _each(Farm.full_speed)(call)
    return "成功"


def set_over_time_stop(call: Call) -> str:
    """Limit how long tasks may take."""
    _each(lambda farm, task, now: farm.set_time_limit(task, call.body["overTime"], now))(call)
    return "SUCCESS"


def update_task_user_level(call: Call) -> None:
    """Set the priority of a task."""
    (task,) = find_whole(call, [call.body["taskId"]])
    call.farm.set_level(task, call.body["taskUserLevel"], call.now)


def update_task_limit(call: Call) -> None:
    """Limit on how many nodes at once a task is rendered."""
    (task,) = find_whole(call, [call.body["taskId"]])
    call.farm.set_node_limit(task, call.body["taskLimit"], call.now)


def restart_failed_frames(call: Call) -> None:
    """Render the failed frames of tasks once more, or those of other states."""
    states = call.body.get("status") or [FrameStatus.FAILED]

    def command(farm: Farm, task: Row, now: int) -> None:
        frames = farm.database.all("SELECT * FROM frames WHERE task_id = ? ORDER BY id", task["id"])
        farm.restart(task, [frame for frame in frames if call.state_of(frame) in states], now)

    _each(command)(call)


def restart_frame(call: Call) -> None:
    """Render frames of one task once more: all, or the chosen ones."""
    task, frames = _choose_frames(call)
    # A frame that is waiting will be rendered anyway, and one in progress is not interrupted.
    over = {FrameStatus.DONE, FrameStatus.FAILED, FrameStatus.STOPPED}
    call.farm.restart(task, [row for row in frames if state_of(row, call.now) in over], call.now)


def stop_task_frames(call: Call) -> None:
    """Stop frames of one task: all that are not done, or the chosen ones."""
    task, frames = _choose_frames(call)
    over = {FrameStatus.DONE, FrameStatus.FAILED}
    call.farm.stop_frames(task, [row for row in frames if state_of(row, call.now) not in over], call.now)


def _choose_frames(call: Call) -> tuple[Row, list[Row]]:
    """Find the frames of a task, or of a part of one, that a request names, and the whole task."""
    body = call.body
    # One number in spite of the plural.
    task = find(call, body["taskIds"] if "taskIds" in body else body["taskId"])
    root = root_of(call, task)
    frames = {
        row["id"]: row
        for row in call.database.all("SELECT * FROM frames WHERE task_id = ? ORDER BY id", root["id"])
        if task["root_id"] is None or row["part_id"] == task["id"]
    }
    if body["selectAll"]:
        states = body.get("status")
        return root, [row for row in frames.values() if not states or call.state_of(row) in states]
    if body["ids"] is None:
        raise missing("ids")
    strange = [frame_id for frame_id in body["ids"] if frame_id not in frames]
    if strange:
        raise not_found(f"frame {strange[0]} of task {task['id']}")
    return root, [frames[frame_id] for frame_id in dict.fromkeys(body["ids"])]


def edit_task_hardware_config(call: Call) -> None:
    """Move tasks to other hardware."""
    chosen = [_chosen(call, number) for number in numbers("hardwareConfigIds", call.body["hardwareConfigIds"])]
    for task in find_whole(call, numbers("taskIds", call.body["taskIds"])):
        if task["platform"] != call.platform:
            raise not_now(f"task {task['id']} is on platform {task['platform']}")
        for hardware in chosen:
            if task["cg_id"] in hardware.unsupported:
                raise not_now(f"hardware {hardware.id} does not support the software of task {task['id']}")
        call.farm.set_hardware(task, chosen[0].id, call.now)


def _chosen(call: Call, number: int) -> Hardware:
    """Find a configuration by its number, and check that it matches the rest of the request."""
    hardware = next((hardware for hardware in on_offer(call.platform) if hardware.id == number), None)
    if hardware is None:
        raise not_found(f"hardware {number} on platform {call.platform}")
    if not hardware.enabled:
        raise not_now(f"hardware {number} is not in use")
    described = hardware.describe(call.platform)
    for name in ("model", "ram", "gpuNum"):
        value = described[name] or ""
        if call.body[name] != value:
            raise invalid(name, f"{value!r}, as of hardware {number}")
    return hardware

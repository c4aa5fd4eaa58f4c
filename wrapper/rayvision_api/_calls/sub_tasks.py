"""Tasks of several parts: layers, or photons and pictures.

Of the whole task, the service says little: in the printed reply of getTaskList it waits, and has neither frames nor
cost, while its parts have long been finished.
"""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import Any, TypeGuard

from rayvision_client.models import TaskInfo, TaskStatus

_COUNTS = (
    *("totalFrames", "doneFrames", "failedFrames", "abortFrames", "executingFrames", "waitingCount"),
    "renderDuration",
)
AMOUNTS = ("renderConsume", "couponConsume", "qyCouponConsume", "userAccountConsume", "taskArrears")


def parts_of(task: TaskInfo) -> list[TaskInfo]:
    """Return what holds a task's frames and cost: its parts, or the task alone."""
    is_silent = task.is_open or task.get("renderConsume") is None
    return (is_silent and task.resp_rendering_task_list) or [task]


def statuses_of(task: TaskInfo) -> list[TaskStatus]:
    """Return the statuses of a task's parts; a missing one counts as waiting."""
    # protocol 2: a layered task is at rest when its parts are, whatever it says of itself.
    parts = parts_of(task) if task.is_open else [task]
    return [part.task_status or TaskStatus.WAITING for part in parts]


def count(value: object) -> int:
    """Read a count of frames; anything that is not one is 0."""
    return int(value) if _is_number(value) else 0


def has_ended(task: TaskInfo) -> bool:
    """Return whether a task has ended. A layered one, which may say that it waits, ends with its last part.

    Args:
        task: The task, as `get_task_list`, `task_info` and `wait` return it.
    """
    return all(status.is_final for status in statuses_of(task))


def whole_task(task: TaskInfo) -> TaskInfo:
    """Add up the parts of a layered task, of which the service itself says that it waits, without frames or cost.

        for task in map(whole_task, api.query.iter_tasks()):
            print(task.id, task.task_status.name, task.done_frames, task.total_frames)

    Args:
        task: The task, as `get_task_list` and `task_info` return it.

    Returns:
        The task with the status, frames, cost and times of its parts together: it ends with the last of them, and has
        succeeded when all of them have. Other members are its own. A task without parts is returned unchanged.
    """
    parts = parts_of(task)
    if parts == [task]:
        return task
    added: dict[str, Any] = {}
    for name in (*_COUNTS, *AMOUNTS):
        if values := _numbers(parts, name):
            # Not as floats, which lose cents.
            total = sum(Decimal(str(value)) for value in values)
            added[name] = float(total) if name in AMOUNTS else int(total)
    if started := _numbers(parts, "startTime"):
        added["startTime"] = min(started)
    if completed := _numbers(parts, "completedDate"):
        added["completedDate"] = max(completed)
    if not has_ended(task):
        added["completedDate"] = None
    return TaskInfo(task.to_dict() | added | {"taskStatus": _together(statuses_of(task))})


def _numbers(parts: list[TaskInfo], name: str) -> list[int | float]:
    values = [part.get(name) for part in parts]
    return [value for value in values if _is_number(value)]


def _is_number(value: object) -> TypeGuard[int | float]:
    return type(value) is int or (isinstance(value, float) and isfinite(value))


def _together(statuses: list[TaskStatus]) -> TaskStatus:
    """Return the status of all parts together: that of the first one under way, else waiting, else unsuccessful."""
    under_way = [status for status in statuses if not status.is_final]
    waiting = [status for status in under_way if status == TaskStatus.WAITING]
    unsuccessful = [status for status in statuses if not status.is_success]
    return next(iter([one for one in under_way if one not in waiting] or waiting or unsuccessful or statuses))

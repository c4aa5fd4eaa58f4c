"""The status of a task, from the moments of its schedule."""

from enum import IntEnum
from typing import Any


class TaskStatus(IntEnum):
    """The documented statuses of a task."""

    WAITING = 0
    RENDERING = 5
    PRE_RENDERING = 8
    STOP = 10
    ARREARAGE_STOP = 20
    TIME_OUT_STOP = 23
    FINISHED = 25
    FINISHED_HAS_FAILED = 30
    ABANDON = 35
    FINISHED_TEST = 40
    FAILED = 45
    ANALYSE = 50
    FINISHED_HAS_STOPPED = 70


# `status_of` as an SQL expression, for lists that are filtered by status; takes the moment as `:now`.
STATUS = """CASE WHEN ends <= :now THEN final WHEN submitted IS NULL THEN 0 WHEN analysed > :now THEN 50
    WHEN begins > :now THEN 0 WHEN main_begins > :now THEN 8 ELSE 5 END"""


def status_of(task: Any, now: int) -> TaskStatus:
    """Return the status of a task (or a part of one) at a moment."""
    if task["ends"] is not None and task["ends"] <= now:
        return TaskStatus(task["final"])
    if task["submitted"] is None:
        return TaskStatus.WAITING
    if task["analysed"] > now:
        return TaskStatus.ANALYSE
    if task["begins"] > now:
        return TaskStatus.WAITING
    return TaskStatus.PRE_RENDERING if task["main_begins"] > now else TaskStatus.RENDERING

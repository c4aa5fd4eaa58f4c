"""The statuses of tasks and of frames, from the moments of their schedule."""

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


class FrameType(IntEnum):
    """The documented types of a frame that the farm uses."""

    PRE_RENDER = 1
    PHOTON = 2
    PHOTON_MERGE = 3
    PRIORITY = 4
    MAIN = 5
    SETTLEMENT = 8


class FrameStatus(IntEnum):
    """The documented states of a frame."""

    WAITING = 1
    RENDERING = 2
    STOPPED = 3
    DONE = 4
    FAILED = 5
    WAITS_FOR_PRE_RENDER = 6
    WAITS_FOR_PHOTON_FRAMES = 7
    WAITS_FOR_PRIORITY = 8
    WAITS_FOR_PHOTON_TASK = 9
    WAITS_FOR_SETTLEMENT = 10
    TIMED_OUT = 11


# `status_of` as an SQL expression, for lists that are filtered by status; takes the moment as `:now`.
STATUS = """CASE WHEN ends <= :now THEN final WHEN submitted IS NULL THEN 0 WHEN analysed > :now THEN 50
    WHEN begins > :now THEN 0 WHEN main_begins > :now THEN 8 ELSE 5 END"""


def status_of(task: Any, now: int) -> TaskStatus:
    """Return the status of a task (or a part of one) at a given time."""
    if task["ends"] is not None and task["ends"] <= now:
        return TaskStatus(task["final"])
    if task["submitted"] is None:
        return TaskStatus.WAITING
    if task["analysed"] > now:
        return TaskStatus.ANALYSE
    if task["begins"] > now:
        return TaskStatus.WAITING
    return TaskStatus.PRE_RENDERING if task["main_begins"] > now else TaskStatus.RENDERING


def state_of(frame: Any, now: int) -> FrameStatus:
    """Return the state of a frame at a given time, from its schedule."""
    if frame["cut"] is not None:
        return FrameStatus(frame["cut"])
    if frame["end"] is not None and frame["end"] <= now:
        return FrameStatus.FAILED if frame["fails"] else FrameStatus.DONE
    if frame["start"] is not None and frame["start"] <= now:
        return FrameStatus.RENDERING
    if frame["ready"] is not None and frame["ready"] <= now:
        return FrameStatus.WAITING
    return FrameStatus(frame["waits"])

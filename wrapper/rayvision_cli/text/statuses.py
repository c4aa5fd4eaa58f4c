"""Statuses of tasks and frames, as the terminal and the pages show them: words, signs and colours."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from attrs import frozen
from rayvision_api import was_submitted
from rayvision_client.models import FrameStatus, TaskInfo, TaskStatus

from rayvision_cli.text.languages import Texts
from rayvision_cli.text.numbers import whole


class Kind(StrEnum):
    """What a task or a frame looks like: a sign and a colour each, in the order of a legend."""

    FINISHED = "finished"
    RENDERING = "rendering"
    FAILED = "failed"
    STOPPED = "stopped"
    WAITING = "waiting"
    UNKNOWN = "unknown"


SIGNS: dict[Kind, str] = {
    Kind.FINISHED: "✓",
    Kind.RENDERING: "▸",
    Kind.FAILED: "✕",
    Kind.STOPPED: "⊘",
    Kind.WAITING: "◦",
    Kind.UNKNOWN: "?",
}
"""Signs that no terminal draws two columns wide, and no browser as an emoji."""

STYLES: dict[Kind, str] = {
    Kind.FINISHED: "green",
    Kind.RENDERING: "blue",
    Kind.FAILED: "bold red",
    Kind.STOPPED: "magenta",
    Kind.WAITING: "dim",
    Kind.UNKNOWN: "yellow",
}
"""Their colours at a terminal."""


@frozen
class ShownStatus:
    """What something looks like, and the word for it: English, for `Texts` to say; a number where there is no word."""

    kind: Kind
    word: str | int | None

    def said(self, say: Texts) -> str:
        """Write it in a language."""
        if isinstance(self.word, str):
            return say(self.word)
        return say("unknown") + (f" ({self.word})" if self.word is not None else "")


_UNSUBMITTED = ShownStatus(Kind.WAITING, "not submitted")
_ANALYSIS_FAILED = ShownStatus(Kind.FAILED, "analysis failed")
_TASKS: dict[int, ShownStatus] = {
    TaskStatus.WAITING: ShownStatus(Kind.WAITING, "waiting"),
    TaskStatus.RENDERING: ShownStatus(Kind.RENDERING, "rendering"),
    TaskStatus.PRE_RENDERING: ShownStatus(Kind.RENDERING, "preprocessing"),
    TaskStatus.STOP: ShownStatus(Kind.STOPPED, "stopped"),
    TaskStatus.USER_STOP: ShownStatus(Kind.STOPPED, "stopped by user"),
    TaskStatus.ARREARAGE_STOP: ShownStatus(Kind.STOPPED, "stopped: arrears"),
    TaskStatus.TIME_OUT_STOP: ShownStatus(Kind.STOPPED, "stopped: overtime"),
    TaskStatus.FINISHED: ShownStatus(Kind.FINISHED, "finished"),
    TaskStatus.FINISHED_HAS_FAILED: ShownStatus(Kind.FAILED, "some failed"),
    TaskStatus.ABANDON: ShownStatus(Kind.STOPPED, "abandoned"),
    TaskStatus.FINISHED_TEST: ShownStatus(Kind.FINISHED, "test finished"),
    TaskStatus.FAILED: ShownStatus(Kind.FAILED, "failed"),
    TaskStatus.ANALYSE: ShownStatus(Kind.RENDERING, "analysing"),
    TaskStatus.RENDERING_TASK_SUBMITTING: ShownStatus(Kind.WAITING, "submitting"),
    TaskStatus.RENDERING_TASK_SUBMIT_FAIL: ShownStatus(Kind.FAILED, "submission failed"),
    TaskStatus.FINISHED_HAS_STOPPED: ShownStatus(Kind.STOPPED, "some stopped"),
    TaskStatus.UPDATING: ShownStatus(Kind.WAITING, "updating"),
}
_FRAMES: dict[int, ShownStatus] = {
    FrameStatus.WAITING: ShownStatus(Kind.WAITING, "waiting"),
    FrameStatus.EXECUTING: ShownStatus(Kind.RENDERING, "rendering"),
    FrameStatus.STOPPED: ShownStatus(Kind.STOPPED, "stopped"),
    FrameStatus.FINISHED: ShownStatus(Kind.FINISHED, "finished"),
    FrameStatus.FAILED: ShownStatus(Kind.FAILED, "failed"),
    FrameStatus.WAITING_FOR_PREPROCESSING: ShownStatus(Kind.WAITING, "waiting for preprocessing"),
    FrameStatus.WAITING_FOR_PHOTON_FRAMES: ShownStatus(Kind.WAITING, "waiting for photon frames"),
    FrameStatus.WAITING_FOR_PRIORITY_FRAMES: ShownStatus(Kind.WAITING, "waiting for priority frames"),
    FrameStatus.WAITING_FOR_PHOTON_TASK: ShownStatus(Kind.WAITING, "waiting for photon task"),
    FrameStatus.WAITING_FOR_SIMULATION_TASK: ShownStatus(Kind.WAITING, "waiting for simulation"),
    FrameStatus.TIMED_OUT: ShownStatus(Kind.FAILED, "timed out"),
    FrameStatus.SUBFRAME_WAITING: ShownStatus(Kind.WAITING, "waiting"),
}


def of_status(status: Any) -> ShownStatus:
    """Return how a status of a task or frame is shown; one that this version does not know is a number."""
    if status is None:
        return ShownStatus(Kind.UNKNOWN, None)
    known = _TASKS if isinstance(status, TaskStatus) else _FRAMES
    return known.get(status, ShownStatus(Kind.UNKNOWN, int(status)))


def of_task(task: TaskInfo, frames: int | None = None) -> ShownStatus:
    """Return how a task stands, with names for what its status leaves out: not submitted yet, failed before rendering.

    Args:
        task: The task.
        frames: How many frames it has, where its own count is not all that is known.
    """
    status: TaskStatus | None = task.task_status
    if not (whole(task.total_frames) if frames is None else frames):
        if status == TaskStatus.WAITING and not was_submitted(task):
            return _UNSUBMITTED
        if status == TaskStatus.FAILED:
            return _ANALYSIS_FAILED
    return of_status(status)


def with_failures(status: ShownStatus, failed: int | None, say: Texts) -> str:
    """Write how a task stands, and how many of its frames have failed."""
    if not failed:
        return status.said(say)
    word = say("finished") if status == _TASKS[TaskStatus.FINISHED_HAS_FAILED] else status.said(say)
    return say("{status}, {count:,} failed", status=word, count=failed)


def restart_command(*task_ids: int) -> str:
    """Write the command that renders the failed frames of tasks again."""
    return " ".join(("rayvision task restart-failed", *map(str, task_ids)))

"""Where tasks and frames stand: the words, signs and colours that the terminal and the report share."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from attrs import frozen
from rayvision_api import was_submitted
from rayvision_client.models import FrameStatus, TaskInfo, TaskStatus

from rayvision_cli.languages import Texts
from rayvision_cli.numbers import whole


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
class Standing:
    """What something looks like, and the word for it: English, for `Texts` to say; a number where there is no word."""

    kind: Kind
    word: str | int | None

    def said(self, say: Texts) -> str:
        """Write it in a language."""
        if isinstance(self.word, str):
            return say(self.word)
        return say("unknown") + (f" ({self.word})" if self.word is not None else "")


_UNSUBMITTED = Standing(Kind.WAITING, "not submitted")
_ANALYSIS_FAILED = Standing(Kind.FAILED, "analysis failed")
_TASKS: dict[int, Standing] = {
    TaskStatus.WAITING: Standing(Kind.WAITING, "waiting"),
    TaskStatus.RENDERING: Standing(Kind.RENDERING, "rendering"),
    TaskStatus.PRE_RENDERING: Standing(Kind.RENDERING, "preprocessing"),
    TaskStatus.STOP: Standing(Kind.STOPPED, "stopped"),
    TaskStatus.USER_STOP: Standing(Kind.STOPPED, "stopped by user"),
    TaskStatus.ARREARAGE_STOP: Standing(Kind.STOPPED, "stopped: arrears"),
    TaskStatus.TIME_OUT_STOP: Standing(Kind.STOPPED, "stopped: overtime"),
    TaskStatus.FINISHED: Standing(Kind.FINISHED, "finished"),
    TaskStatus.FINISHED_HAS_FAILED: Standing(Kind.FAILED, "some failed"),
    TaskStatus.ABANDON: Standing(Kind.STOPPED, "abandoned"),
    TaskStatus.FINISHED_TEST: Standing(Kind.FINISHED, "test finished"),
    TaskStatus.FAILED: Standing(Kind.FAILED, "failed"),
    TaskStatus.ANALYSE: Standing(Kind.RENDERING, "analysing"),
    TaskStatus.RENDERING_TASK_SUBMITTING: Standing(Kind.WAITING, "submitting"),
    TaskStatus.RENDERING_TASK_SUBMIT_FAIL: Standing(Kind.FAILED, "submission failed"),
    TaskStatus.FINISHED_HAS_STOPPED: Standing(Kind.STOPPED, "some stopped"),
    TaskStatus.UPDATING: Standing(Kind.WAITING, "updating"),
}
_FRAMES: dict[int, Standing] = {
    FrameStatus.WAITING: Standing(Kind.WAITING, "waiting"),
    FrameStatus.EXECUTING: Standing(Kind.RENDERING, "rendering"),
    FrameStatus.STOPPED: Standing(Kind.STOPPED, "stopped"),
    FrameStatus.FINISHED: Standing(Kind.FINISHED, "finished"),
    FrameStatus.FAILED: Standing(Kind.FAILED, "failed"),
    FrameStatus.WAITING_FOR_PREPROCESSING: Standing(Kind.WAITING, "waiting for preprocessing"),
    FrameStatus.WAITING_FOR_PHOTON_FRAMES: Standing(Kind.WAITING, "waiting for photon frames"),
    FrameStatus.WAITING_FOR_PRIORITY_FRAMES: Standing(Kind.WAITING, "waiting for priority frames"),
    FrameStatus.WAITING_FOR_PHOTON_TASK: Standing(Kind.WAITING, "waiting for photon task"),
    FrameStatus.WAITING_FOR_SIMULATION_TASK: Standing(Kind.WAITING, "waiting for simulation"),
    FrameStatus.TIMED_OUT: Standing(Kind.FAILED, "timed out"),
    FrameStatus.SUBFRAME_WAITING: Standing(Kind.WAITING, "waiting"),
}
NAMED = {
    *Kind,
    *(str(one.word) for one in (_UNSUBMITTED, _ANALYSIS_FAILED, *_TASKS.values(), *_FRAMES.values())),
}
"""All words, in English."""


def of_status(status: Any) -> Standing:
    """Tell how a status, of a task or of a frame, is shown; one that this version does not know is a number."""
    known = _TASKS if isinstance(status, TaskStatus) else _FRAMES
    return Standing(Kind.UNKNOWN, None) if status is None else known.get(status, Standing(Kind.UNKNOWN, int(status)))


def of_task(task: TaskInfo, frames: int | None = None) -> Standing:
    """Tell how a task stands: one that was never submitted waits for nobody, and one without frames failed early.

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


def with_failures(standing: Standing, failed: int | None, say: Texts) -> str:
    """Write how a task stands, and how many of its frames have failed."""
    if not failed:
        return standing.said(say)
    word = say("finished") if standing == _TASKS[TaskStatus.FINISHED_HAS_FAILED] else standing.said(say)
    return say("{status}, {count:,} failed", status=word, count=failed)


def restart_command(*task_ids: int) -> str:
    """Write the command that renders the failed frames of tasks again."""
    return " ".join(("rayvision task restart-failed", *map(str, task_ids)))

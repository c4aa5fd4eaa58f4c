# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""State of a task."""

from __future__ import annotations

from ..types import OpenIntEnum


class TaskStatus(OpenIntEnum):
    """State of a task."""

    WAITING = 0
    """The task waits for its turn."""
    RENDERING = 5
    """Frames of the task are rendering."""
    PRE_RENDERING = 8
    """The task is being preprocessed."""
    STOP = 10
    """The task was stopped."""
    USER_STOP = 15
    """The task was stopped by its user."""
    ARREARAGE_STOP = 20
    """The task was stopped because the account owes money."""
    TIME_OUT_STOP = 23
    """The task was stopped because it ran too long."""
    FINISHED = 25
    """All frames are finished."""
    FINISHED_HAS_FAILED = 30
    """The task has ended, but some frames failed."""
    ABANDON = 35
    """The task was abandoned."""
    FINISHED_TEST = 40
    """The test frames are finished."""
    FAILED = 45
    """The task failed."""
    ANALYSE = 50
    """The scene is being analysed."""
    RENDERING_TASK_SUBMITTING = 60
    """The task is being submitted. Since edition 2.0.0."""
    RENDERING_TASK_SUBMIT_FAIL = 65
    """The task could not be submitted. Since edition 2.0.0."""
    FINISHED_HAS_STOPPED = 70
    """The task has ended, but some frames were stopped. Since edition 2.0.0."""
    UPDATING = 100
    """The task is being changed. Since edition 2.0.0."""

    @property
    def is_final(self) -> bool:
        """Whether nothing more happens by itself. A number that has no name here is not final."""
        return self in {10, 15, 20, 23, 25, 30, 35, 40, 45, 65, 70}

    @property
    def is_success(self) -> bool:
        """Whether it is final and means success."""
        return self in {25, 40}

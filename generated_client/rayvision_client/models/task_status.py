# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Where a task stands."""

from __future__ import annotations

from ..types import OpenIntEnum


class TaskStatus(OpenIntEnum):
    """Where a task stands.

    Servers also send 60, 65, 70 and 100, which are younger than the guide, and one table has 1 for
    waiting.
    """

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
    """The task is through, but some frames failed."""
    ABANDON = 35
    """The task was given up."""
    FINISHED_TEST = 40
    """The test frames are finished."""
    FAILED = 45
    """The task failed."""
    ANALYSE = 50
    """The scene is being analysed."""

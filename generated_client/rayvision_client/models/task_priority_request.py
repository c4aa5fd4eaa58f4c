# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The task to set the priority of."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class TaskPriorityRequest(Request):
    """The task to set the priority of."""

    task_id: int
    """Number of the task (`taskId`)."""
    task_user_level: int
    """Priority of the task among those of the account; 50 and 60 are what a new task can have
    (`taskUserLevel`)."""

    _wire_names: ClassVar[dict[str, str]] = {"task_id": "taskId", "task_user_level": "taskUserLevel"}

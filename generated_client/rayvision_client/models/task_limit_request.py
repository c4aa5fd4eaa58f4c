# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The task to limit, and its limit."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class TaskLimitRequest(Request):
    """The task to limit, and its limit."""

    task_id: int
    """Number of the task (`taskId`)."""
    task_limit: int
    """How many machines the task may render on at once (`taskLimit`)."""

    _wire_names: ClassVar[dict[str, str]] = {"task_id": "taskId", "task_limit": "taskLimit"}

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The tasks to limit, and how long they may run."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class OverTimeStopRequest(Request):
    """The tasks to limit, and how long they may run."""

    task_ids: list[int]
    """Numbers of the tasks (`taskIds`)."""
    over_time: int
    """After how many seconds the tasks are stopped (`overTime`)."""

    _wire_names: ClassVar[dict[str, str]] = {"task_ids": "taskIds", "over_time": "overTime"}

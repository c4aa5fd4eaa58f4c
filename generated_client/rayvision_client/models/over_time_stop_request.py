# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The tasks to limit, and how long they may run."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class OverTimeStopRequest(Request):
    """The tasks to limit, and how long they may run."""

    task_ids: list[int]
    """Numbers of the tasks (`taskIds`)."""
    over_time: int
    """After how many seconds the tasks are stopped (`overTime`)."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none({"taskIds": self.task_ids, "overTime": self.over_time})

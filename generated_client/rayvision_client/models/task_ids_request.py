# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The tasks that a call is about."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class TaskIdsRequest(Request):
    """The tasks that a call is about."""

    task_ids: list[int]
    """Numbers of the tasks (`taskIds`)."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none({"taskIds": self.task_ids})

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The task to look at, and which pass of it."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..models.frame_type import FrameType
from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class TaskProgressRequest(Request):
    """The task to look at, and which pass of it."""

    task_id: int
    """Number of the task (`taskId`)."""
    frame_type: FrameType | int | None = None
    """The pass, 2 for photons or 5 for the main picture (`frameType`).

    Left out, the server takes the current one.
    """

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none({"taskId": self.task_id, "frameType": self.frame_type})

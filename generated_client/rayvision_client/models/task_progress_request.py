# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The task to look at, and which pass of it."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.frame_type import FrameType
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class TaskProgressRequest(Request):
    """The task to look at, and which pass of it."""

    task_id: int
    """Number of the task (`taskId`)."""
    frame_type: FrameType | int | None = None
    """The pass, 2 for photons or 5 for the main picture (`frameType`).

    If left out, the server takes the current one.
    """

    _wire_names: ClassVar[dict[str, str]] = {"task_id": "taskId", "frame_type": "frameType"}

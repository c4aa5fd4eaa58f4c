# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The frames to stop."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.frame_status import FrameStatus
from ..models.select_all import SelectAll
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class StopFramesRequest(Request):
    """The frames to stop."""

    task_id: int
    """Number of the task whose frames are meant (`taskId`)."""
    ids: list[int] | None = None
    """Numbers of the frames; required when `selectAll` is 0, left out otherwise (`ids`)."""
    select_all: SelectAll | int | None = None
    """Whether all frames are meant or those of `ids` (`selectAll`)."""
    status: list[FrameStatus] | list[int] | None = None
    """Statuses of the frames that are meant, when `selectAll` is 1 (`status`)."""

    _wire_names: ClassVar[dict[str, str]] = {
        "task_id": "taskId",
        "ids": "ids",
        "select_all": "selectAll",
        "status": "status",
    }

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The frames to render again."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.frame_status import FrameStatus
from ..models.select_all import SelectAll
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class RestartFrameRequest(Request):
    """The frames to render again."""

    task_ids: int
    """Number of the one task whose frames are meant (`taskIds`).

    Called `taskId` since edition 2.0.0.
    """
    select_all: SelectAll | int | None = None
    """Whether all frames are meant or those of `ids` (`selectAll`)."""
    ids: list[int] | None = None
    """Numbers of the frames (`ids`).

    Only looked at when `selectAll` is 0, empty otherwise.
    """
    status: list[FrameStatus] | list[int] | None = None
    """Statuses of the frames that are meant, when `selectAll` is 1 (`status`).

    Since edition 2.0.0.
    """

    _wire_names: ClassVar[dict[str, str]] = {
        "task_ids": "taskIds",
        "select_all": "selectAll",
        "ids": "ids",
        "status": "status",
    }

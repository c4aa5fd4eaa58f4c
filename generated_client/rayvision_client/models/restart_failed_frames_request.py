# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The tasks whose frames to render again."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.frame_status import FrameStatus
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class RestartFailedFramesRequest(Request):
    """The tasks whose frames to render again."""

    task_ids: list[int]
    """Numbers of the tasks (`taskIds`)."""
    status: list[FrameStatus] | list[int] | None = None
    """Statuses of the frames to render again (`status`).

    If left out, the failed ones are meant. Since edition 2.0.0.
    """

    _wire_names: ClassVar[dict[str, str]] = {"task_ids": "taskIds", "status": "status"}

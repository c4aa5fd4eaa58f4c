# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The frame whose thumbnails to get."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.frame_status import FrameStatus
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class FrameThumbnailRequest(Request):
    """The frame whose thumbnails to get."""

    id: int
    """Number of the frame, `id` in `queryTaskFrames` (`id`)."""
    frame_status: FrameStatus | int | None = None
    """Status of the frame, always 4; other frames have no thumbnails (`frameStatus`)."""

    _wire_names: ClassVar[dict[str, str]] = {"id": "id", "frame_status": "frameStatus"}

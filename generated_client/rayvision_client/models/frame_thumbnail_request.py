# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The frame whose thumbnails to get."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..models.frame_status import FrameStatus
from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class FrameThumbnailRequest(Request):
    """The frame whose thumbnails to get."""

    id: int
    """Number of the frame, `id` in `queryTaskFrames` (`id`)."""
    frame_status: FrameStatus | int
    """Status of the frame, always 4; other frames have no thumbnails (`frameStatus`)."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none({"id": self.id, "frameStatus": self.frame_status})

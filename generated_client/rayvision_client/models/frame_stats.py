# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Counts of an account's frames over all its tasks."""

from __future__ import annotations

from typing import cast

from ..types import Reply


class FrameStats(Reply):
    """Counts of an account's frames over all its tasks."""

    __slots__ = ()

    @property
    def executing_frames_total(self) -> int:
        """How many frames are rendering (`executingFramesTotal`)."""
        return cast("int", self._wire.get("executingFramesTotal"))

    @property
    def done_frames_total(self) -> int:
        """How many frames are finished (`doneFramesTotal`)."""
        return cast("int", self._wire.get("doneFramesTotal"))

    @property
    def failed_frames_total(self) -> int:
        """How many frames failed (`failedFramesTotal`)."""
        return cast("int", self._wire.get("failedFramesTotal"))

    @property
    def waiting_frames_total(self) -> int:
        """How many frames are waiting (`waitingFramesTotal`)."""
        return cast("int", self._wire.get("waitingFramesTotal"))

    @property
    def abandon_frames_total(self) -> int:
        """How many frames were abandoned (`abandonFramesTotal`)."""
        return cast("int", self._wire.get("abandonFramesTotal"))

    @property
    def total_frames(self) -> int:
        """How many frames there are in all (`totalFrames`)."""
        return cast("int", self._wire.get("totalFrames"))

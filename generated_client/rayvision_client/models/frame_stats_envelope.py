# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the counts of an account's frames."""

from __future__ import annotations

from ..models.frame_stats import FrameStats
from .envelope import Envelope


class FrameStatsEnvelope(Envelope):
    """Envelope around the counts of an account's frames."""

    __slots__ = ()

    @property
    def data(self) -> FrameStats | None:
        """The counts; null after a failure (`data`)."""
        return FrameStats.read(self._wire.get("data"))

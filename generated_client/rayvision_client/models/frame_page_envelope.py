# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around a page of frames."""

from __future__ import annotations

from ..models.frame_page import FramePage
from .envelope import Envelope


class FramePageEnvelope(Envelope):
    """Envelope around a page of frames."""

    __slots__ = ()

    @property
    def data(self) -> FramePage | None:
        """The page; null after a failure (`data`)."""
        return FramePage.read(self._wire.get("data"))

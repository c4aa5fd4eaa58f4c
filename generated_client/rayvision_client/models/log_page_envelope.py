# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around a page of a frame's log."""

from __future__ import annotations

from ..models.log_page import LogPage
from .envelope import Envelope


class LogPageEnvelope(Envelope):
    """Envelope around a page of a frame's log."""

    __slots__ = ()

    @property
    def data(self) -> LogPage | None:
        """The page; null after a failure (`data`)."""
        return LogPage.read(self._wire.get("data"))

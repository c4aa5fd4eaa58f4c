# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around a page of shots."""

from __future__ import annotations

from ..models.shot_page import ShotPage
from .envelope import Envelope


class ShotPageEnvelope(Envelope):
    """Envelope around a page of shots."""

    __slots__ = ()

    @property
    def data(self) -> ShotPage | None:
        """The page; null after a failure (`data`)."""
        return ShotPage.read(self._wire.get("data"))

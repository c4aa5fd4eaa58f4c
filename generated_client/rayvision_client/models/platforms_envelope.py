# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the platforms of a zone."""

from __future__ import annotations

from ..models.platform import Platform
from .envelope import Envelope


class PlatformsEnvelope(Envelope):
    """Envelope around the platforms of a zone."""

    __slots__ = ()

    @property
    def data(self) -> list[Platform] | None:
        """The platforms; null after a failure (`data`)."""
        return Platform.read_list(self._wire.get("data"))

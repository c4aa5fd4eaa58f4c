# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the software that the farm renders."""

from __future__ import annotations

from ..models.supported_software import SupportedSoftware
from .envelope import Envelope


class SupportedSoftwareEnvelope(Envelope):
    """Envelope around the software that the farm renders."""

    __slots__ = ()

    @property
    def data(self) -> SupportedSoftware | None:
        """The software; null after a failure (`data`)."""
        return SupportedSoftware.read(self._wire.get("data"))

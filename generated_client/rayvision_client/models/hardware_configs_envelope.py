# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the hardware on offer."""

from __future__ import annotations

from ..models.hardware_config import HardwareConfig
from .envelope import Envelope


class HardwareConfigsEnvelope(Envelope):
    """Envelope around the hardware on offer."""

    __slots__ = ()

    @property
    def data(self) -> list[HardwareConfig] | None:
        """The hardware; null after a failure (`data`)."""
        return HardwareConfig.read_list(self._wire.get("data"))

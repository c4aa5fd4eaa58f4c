# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the transfer configuration of an account."""

from __future__ import annotations

from ..models.transfer_config import TransferConfig
from .envelope import Envelope


class TransferConfigEnvelope(Envelope):
    """Envelope around the transfer configuration of an account."""

    __slots__ = ()

    @property
    def data(self) -> TransferConfig | None:
        """The configuration; null after a failure (`data`)."""
        return TransferConfig.read(self._wire.get("data"))

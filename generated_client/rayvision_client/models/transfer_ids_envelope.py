# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the transfer ids of the account."""

from __future__ import annotations

from ..models.transfer_ids import TransferIds
from .envelope import Envelope


class TransferIdsEnvelope(Envelope):
    """Envelope around the transfer ids of the account."""

    __slots__ = ()

    @property
    def data(self) -> TransferIds | None:
        """The transfer ids; null after a failure (`data`)."""
        return TransferIds.read(self._wire.get("data"))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the address of the transfer server."""

from __future__ import annotations

from ..models.transfer_server import TransferServer
from .envelope import Envelope


class TransferServerEnvelope(Envelope):
    """Envelope around the address of the transfer server."""

    __slots__ = ()

    @property
    def data(self) -> TransferServer | None:
        """The address; null after a failure (`data`)."""
        return TransferServer.read(self._wire.get("data"))

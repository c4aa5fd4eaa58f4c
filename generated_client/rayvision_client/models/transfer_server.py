# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Where and how to transfer files."""

from __future__ import annotations

from ..models.ray_sync_transfer import RaySyncTransfer
from ..types import Reply, required


class TransferServer(Reply):
    """Where and how to transfer files."""

    __slots__ = ()

    @property
    def client_version(self) -> str | None:
        """Version that the Raysync client must have (`clientVersion`)."""
        return self._wire.get("clientVersion")

    @property
    def protocol_version(self) -> str | None:
        """Version of the Raysync protocol (`protocolVersion`)."""
        return self._wire.get("protocolVersion")

    @property
    def raysync_transfer(self) -> RaySyncTransfer:
        """Address of the server (`raysyncTransfer`)."""
        return required(RaySyncTransfer.read(self._wire.get("raysyncTransfer")))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the account's key for the transfer server."""

from __future__ import annotations

from ..models.ray_sync_user import RaySyncUser
from .envelope import Envelope


class RaySyncUserEnvelope(Envelope):
    """Envelope around the account's key for the transfer server."""

    __slots__ = ()

    @property
    def data(self) -> RaySyncUser | None:
        """The key; null after a failure (`data`)."""
        return RaySyncUser.read(self._wire.get("data"))

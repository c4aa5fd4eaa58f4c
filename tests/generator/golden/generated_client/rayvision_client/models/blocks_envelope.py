# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around blocks."""

from __future__ import annotations

from ..models.block import Block
from .envelope import Envelope


class BlocksEnvelope(Envelope):
    """Envelope around blocks."""

    __slots__ = ()

    @property
    def data(self) -> list[Block] | None:
        """The blocks; null after a failure (`data`)."""
        return Block.read_list(self._wire.get("data"))

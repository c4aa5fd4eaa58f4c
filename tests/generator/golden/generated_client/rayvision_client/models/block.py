# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Part of a picture."""

from __future__ import annotations

from ..types import Reply


class Block(Reply):
    """Part of a picture."""

    __slots__ = ()

    @property
    def block_name(self) -> str | None:
        """Name of the block (`blockName`)."""
        return self._wire.get("blockName")

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Machines that an account has rented."""

from __future__ import annotations

from typing import cast

from ..types import Reply


class RentedMachines(Reply):
    """Machines that an account has rented."""

    __slots__ = ()

    @property
    def pack_node_id(self) -> int:
        """Number of the rent, for `pack_node_id` in `task.json`, as text there (`packNodeId`)."""
        return cast("int", self._wire.get("packNodeId"))

    @property
    def pack_name(self) -> str:
        """Name of the rent (`packName`)."""
        return cast("str", self._wire.get("packName"))

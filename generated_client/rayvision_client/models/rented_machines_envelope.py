# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the rented machines of an account."""

from __future__ import annotations

from ..models.rented_machines import RentedMachines
from .envelope import Envelope


class RentedMachinesEnvelope(Envelope):
    """Envelope around the rented machines of an account."""

    __slots__ = ()

    @property
    def data(self) -> list[RentedMachines] | None:
        """The rents; null after a failure (`data`)."""
        return RentedMachines.read_list(self._wire.get("data"))

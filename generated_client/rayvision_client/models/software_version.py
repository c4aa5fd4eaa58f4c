# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A version of a software."""

from __future__ import annotations

from typing import cast

from ..models.software_id import SoftwareId
from ..types import Reply, required


class SoftwareVersion(Reply):
    """A version of a software."""

    __slots__ = ()

    @property
    def id(self) -> int:
        """Number of the software version (`id`)."""
        return cast("int", self._wire.get("id"))

    @property
    def cg_id(self) -> SoftwareId:
        """Number of the software (`cgId`)."""
        return required(SoftwareId.read(self._wire.get("cgId")))

    @property
    def cg_name(self) -> str:
        """Name of the software (`cgName`)."""
        return cast("str", self._wire.get("cgName"))

    @property
    def cg_version(self) -> str:
        """The version (`cgVersion`)."""
        return cast("str", self._wire.get("cgVersion"))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A software version that hardware does not render."""

from __future__ import annotations

from typing import cast

from ..models.software_id import SoftwareId
from ..types import Reply, required


class UnsupportedVersion(Reply):
    """A software version that hardware does not render."""

    __slots__ = ()

    @property
    def cg_id(self) -> SoftwareId:
        """Number of the software (`cgId`)."""
        return required(SoftwareId.read(self._wire.get("cgId")))

    @property
    def cg_version_name(self) -> str:
        """The version (`cgVersionName`)."""
        return cast("str", self._wire.get("cgVersionName"))

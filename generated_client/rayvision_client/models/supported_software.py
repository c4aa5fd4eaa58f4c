# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The software that the farm renders."""

from __future__ import annotations

from ..models.software import Software
from ..models.software_id import SoftwareId
from ..types import Reply


class SupportedSoftware(Reply):
    """The software that the farm renders."""

    __slots__ = ()

    @property
    def is_auto_commit(self) -> int | None:
        """Whether tasks are submitted automatically, 1 no, 2 yes, like `autoCommit` of the settings
        (`isAutoCommit`)."""
        return self._wire.get("isAutoCommit")

    @property
    def render_info_list(self) -> list[Software]:
        """The software (`renderInfoList`)."""
        return Software.read_list(self._wire.get("renderInfoList")) or []

    @property
    def default_cg_id(self) -> SoftwareId | None:
        """Number of the software that is used when none is named (`defaultCgId`)."""
        return SoftwareId.read(self._wire.get("defaultCgId"))

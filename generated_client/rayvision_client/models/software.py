# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""An application that the farm renders."""

from __future__ import annotations

from typing import cast

from ..models.software_id import SoftwareId
from ..types import Reply, required


class Software(Reply):
    """An application that the farm renders."""

    __slots__ = ()

    @property
    def cg_id(self) -> SoftwareId:
        """Number of the software (`cgId`)."""
        return required(SoftwareId.read(self._wire.get("cgId")))

    @property
    def cg_name(self) -> str:
        """Name of the software (`cgName`)."""
        return cast("str", self._wire.get("cgName"))

    @property
    def cg_type(self) -> str | None:
        """Endings of its scene files, without dot, separated by semicolons (`cgType`)."""
        return self._wire.get("cgType")

    @property
    def icon_path(self) -> str | None:
        """Path of its icon on the website (`iconPath`)."""
        return self._wire.get("iconPath")

    @property
    def is_need_project_path(self) -> int | None:
        """Whether a project directory is needed; 1, 2 and 3 occur, and what they mean is not documented
        (`isNeedProjectPath`)."""
        return self._wire.get("isNeedProjectPath")

    @property
    def is_need_analyse(self) -> int | None:
        """Whether scenes have to be analysed; 1 and 2 occur, presumably yes and no (`isNeedAnalyse`)."""
        return self._wire.get("isNeedAnalyse")

    @property
    def is_support_linux(self) -> int | None:
        """Whether it can render on Linux, 0 no, 1 yes (`isSupportLinux`)."""
        return self._wire.get("isSupportLinux")

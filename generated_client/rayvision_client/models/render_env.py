# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A render environment, a software version with its plugins under a name."""

from __future__ import annotations

from typing import cast

from ..models.operating_system import OperatingSystem
from ..models.plugin_version import PluginVersion
from ..models.software_id import SoftwareId
from ..types import Reply, required


class RenderEnv(Reply):
    """A render environment, a software version with its plugins under a name."""

    __slots__ = ()

    @property
    def cg_id(self) -> SoftwareId:
        """Number of the software (`cgId`)."""
        return required(SoftwareId.read(self._wire.get("cgId")))

    @property
    def edit_name(self) -> str:
        """Name of the environment (`editName`)."""
        return cast("str", self._wire.get("editName"))

    @property
    def cg_name(self) -> str | None:
        """Name of the software (`cgName`)."""
        return self._wire.get("cgName")

    @property
    def cg_version(self) -> str | None:
        """Version of the software (`cgVersion`)."""
        return self._wire.get("cgVersion")

    @property
    def os_name(self) -> OperatingSystem | None:
        """System to render on (`osName`)."""
        return OperatingSystem.read(self._wire.get("osName"))

    @property
    def render_layer_type(self) -> int | None:
        """How Maya treats render layers; the guide does not name the values (`renderLayerType`)."""
        return self._wire.get("renderLayerType")

    @property
    def is_default(self) -> int | None:
        """Whether this is the default environment of its software, 0 no, 1 yes (`isDefault`)."""
        return self._wire.get("isDefault")

    @property
    def project_path(self) -> str | None:
        """Project directory; empty if there is none (`projectPath`)."""
        return self._wire.get("projectPath")

    @property
    def is_main_user_id(self) -> int | None:
        """Whether the environment belongs to the main account, 0 no, 1 yes (`isMainUserId`)."""
        return self._wire.get("isMainUserId")

    @property
    def resp_user_plugin_info_vos(self) -> list[PluginVersion]:
        """Plugins that are loaded; may be empty (`respUserPluginInfoVos`)."""
        return PluginVersion.read_list(self._wire.get("respUserPluginInfoVos")) or []

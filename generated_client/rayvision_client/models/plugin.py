# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A plugin for a version of a software."""

from __future__ import annotations

from typing import cast

from ..models.plugin_version import PluginVersion
from ..types import Reply


class Plugin(Reply):
    """A plugin for a version of a software."""

    __slots__ = ()

    @property
    def cv_id(self) -> int:
        """Number of the software version, `id` of `SoftwareVersion` (`cvId`)."""
        return cast("int", self._wire.get("cvId"))

    @property
    def plugin_name(self) -> str:
        """Name of the plugin (`pluginName`)."""
        return cast("str", self._wire.get("pluginName"))

    @property
    def plugin_versions(self) -> list[PluginVersion]:
        """The versions of the plugin (`pluginVersions`)."""
        return PluginVersion.read_list(self._wire.get("pluginVersions")) or []

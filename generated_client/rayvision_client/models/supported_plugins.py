# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Versions and plugins of a software."""

from __future__ import annotations

from ..models.plugin import Plugin
from ..models.software_version import SoftwareVersion
from ..types import Reply


class SupportedPlugins(Reply):
    """Versions and plugins of a software."""

    __slots__ = ()

    @property
    def cg_plugin(self) -> list[Plugin]:
        """The plugins, one entry for each plugin and software version (`cgPlugin`)."""
        return Plugin.read_list(self._wire.get("cgPlugin")) or []

    @property
    def cg_version(self) -> list[SoftwareVersion]:
        """The versions of the software (`cgVersion`)."""
        return SoftwareVersion.read_list(self._wire.get("cgVersion")) or []

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A version of a plugin."""

from __future__ import annotations

from typing import cast

from ..types import Reply


class PluginVersion(Reply):
    """A version of a plugin."""

    __slots__ = ()

    @property
    def plugin_id(self) -> int:
        """Number of the plugin version, for `pluginIds` of a render environment (`pluginId`)."""
        return cast("int", self._wire.get("pluginId"))

    @property
    def plugin_name(self) -> str:
        """Name of the plugin (`pluginName`)."""
        return cast("str", self._wire.get("pluginName"))

    @property
    def plugin_version(self) -> str:
        """The version, often with the name in front (`pluginVersion`)."""
        return cast("str", self._wire.get("pluginVersion"))

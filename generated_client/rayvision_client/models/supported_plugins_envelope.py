# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the versions and plugins of a software."""

from __future__ import annotations

from ..models.supported_plugins import SupportedPlugins
from .envelope import Envelope


class SupportedPluginsEnvelope(Envelope):
    """Envelope around the versions and plugins of a software."""

    __slots__ = ()

    @property
    def data(self) -> SupportedPlugins | None:
        """Versions and plugins; null after a failure (`data`)."""
        return SupportedPlugins.read(self._wire.get("data"))

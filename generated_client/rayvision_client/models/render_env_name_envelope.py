# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the name of a new render environment."""

from __future__ import annotations

from ..models.render_env_name import RenderEnvName
from .envelope import Envelope


class RenderEnvNameEnvelope(Envelope):
    """Envelope around the name of a new render environment."""

    __slots__ = ()

    @property
    def data(self) -> RenderEnvName | None:
        """The name; null after a failure (`data`)."""
        return RenderEnvName.read(self._wire.get("data"))

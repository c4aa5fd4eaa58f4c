# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the render environments of a software."""

from __future__ import annotations

from ..models.render_env import RenderEnv
from .envelope import Envelope


class RenderEnvsEnvelope(Envelope):
    """Envelope around the render environments of a software."""

    __slots__ = ()

    @property
    def data(self) -> list[RenderEnv] | None:
        """The environments; null after a failure (`data`)."""
        return RenderEnv.read_list(self._wire.get("data"))

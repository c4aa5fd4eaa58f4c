# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the paths of a frame's thumbnails."""

from __future__ import annotations

from .envelope import Envelope


class ThumbnailPathsEnvelope(Envelope):
    """Envelope around the paths of a frame's thumbnails."""

    __slots__ = ()

    @property
    def data(self) -> list[str] | None:
        """Paths on the farm's storage; null after a failure (`data`)."""
        return self._wire.get("data")

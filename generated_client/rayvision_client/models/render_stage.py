# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Pass that a 3ds Max task is at."""

from __future__ import annotations

from ..types import OpenStrEnum


class RenderStage(OpenStrEnum):
    """Pass that a 3ds Max task is at."""

    RENDER = "Render"
    """The main picture."""
    RENDER_PHOTON = "RenderPhoton"
    """Photons."""

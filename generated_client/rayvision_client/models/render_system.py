# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""System to render on, in digits."""

from __future__ import annotations

from ..types import OpenStrEnum


class RenderSystem(OpenStrEnum):
    """System to render on, in digits."""

    LINUX = "0"
    """Linux."""
    WINDOWS = "1"
    """Windows."""

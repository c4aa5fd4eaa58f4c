# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""What a platform renders with or for."""

from __future__ import annotations

from ..types import OpenIntEnum


class PlatformType(OpenIntEnum):
    """What a platform renders with or for."""

    GPU = 0
    """Graphics cards."""
    CPU = 1
    """Processors."""
    STILLS = 2
    """Still pictures."""

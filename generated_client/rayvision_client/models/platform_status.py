# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""How busy a platform is."""

from __future__ import annotations

from ..types import OpenIntEnum


class PlatformStatus(OpenIntEnum):
    """How busy a platform is."""

    NOT_IN_USE = 0
    """The platform is not in use."""
    NORMAL = 1
    """The platform works as usual."""
    BUSY = 2
    """The platform is busy."""
    FULL = 3
    """The platform is full."""

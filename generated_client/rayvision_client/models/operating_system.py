# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""System that a saved environment renders on."""

from __future__ import annotations

from ..types import OpenIntEnum


class OperatingSystem(OpenIntEnum):
    """System that a saved environment renders on."""

    LINUX = 0
    """Linux."""
    WINDOWS = 1
    """Windows."""

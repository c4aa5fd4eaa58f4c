# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""System to ask plugins for, by name."""

from __future__ import annotations

from ..types import OpenStrEnum


class OsName(OpenStrEnum):
    """System to ask plugins for, by name."""

    WINDOWS = "windows"
    """Windows."""
    LINUX = "linux"
    """Linux."""

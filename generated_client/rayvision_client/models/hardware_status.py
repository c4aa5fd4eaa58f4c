# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Whether hardware can be used."""

from __future__ import annotations

from ..types import OpenIntEnum


class HardwareStatus(OpenIntEnum):
    """Whether hardware can be used."""

    DISABLED = 0
    """It cannot be used."""
    ENABLED = 1
    """It can be used."""

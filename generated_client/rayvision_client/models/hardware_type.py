# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Kind of hardware."""

from __future__ import annotations

from ..types import OpenIntEnum


class HardwareType(OpenIntEnum):
    """Kind of hardware."""

    CPU = 1
    """A processor."""
    GPU = 2
    """Graphics cards."""

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Which frames are restarted."""

from __future__ import annotations

from ..types import OpenIntEnum


class SelectAll(OpenIntEnum):
    """Which frames are restarted."""

    CHOSEN = 0
    """Only the frames that are listed."""
    ALL = 1
    """All frames of the task."""

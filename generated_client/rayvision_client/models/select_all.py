# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Which frames of a task are meant."""

from __future__ import annotations

from ..types import OpenIntEnum


class SelectAll(OpenIntEnum):
    """Which frames of a task are meant."""

    CHOSEN = 0
    """Only the frames that are listed."""
    ALL = 1
    """All frames of the task."""

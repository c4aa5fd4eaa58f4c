# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Where a shot stands."""

from __future__ import annotations

from ..types import OpenIntEnum


class ShotState(OpenIntEnum):
    """Where a shot stands."""

    WAITING = 0
    """It waits."""
    DONE = 2
    """It is done."""
    FAILED = 3
    """It failed."""

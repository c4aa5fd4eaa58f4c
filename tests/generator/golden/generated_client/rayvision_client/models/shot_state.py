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

    @property
    def is_final(self) -> bool:
        """Whether nothing more happens by itself. A number that has no name here is not final."""
        return self in {2, 3}

    @property
    def is_success(self) -> bool:
        """Whether it is final and means success."""
        return self in {2}

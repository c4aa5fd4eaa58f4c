# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Priority of a new task among those of the account."""

from __future__ import annotations

from ..types import OpenIntEnum


class TaskUserLevel(OpenIntEnum):
    """Priority of a new task among those of the account."""

    NORMAL = 50
    """The level that a task has by default."""
    HIGH = 60
    """The other level that may be requested, the higher one by its number."""

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""How serious an analysis error is."""

from __future__ import annotations

from ..types import OpenIntEnum


class ErrorKind(OpenIntEnum):
    """How serious an analysis error is."""

    WARNING = 0
    """May be ignored."""
    ERROR = 1
    """Must not be ignored."""

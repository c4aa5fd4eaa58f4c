# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Whether a label is in use."""

from __future__ import annotations

from ..types import OpenIntEnum


class LabelStatus(OpenIntEnum):
    """Whether a label is in use."""

    OPEN = 0
    """The label is open."""
    CLOSED = 1
    """The label is closed."""

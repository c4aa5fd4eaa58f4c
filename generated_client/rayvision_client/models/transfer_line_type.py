# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Kind of a line that files are transferred on."""

from __future__ import annotations

from ..types import OpenIntEnum


class TransferLineType(OpenIntEnum):
    """Kind of a line that files are transferred on."""

    GENERAL = 0
    """A line that everybody uses."""
    DEDICATED = 1
    """A line of its own."""

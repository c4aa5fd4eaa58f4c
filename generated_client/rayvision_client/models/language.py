# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Language to answer in."""

from __future__ import annotations

from ..types import OpenStrEnum


class Language(OpenStrEnum):
    """Language to answer in."""

    CHINESE = "0"
    """Chinese."""
    ENGLISH = "1"
    """English."""

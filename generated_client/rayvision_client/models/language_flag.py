# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Language of a text."""

from __future__ import annotations

from ..types import OpenIntEnum


class LanguageFlag(OpenIntEnum):
    """Language of a text."""

    CHINESE = 0
    """Chinese."""
    ENGLISH = 1
    """English."""

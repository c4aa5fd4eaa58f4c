# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Where a shot came from."""

from __future__ import annotations

from ..types import OpenStrEnum


class Origin(OpenStrEnum):
    """Where a shot came from."""

    WEB = "0"
    """From the web."""
    API = "1"
    """From a program."""

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""How a frame is paid for."""

from __future__ import annotations

from ..types import OpenIntEnum


class FeeType(OpenIntEnum):
    """How a frame is paid for."""

    PAY_AS_YOU_GO = 0
    """By usage."""
    RENTED_MACHINES = 1
    """With the rent of machines."""
    PROJECT = 2
    """With a price for the project."""

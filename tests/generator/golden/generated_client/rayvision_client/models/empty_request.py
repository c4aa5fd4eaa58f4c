# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""No parameters."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..types import without_none


@define(kw_only=True)
class EmptyRequest:
    """No parameters."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none({})

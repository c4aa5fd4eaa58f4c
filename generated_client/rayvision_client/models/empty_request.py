# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Body of a call without parameters."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class EmptyRequest(Request):
    """Body of a call without parameters."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none({})

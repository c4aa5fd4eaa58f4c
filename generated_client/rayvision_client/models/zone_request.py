# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The zone that a call is about."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..models.zone import Zone
from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class ZoneRequest(Request):
    """The zone that a call is about."""

    zone: Zone | int
    """Zone of the domain that is called (`zone`)."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none({"zone": self.zone})

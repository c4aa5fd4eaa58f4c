# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The software whose render environments to list."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..models.software_id import SoftwareId
from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class RenderEnvListRequest(Request):
    """The software whose render environments to list."""

    cg_id: SoftwareId | int
    """Number of the software (`cgId`)."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none({"cgId": self.cg_id})

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The render environment that a call is about."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class RenderEnvNameRequest(Request):
    """The render environment that a call is about."""

    edit_name: str
    """Name of the environment (`editName`)."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none({"editName": self.edit_name})

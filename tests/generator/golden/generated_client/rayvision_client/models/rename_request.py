# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Which shot, and its name."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class RenameRequest(Request):
    """Which shot, and its name."""

    shot_id: int
    """Number of the shot (`shotId`)."""
    new_name: str
    """Its name (`newName`).

    Any text will do.
    """

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none({"shotId": self.shot_id, "newName": self.new_name})

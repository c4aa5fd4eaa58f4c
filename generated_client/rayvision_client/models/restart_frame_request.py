# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The frames to render again."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..models.select_all import SelectAll
from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class RestartFrameRequest(Request):
    """The frames to render again."""

    task_ids: int
    """Number of the one task whose frames are meant (`taskIds`)."""
    select_all: SelectAll | int
    """Whether all frames are meant or those of `ids` (`selectAll`)."""
    ids: list[int]
    """Numbers of the frames (`ids`).

    Only looked at when `selectAll` is 0, empty otherwise.
    """

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none({"taskIds": self.task_ids, "selectAll": self.select_all, "ids": self.ids})

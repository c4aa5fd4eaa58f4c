# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Which page to give."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..models.shot_state import ShotState
from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class ShotsRequest(Request):
    """Which page to give."""

    page_num: int
    """Number of the page (`pageNum`)."""
    page_size: int
    """How many shots make a page (`pageSize`)."""
    states: list[ShotState] | list[int] | None = None
    """Only shots in these states (`states`)."""
    since: str | None = None
    """Only shots that are younger (`since`)."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none(
            {"pageNum": self.page_num, "pageSize": self.page_size, "states": self.states, "since": self.since}
        )

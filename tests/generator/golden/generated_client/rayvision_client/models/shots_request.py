# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Which page to give."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.shot_state import ShotState
from ..types import Request


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

    _wire_names: ClassVar[dict[str, str]] = {
        "page_num": "pageNum",
        "page_size": "pageSize",
        "states": "states",
        "since": "since",
    }

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Which page of which frame's log."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class LogRequest(Request):
    """Which page of which frame's log."""

    rendering_type: str | None = None
    """Kind of the log (`renderingType`).

    `render` is the only one that is documented.
    """
    page_num: int | None = None
    """Number of the page; whether the first one is 0 or 1 is not known (`pageNum`)."""
    page_size: int | None = None
    """Size of the page; in which unit is not known (`pageSize`)."""
    id: int
    """Number of the frame, `id` in `queryTaskFrames` (`id`)."""

    _wire_names: ClassVar[dict[str, str]] = {
        "rendering_type": "renderingType",
        "page_num": "pageNum",
        "page_size": "pageSize",
        "id": "id",
    }

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Which page of the frames of which task."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class TaskFramesRequest(Request):
    """Which page of the frames of which task."""

    task_id: int
    """Number of the task (`taskId`)."""
    page_num: int | None = None
    """Number of the page, counted from 1 (`pageNum`)."""
    page_size: int | None = None
    """Frames on a page (`pageSize`)."""
    search_keyword: str | None = None
    """Only frames of this name (`searchKeyword`).

    Names matter where one machine renders several frames in one go.
    """

    _wire_names: ClassVar[dict[str, str]] = {
        "task_id": "taskId",
        "page_num": "pageNum",
        "page_size": "pageSize",
        "search_keyword": "searchKeyword",
    }

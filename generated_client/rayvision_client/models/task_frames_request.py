# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Which page of the frames of which task."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class TaskFramesRequest(Request):
    """Which page of the frames of which task."""

    task_id: int
    """Number of the task (`taskId`)."""
    page_num: int
    """Number of the page, counted from 1 (`pageNum`)."""
    page_size: int
    """Frames on a page (`pageSize`)."""
    search_keyword: str | None = None
    """Only frames of this name (`searchKeyword`).

    Names matter where one machine renders several frames in one go.
    """

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none(
            {
                "taskId": self.task_id,
                "pageNum": self.page_num,
                "pageSize": self.page_size,
                "searchKeyword": self.search_keyword,
            }
        )

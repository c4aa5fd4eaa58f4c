# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Which page of the tasks, and which tasks."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..models.task_status import TaskStatus
from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class TaskListRequest(Request):
    """Which page of the tasks, and which tasks."""

    page_num: int
    """Number of the page, counted from 1 (`pageNum`)."""
    page_size: int
    """Tasks on a page (`pageSize`)."""
    status_list: list[TaskStatus] | list[int] | None = None
    """Only tasks with one of these statuses (`statusList`)."""
    search_keyword: str | None = None
    """Only tasks whose scene name or number contains this text (`searchKeyword`)."""
    start_time: str | None = None
    """Only tasks submitted at or after this time, `yyyy-MM-dd HH:mm:ss` in China Standard Time
    (`startTime`)."""
    end_time: str | None = None
    """Only tasks submitted at or before this time, `yyyy-MM-dd HH:mm:ss` in China Standard Time
    (`endTime`)."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none(
            {
                "pageNum": self.page_num,
                "pageSize": self.page_size,
                "statusList": self.status_list,
                "searchKeyword": self.search_keyword,
                "startTime": self.start_time,
                "endTime": self.end_time,
            }
        )

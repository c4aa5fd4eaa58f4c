# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Which page of the tasks, and which tasks."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.task_status import TaskStatus
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class TaskListRequest(Request):
    """Which page of the tasks, and which tasks."""

    page_num: int | None = None
    """Number of the page, counted from 1 (`pageNum`)."""
    page_size: int | None = None
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
    recycle_flag: int | None = None
    """Whether to list deleted tasks instead, 0 no, 1 yes (`recycleFlag`).

    With 1 leave out all other conditions. Since edition 2.0.0.
    """

    _wire_names: ClassVar[dict[str, str]] = {
        "page_num": "pageNum",
        "page_size": "pageSize",
        "status_list": "statusList",
        "search_keyword": "searchKeyword",
        "start_time": "startTime",
        "end_time": "endTime",
        "recycle_flag": "recycleFlag",
    }

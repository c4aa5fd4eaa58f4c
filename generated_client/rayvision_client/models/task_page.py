# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A page of tasks."""

from __future__ import annotations

from typing import cast

from ..models.task_info import TaskInfo
from ..types import Reply


class TaskPage(Reply):
    """A page of tasks."""

    __slots__ = ()

    @property
    def page_count(self) -> int:
        """How many pages there are (`pageCount`)."""
        return cast("int", self._wire.get("pageCount"))

    @property
    def page_num(self) -> int:
        """Number of this page, counted from 1 (`pageNum`)."""
        return cast("int", self._wire.get("pageNum"))

    @property
    def total(self) -> int:
        """How many tasks there are on all pages (`total`)."""
        return cast("int", self._wire.get("total"))

    @property
    def size(self) -> int:
        """How many tasks a page holds (`size`)."""
        return cast("int", self._wire.get("size"))

    @property
    def items(self) -> list[TaskInfo]:
        """The tasks of this page (`items`)."""
        return TaskInfo.read_list(self._wire.get("items")) or []

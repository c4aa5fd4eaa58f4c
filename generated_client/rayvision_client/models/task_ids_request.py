# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The tasks that a call is about."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class TaskIdsRequest(Request):
    """The tasks that a call is about."""

    task_ids: list[int]
    """Numbers of the tasks (`taskIds`)."""

    _wire_names: ClassVar[dict[str, str]] = {"task_ids": "taskIds"}

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The label to put on tasks."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class AddTaskLabelRequest(Request):
    """The label to put on tasks."""

    label: str
    """Name of the label (`label`)."""
    task_ids: list[int]
    """Numbers of the tasks (`taskIds`)."""

    _wire_names: ClassVar[dict[str, str]] = {"label": "label", "task_ids": "taskIds"}

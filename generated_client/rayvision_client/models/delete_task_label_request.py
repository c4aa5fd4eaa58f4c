# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The labels to take off tasks."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class DeleteTaskLabelRequest(Request):
    """The labels to take off tasks."""

    task_ids: list[int]
    """Numbers of the tasks (`taskIds`)."""
    label_names: list[str]
    """Names of the labels (`labelNames`)."""
    label_ids: list[int] | None = None
    """Numbers of the labels; may be empty (`labelIds`)."""

    _wire_names: ClassVar[dict[str, str]] = {
        "task_ids": "taskIds",
        "label_names": "labelNames",
        "label_ids": "labelIds",
    }

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The tasks whose hardware is marked, if any."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class HardwareConfigListRequest(Request):
    """The tasks whose hardware is marked, if any."""

    clone_task: str | None = None
    """Whether a task is being cloned, judging by the name; always `false` (`cloneTask`)."""
    task_ids: list[str | int] | None = None
    """Numbers of the tasks whose hardware is marked as current (`taskIds`)."""

    _wire_names: ClassVar[dict[str, str]] = {"clone_task": "cloneTask", "task_ids": "taskIds"}

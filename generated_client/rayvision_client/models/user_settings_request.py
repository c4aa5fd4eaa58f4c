# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The setting to change."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class UserSettingsRequest(Request):
    """The setting to change."""

    task_over_time_sec: int
    """Time-out of tasks, in seconds (`taskOverTimeSec`)."""

    _wire_names: ClassVar[dict[str, str]] = {"task_over_time_sec": "taskOverTimeSec"}

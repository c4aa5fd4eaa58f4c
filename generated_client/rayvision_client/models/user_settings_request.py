# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The setting to change."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class UserSettingsRequest(Request):
    """The setting to change."""

    task_over_time_sec: int
    """Time-out of tasks, in seconds (`taskOverTimeSec`)."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none({"taskOverTimeSec": self.task_over_time_sec})

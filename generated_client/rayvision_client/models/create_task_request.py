# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""How many task numbers to make, and for whom."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..models.task_user_level import TaskUserLevel
from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class CreateTaskRequest(Request):
    """How many task numbers to make, and for whom."""

    count: int | None = None
    """How many numbers to make (`count`)."""
    task_user_level: TaskUserLevel | int | None = None
    """Priority of the new tasks among those of the account (`taskUserLevel`)."""
    out_user_id: int | None = None
    """Number of the user at an integrator, to tell their users apart (`outUserId`)."""
    labels: list[str] | None = None
    """Labels to put on the new tasks (`labels`)."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none(
            {
                "count": self.count,
                "taskUserLevel": self.task_user_level,
                "outUserId": self.out_user_id,
                "labels": self.labels,
            }
        )

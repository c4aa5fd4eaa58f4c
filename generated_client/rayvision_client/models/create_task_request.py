# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""How many task numbers to make, and for whom."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.task_user_level import TaskUserLevel
from ..types import Request


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
    clone_original_id: int | None = None
    """Number of the task that the new ones are clones of (`cloneOriginalId`).

    Since edition 2.0.0.
    """
    artist: str | None = None
    """Name of the artist (`artist`).

    Since edition 2.0.0.
    """

    _wire_names: ClassVar[dict[str, str]] = {
        "count": "count",
        "task_user_level": "taskUserLevel",
        "out_user_id": "outUserId",
        "labels": "labels",
        "clone_original_id": "cloneOriginalId",
        "artist": "artist",
    }

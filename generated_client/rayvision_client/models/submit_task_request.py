# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The task to submit."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.asset_isolation_model import AssetIsolationModel
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class SubmitTaskRequest(Request):
    """The task to submit."""

    task_id: int
    """Number of the task (`taskId`)."""
    asset_isolation_model: AssetIsolationModel | str | None = None
    """How the assets are kept apart (`assetIsolationModel`).

    If left out, the assets of the account are shared. Until edition 1.0.0.
    """
    out_user_id: str | None = None
    """Number of the user at an integrator, in digits (`outUserId`).

    Required with `OUT_USER_MODEL`. Until edition 1.0.0.
    """
    producer: str | None = None
    """Name of the producer (`producer`).

    Since edition 2.0.0.
    """

    _wire_names: ClassVar[dict[str, str]] = {
        "task_id": "taskId",
        "asset_isolation_model": "assetIsolationModel",
        "out_user_id": "outUserId",
        "producer": "producer",
    }

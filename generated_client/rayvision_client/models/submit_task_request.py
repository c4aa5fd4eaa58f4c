# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The task to submit, and how its assets are kept apart."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..models.asset_isolation_model import AssetIsolationModel
from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class SubmitTaskRequest(Request):
    """The task to submit, and how its assets are kept apart."""

    task_id: int
    """Number of the task (`taskId`)."""
    asset_isolation_model: AssetIsolationModel | str | None = None
    """How the assets are kept apart (`assetIsolationModel`).

    Left out, the assets of the account are shared.
    """
    out_user_id: str | None = None
    """Number of the user at an integrator, in digits (`outUserId`).

    Required with `OUT_USER_MODEL`.
    """

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none(
            {"taskId": self.task_id, "assetIsolationModel": self.asset_isolation_model, "outUserId": self.out_user_id}
        )

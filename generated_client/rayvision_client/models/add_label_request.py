# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The label to add."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..models.label_status import LabelStatus
from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class AddLabelRequest(Request):
    """The label to add."""

    new_name: str
    """Name of the label, unique in the account (`newName`)."""
    status: LabelStatus | int | None = None
    """Whether the label is open or closed (`status`)."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none({"newName": self.new_name, "status": self.status})

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The label to add."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.label_status import LabelStatus
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class AddLabelRequest(Request):
    """The label to add."""

    new_name: str
    """Name of the label, unique in the account (`newName`)."""
    status: LabelStatus | int | None = None
    """Whether the label is open or closed (`status`)."""

    _wire_names: ClassVar[dict[str, str]] = {"new_name": "newName", "status": "status"}

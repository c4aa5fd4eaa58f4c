# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Whose labels to list."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.label_owners import LabelOwners
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class LabelListRequest(Request):
    """Whose labels to list."""

    flag: LabelOwners | int | None = None
    """Whose labels are meant (`flag`)."""

    _wire_names: ClassVar[dict[str, str]] = {"flag": "flag"}

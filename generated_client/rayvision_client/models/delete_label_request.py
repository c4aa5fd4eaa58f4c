# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The label to remove."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class DeleteLabelRequest(Request):
    """The label to remove."""

    del_name: str
    """Name of the label (`delName`)."""

    _wire_names: ClassVar[dict[str, str]] = {"del_name": "delName"}

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The software whose render environments to list."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.software_id import SoftwareId
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class RenderEnvListRequest(Request):
    """The software whose render environments to list."""

    cg_id: SoftwareId | int
    """Number of the software (`cgId`)."""

    _wire_names: ClassVar[dict[str, str]] = {"cg_id": "cgId"}

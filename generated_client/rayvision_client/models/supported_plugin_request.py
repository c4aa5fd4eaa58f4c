# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The software and the system that a call is about."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.os_name import OsName
from ..models.software_id import SoftwareId
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class SupportedPluginRequest(Request):
    """The software and the system that a call is about."""

    cg_id: SoftwareId | int
    """Number of the software (`cgId`)."""
    os_name: OsName | str
    """System to render on (`osName`).

    The vendor's client takes the one it runs on.
    """

    _wire_names: ClassVar[dict[str, str]] = {"cg_id": "cgId", "os_name": "osName"}

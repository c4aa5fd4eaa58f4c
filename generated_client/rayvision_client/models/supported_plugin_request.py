# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The software and the system that a call is about."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..models.os_name import OsName
from ..models.software_id import SoftwareId
from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class SupportedPluginRequest(Request):
    """The software and the system that a call is about."""

    cg_id: SoftwareId | int
    """Number of the software (`cgId`)."""
    os_name: OsName | str
    """System to render on (`osName`).

    The vendor's client takes the one it runs on.
    """

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none({"cgId": self.cg_id, "osName": self.os_name})

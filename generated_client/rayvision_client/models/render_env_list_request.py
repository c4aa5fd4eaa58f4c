# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Which render environments to list."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.operating_system import OperatingSystem
from ..models.software_id import SoftwareId
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class RenderEnvListRequest(Request):
    """Which render environments to list."""

    cg_id: SoftwareId | int | None = None
    """Number of the software (`cgId`)."""
    cg_ids: list[str] | None = None
    """Numbers of several pieces of software, in digits (`cgIds`).

    Since edition 2.0.0.
    """
    os_name: OperatingSystem | int | None = None
    """System that the environments render on (`osName`).

    Since edition 2.0.0.
    """

    _wire_names: ClassVar[dict[str, str]] = {"cg_id": "cgId", "cg_ids": "cgIds", "os_name": "osName"}

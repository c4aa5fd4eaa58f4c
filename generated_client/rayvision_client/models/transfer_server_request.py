# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The zone whose transfer server to find."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.zone import Zone
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class TransferServerRequest(Request):
    """The zone whose transfer server to find."""

    zone: Zone | int
    """Zone of the domain that is called (`zone`)."""

    _wire_names: ClassVar[dict[str, str]] = {"zone": "zone"}

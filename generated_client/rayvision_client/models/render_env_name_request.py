# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The render environment that a call is about."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class RenderEnvNameRequest(Request):
    """The render environment that a call is about."""

    edit_name: str
    """Name of the environment (`editName`)."""

    _wire_names: ClassVar[dict[str, str]] = {"edit_name": "editName"}

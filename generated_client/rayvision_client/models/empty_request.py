# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Body of a call without parameters."""

from __future__ import annotations

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class EmptyRequest(Request):
    """Body of a call without parameters."""

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Which shot, and its name."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class RenameRequest(Request):
    """Which shot, and its name."""

    shot_id: int
    """Number of the shot (`shotId`)."""
    new_name: str
    """Its name (`newName`).

    Any text will do.
    """

    _wire_names: ClassVar[dict[str, str]] = {"shot_id": "shotId", "new_name": "newName"}

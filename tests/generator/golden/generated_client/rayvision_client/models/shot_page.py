# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A page of shots."""

from __future__ import annotations

from typing import cast

from ..models.shot import Shot
from ..types import Reply


class ShotPage(Reply):
    """A page of shots."""

    __slots__ = ()

    @property
    def page_count(self) -> int:
        """How many pages there are (`pageCount`)."""
        return cast("int", self._wire.get("pageCount"))

    @property
    def total(self) -> int:
        """How many shots there are (`total`)."""
        return cast("int", self._wire.get("total"))

    @property
    def items(self) -> list[Shot]:
        """The shots of the page (`items`)."""
        return Shot.read_list(self._wire.get("items")) or []

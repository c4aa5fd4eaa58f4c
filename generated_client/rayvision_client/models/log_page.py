# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A page of a frame's log."""

from __future__ import annotations

from typing import cast

from ..types import Reply


class LogPage(Reply):
    """A page of a frame's log."""

    __slots__ = ()

    @property
    def page_count(self) -> int:
        """How many pages there are (`pageCount`)."""
        return cast("int", self._wire.get("pageCount"))

    @property
    def page_num(self) -> int:
        """Number of this page, as it was asked for (`pageNum`)."""
        return cast("int", self._wire.get("pageNum"))

    @property
    def total(self) -> int | None:
        """Length of the log, in bytes, judging by the printed reply (`total`)."""
        return self._wire.get("total")

    @property
    def size(self) -> int | None:
        """Length of a page, in bytes, judging by the printed reply (`size`)."""
        return self._wire.get("size")

    @property
    def items(self) -> list[str]:
        """The lines of this page (`items`)."""
        return self._wire.get("items") or []

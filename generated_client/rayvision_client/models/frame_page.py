# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A page of frames."""

from __future__ import annotations

from typing import cast

from ..models.frame_info import FrameInfo
from ..types import Reply


class FramePage(Reply):
    """A page of frames."""

    __slots__ = ()

    @property
    def page_count(self) -> int:
        """How many pages there are (`pageCount`)."""
        return cast("int", self._wire.get("pageCount"))

    @property
    def page_num(self) -> int:
        """Number of this page, counted from 1 (`pageNum`)."""
        return cast("int", self._wire.get("pageNum"))

    @property
    def total(self) -> int:
        """How many frames there are on all pages (`total`)."""
        return cast("int", self._wire.get("total"))

    @property
    def size(self) -> int:
        """How many frames a page holds (`size`)."""
        return cast("int", self._wire.get("size"))

    @property
    def items(self) -> list[FrameInfo]:
        """The frames of this page (`items`)."""
        return FrameInfo.read_list(self._wire.get("items")) or []

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A page of the login log."""

from __future__ import annotations

from typing import cast

from ..models.login_record import LoginRecord
from ..types import Reply


class LoginRecordPage(Reply):
    """A page of the login log."""

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
        """How many entries there are on all pages (`total`)."""
        return cast("int", self._wire.get("total"))

    @property
    def size(self) -> int:
        """How many entries this page holds; not always the size that was asked for (`size`)."""
        return cast("int", self._wire.get("size"))

    @property
    def items(self) -> list[LoginRecord]:
        """The entries of this page (`items`)."""
        return LoginRecord.read_list(self._wire.get("items")) or []

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Which page of the login log, and of which period."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class LoginRecordRequest(Request):
    """Which page of the login log, and of which period."""

    page_num: int | None = None
    """Number of the page, counted from 1 (`pageNum`)."""
    page_size: int | None = None
    """Entries on a page (`pageSize`)."""
    start_date: str | None = None
    """Only logins at or after this time, `yyyy-MM-dd HH:mm:ss` for example; empty for no limit
    (`startDate`)."""
    end_date: str | None = None
    """Only logins at or before this time, `yyyy-MM-dd HH:mm:ss` for example; empty for no limit
    (`endDate`)."""

    _wire_names: ClassVar[dict[str, str]] = {
        "page_num": "pageNum",
        "page_size": "pageSize",
        "start_date": "startDate",
        "end_date": "endDate",
    }

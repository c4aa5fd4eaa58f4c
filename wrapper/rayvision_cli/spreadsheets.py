"""Values as spreadsheets read them."""

from __future__ import annotations

from datetime import datetime
from typing import Any


def cell(value: Any) -> str:
    """Write a value of a spreadsheet; a text that would be taken for a formula stays a text."""
    if isinstance(value, datetime):
        return value.isoformat()
    text = "" if value is None else str(value)
    is_formula = isinstance(value, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r") and not text[1:].isdecimal()
    return f"'{text}" if is_formula else text

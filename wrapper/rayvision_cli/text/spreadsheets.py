"""Values as spreadsheets read them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any


def sheet(headings: Sequence[str], rows: Iterable[Iterable[Any]], *, end: str = "\n") -> str:
    """Write a file for spreadsheets (CSV), its lines with an `end`."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator=end)
    writer.writerow(headings)
    writer.writerows(map(_cell, row) for row in rows)
    return file.getvalue()


def _cell(value: Any) -> str:
    """Write a value of a spreadsheet; a text that would be taken for a formula stays a text."""
    if isinstance(value, datetime):
        return value.isoformat()
    text = "" if value is None else str(value)
    is_formula = isinstance(value, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r") and not text[1:].isdecimal()
    return f"'{text}" if is_formula else text

# Generated from wrapper/rayvision_api/_async/connection.py by `python -m generator build`. Do not edit.
"""What `Shots` asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self


class Connection:
    """A connection."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def close(self) -> None:
        """Close it."""

    def shots(self) -> Iterator[int]:
        """Give the numbers of the shots."""
        yield 1

    def shot(self, number: int) -> int:
        """Give a shot."""
        return number

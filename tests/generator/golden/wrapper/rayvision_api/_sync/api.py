# Generated from wrapper/rayvision_api/_async/api.py by `python -m generator build`. Do not edit.
"""A client, from which the sync half is derived: `Shots` is `Shots` there."""

from __future__ import annotations

from typing import Self

from rayvision_api._sync.connection import Connection


class Shots:
    """Shots, asynchronously (`_sync`); use it as `with Shots() as shots`."""

    def __init__(self) -> None:
        self._connection = Connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close it."""
        self._connection.close()

    def all_shots(self, awaited: int) -> list[int]:
        """Give all shots; `awaited` is no keyword, nor is basync."""
        basync = [shot for shot in self._connection.shots()]
        with self._connection:
            return [self._connection.shot(number) for number in basync] + [awaited]

# Generated from wrapper/rayvision_api/_async/iteration.py by `python -m generator build`. Do not edit.
"""Iterators that ask the service for more as they are read."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Self

from rayvision_api._paging import ItemT, Page, PageWalk, ResultT


class Items(Iterator[ResultT], Generic[ResultT]):
    """Items that come in portions.

    No generator, which would end after an error as if there were nothing more: here the next item is asked for again.

    Args:
        more: Asks for a portion, which may be empty; `None` at the end.
    """

    def __init__(self, more: Callable[[], Iterable[ResultT] | None]) -> None:
        self._more = more
        self._ready: deque[ResultT] = deque()
        self._is_over = False

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> ResultT:
        while not self._ready:
            portion = None if self._is_over else self._more()
            if portion is None:
                self._is_over = True
                raise StopIteration
            self._ready.extend(portion)
        return self._ready.popleft()

    def close(self) -> None:
        """Ask for no more: the iterator has ended."""
        self._is_over = True
        self._ready.clear()


def paged(walk: PageWalk, ask: Callable[[int, int], Page[ItemT]]) -> Items[ItemT]:
    """Go through a list.

    Args:
        walk: Where it begins.
        ask: Asks for a page, by its number and size.
    """

    def more() -> Iterable[ItemT] | None:
        return None if walk.page is None else walk.take(ask(walk.page, walk.size))

    return Items(more)

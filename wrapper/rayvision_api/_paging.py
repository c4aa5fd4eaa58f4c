"""Walking through a list page by page while it changes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from math import ceil
from typing import Protocol, TypeVar

# How many of the latest items are remembered, so that an item that moved to a later page is not given twice. A million
# frames must not fill the memory, and no list moves by more than this between two pages.
_REMEMBERED = 10_000

# A total that goes up and down must not keep the walk between two pages for ever.
_MOST_RETURNS = 3


class Item(Protocol):
    """Whatever has an id: tasks and frames."""

    @property
    def id(self) -> int:
        """The item's id."""


ItemT = TypeVar("ItemT", bound=Item)


class PageWalk:
    """Which page to ask for next, and which of its items are new.

    A list that grows at its head moves items to later pages, where they are met again: those are left out. A list that
    shrinks moves items to earlier pages, where they would be missed: the walk goes back by as many pages.

    Attributes:
        page: The page to ask for next; `None` at the end of the list.
    """

    def __init__(self, page_size: int) -> None:
        self.page: int | None = 1
        self._page_size = page_size
        self._total: int | None = None
        self._returns = 0
        self._scanned = 0
        self._latest: deque[int] = deque(maxlen=_REMEMBERED)
        self._known: set[int] = set()

    def take(self, items: list[ItemT], total: int | None, pages: int | None) -> Iterator[ItemT]:
        """Take the page that was asked for, and give its items that are new.

        Args:
            items: The page's items.
            total: How many items there are in all, where the service says so.
            pages: How many pages there are in all, where the service says so.
        """
        page = self.page or 1
        lost = self._total - total if self._total is not None and total is not None else 0
        self._total = total
        if lost > 0 and page > 1 and self._returns < _MOST_RETURNS:
            self._returns += 1
            self.page = max(1, page - ceil(lost / self._page_size))
            self._scanned -= (page - self.page) * self._page_size
            return
        new = [item for item in items if item.id not in self._known]
        self._returns = 0 if new else self._returns
        self._scanned += len(items)
        # The service may make its pages smaller than was asked for, so both of its counts have to be reached.
        more = page < pages if pages is not None else bool(new) and total is None
        more = more or (total is not None and self._scanned < total)
        self.page = page + 1 if items and more else None
        for item in new:
            self._remember(item.id)
            yield item

    def _remember(self, identity: int) -> None:
        if len(self._latest) == _REMEMBERED:
            self._known.discard(self._latest[0])
        self._latest.append(identity)
        self._known.add(identity)


def portions(ids: list[int], size: int) -> Iterator[list[int]]:
    """Cut a list of ids into portions of at most so many."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]

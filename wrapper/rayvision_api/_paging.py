"""Walking through a list page by page while it changes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Protocol, TypeVar

# How many of the latest items are remembered, so that an item that moved to a later page is not given twice. A million
# frames must not fill the memory, and no list grows by more than this between two pages.
_REMEMBERED = 10_000

# How often the walk goes back in a row without finding anything: a total that goes up and down must not keep it between
# two pages for ever.
_MOST_RETURNS = 20


class Item(Protocol):
    """Whatever has an id: tasks and frames."""

    @property
    def id(self) -> int:
        """The item's id."""


ItemT = TypeVar("ItemT", bound=Item)


class PageWalk:
    """Which page to ask for next, and which of its items are new.

    A list that grows at its head moves items to later pages, where they are met again: those are left out. A list that
    shrinks moves items to earlier pages, where they would be missed: the walk goes back until it meets an item that it
    knows, for between that one and what follows nothing is missing.

    Attributes:
        page: The page to ask for next; `None` at the end of the list.
    """

    def __init__(self) -> None:
        self.page: int | None = 1
        self._total: int | None = None
        self._lowest_total: int | None = None
        self._longest_page = 0
        self._goes_back = False
        self._returns = 0
        self._latest: deque[int] = deque(maxlen=_REMEMBERED)
        self._known: set[int] = set()

    def take(self, items: list[ItemT], total: object, pages: object) -> Iterator[ItemT]:
        """Take the page that was asked for, and give its items that are new.

        Args:
            items: The page's items.
            total: How many items there are in all, where the service says so.
            pages: How many pages there are in all, where the service says so.
        """
        page = self.page or 1
        self._goes_back = self._has_shrunk(total) or self._goes_back
        if self._goes_back and page > 1 and self._known and not any(self._is_known(item) for item in items):
            self.page = page - 1
            return
        self._goes_back = False
        new = [item for item in items if not self._is_known(item)]
        self._returns = 0 if new else self._returns
        self._longest_page = max(self._longest_page, len(items))
        self.page = page + 1 if items and self._goes_on(page, bool(new), total, pages) else None
        for item in new:
            self._remember(item)
            yield item

    def _has_shrunk(self, total: object) -> bool:
        if not isinstance(total, int):
            return False
        shrunk = self._total is not None and total < self._total
        anew = self._lowest_total is None or total < self._lowest_total
        self._total, self._lowest_total = total, total if anew else self._lowest_total
        # Real losses come to an end; only of a total that goes up and down are there too many.
        if shrunk and not anew:
            self._returns += 1
        return shrunk and self._returns <= _MOST_RETURNS

    def _goes_on(self, page: int, found: bool, total: object, pages: object) -> bool:
        # The service may make its pages smaller than was asked for, so both of its counts have to be reached.
        by_pages = page < pages if isinstance(pages, int) else None
        by_total = page * self._longest_page < total if isinstance(total, int) else None
        if by_pages is None and by_total is None:
            return found
        return bool(by_pages or by_total)

    def _is_known(self, item: Item) -> bool:
        # What a server sends as an id may be anything.
        identity: object = item.id
        return isinstance(identity, int) and identity in self._known

    def _remember(self, item: Item) -> None:
        identity: object = item.id
        if isinstance(identity, int):
            if len(self._latest) == _REMEMBERED:
                self._known.discard(self._latest[0])
            self._latest.append(identity)
            self._known.add(identity)


def portions(ids: list[int], size: int) -> Iterator[list[int]]:
    """Cut a list of ids into portions of at most so many."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]

"""Walking through a list page by page while it changes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from rayvision_client.models import LogPage
from rayvision_client.operation import Operation, Pagination

from rayvision_api.errors import RayvisionError

# How many of the latest items are remembered, so that an item that moved to a later page is not given twice. A million
# frames must not fill the memory, and no list grows by more than this between two pages.
_REMEMBERED = 10_000

# How often the walk goes back and finds nothing: a list that looks different every time must not keep it for ever.
_MOST_RETURNS = 20

PORTION = 100
"""The vendor answers at most so many tasks at a time."""


class Item(Protocol):
    """Whatever has an id: tasks and frames."""

    @property
    def id(self) -> int:
        """The item's id."""


ItemT = TypeVar("ItemT", bound=Item)
ResultT = TypeVar("ResultT")
ResultT_co = TypeVar("ResultT_co", covariant=True)
AnyPageT = TypeVar("AnyPageT")
AnyPageT_contra = TypeVar("AnyPageT_contra", contravariant=True)


class Page(Protocol[ResultT_co]):
    """A page of a list, as the service gives it."""

    @property
    def items(self) -> Sequence[ResultT_co]:
        """Its items, those that are null left out."""

    def get(self, key: str, /) -> Any:
        """Read a member by its wire name."""


class Walk(Protocol[AnyPageT_contra, ResultT_co]):
    """A way through a list: which page to ask for next, and which of its items are new."""

    @property
    def page(self) -> int | None:
        """Number of the page to ask for next; `None` at the end of the list."""

    def take(self, page: AnyPageT_contra, /) -> Iterable[ResultT_co]:
        """Take the page that was asked for, and return its items that are new."""


class PageWalk:
    """Which page to ask for next, and which of its items are new.

    Items that move to later pages come again, and are left out. If the list shrinks, items move to earlier pages, and
    counts do not show it if as many are added further on. So each page of a changing list gets a size with which it
    begins before the position that was reached: if it holds a known item, nothing was missed; otherwise the walk goes
    back until it finds one. A list that does not change is taken in pages of one size, and no page beyond its end.

    Args:
        operation: What asks for a page; the operation table says what its members are called.
        page_size: How many items a page is to have.
        moves: Whether the list is known to move.

    Attributes:
        size: How many items the next page is to have.
    """

    def __init__(self, operation: Operation[Any], page_size: int, *, moves: bool = False) -> None:
        self._names = _pagination(operation)
        # Counted from 1, whatever the service counts from.
        self._next: int | None = 1
        self.size = page_size
        self._largest = page_size
        self._moves = moves
        self._sizes_are_respected = True
        self._total: int | None = None
        self._pages: int | None = None
        self._reached = 0
        self._may_have_missed = False
        self._goes_back = False
        self._returns = 0
        self._known = _LatestIds()

    @property
    def page(self) -> int | None:
        """Number of the page to ask for next; `None` at the end of the list."""
        return None if self._next is None else self._next - 1 + self._names.first

    def ahead(self, most: int) -> list[tuple[int, int]]:
        """List the next page and those that will come after it, by number and size: so many at most.

        Each page of a changing list gets its own size, so those after the next one are unknown.
        """
        if self._next is None:
            return []
        last = self._next
        if self._total is not None and not self._moves:
            last = max(last, min(-(-self._total // self.size), self._pages or self._total, self._next + most - 1))
        return [(number - 1 + self._names.first, self.size) for number in range(self._next, last + 1)]

    def take(self, page: Page[ItemT]) -> Iterator[ItemT]:
        """Take the page that was asked for, and return its new items.

        Raises:
            RayvisionError: It has no list of items, though the list goes on by the service's own count.
        """
        number = self._next or 1
        if not isinstance(page.get(self._names.items), list) and self._reached < (self._total or 0):
            there = f"{self._reached} of {self._total} being there"
            raise RayvisionError(f"page {self.page} came without its list of items, {there}")
        items = page.items
        new = [item for item in items if item not in self._known]
        self._look(page, number, met_again=len(new) < len(items))
        must_overlap = self._may_have_missed or (number - 1) * self.size < self._reached
        if must_overlap and number > 1 and len(new) == len(items) and self._may_go_back():
            self._next = number - 1
            return
        self._goes_back = self._may_have_missed = False
        self._returns = 0 if new else self._returns
        self._go_on(page, number, found=bool(new))
        for item in new:
            self._known.add(item)
            yield item

    def _look(self, page: Page[Item], number: int, *, met_again: bool) -> None:
        """Find out whether the list moves, and whether the service respects the page size."""
        length = self._length(page)
        if length > self.size:
            self._sizes_are_respected = False
            self._may_have_missed = (number - 1) * length > self._reached
        # What the service gives less of at the head than was asked for, it gives less of everywhere.
        if length > self.size or (number == 1 and 0 < length < self.size):
            self.size = self._largest = length
        total = _count(page, self._names.total)
        if total is not None and self._total is not None and total != self._total:
            self._moves = True
            self._may_have_missed = self._may_have_missed or total < self._total
        self._moves = self._moves or met_again
        self._total = total

    def _may_go_back(self) -> bool:
        if not self._known or self._returns == _MOST_RETURNS:
            return False
        self._returns += not self._goes_back
        self._goes_back = True
        return True

    def _go_on(self, page: Page[Item], number: int, *, found: bool) -> None:
        """Choose the next page, if there is one."""
        self._reached = (number - 1) * self.size + self._length(page)
        # Pages may be more than their number or fewer than the total says, so both counts have to be reached.
        self._pages = _count(page, self._names.pages)
        counts = [number < self._pages] if self._pages is not None else []
        counts += [self._reached < self._total] if self._total is not None else []
        if not self._length(page) or not (any(counts) if counts else found):
            self._next = None
            return
        asked = number, self.size
        if self._moves and self._sizes_are_respected:
            self._next, self.size = _page_over(self._reached, self._largest)
        else:
            self._next, self.size = number + 1, self._largest
        if (self._next, self.size) == asked:
            # It would have nothing more: the list is shorter than its counts say.
            self._next = None

    def _length(self, page: Page[Item]) -> int:
        items = page.get(self._names.items)
        return len(items) if isinstance(items, list) else 0


class LogWalk:
    """Which page of a log to ask for next, and which of its lines are new.

    Whether the service counts pages from 0 or from 1 is not settled (protocol 2): where it counts from 1, page 0 is
    empty, or page 1 once more.
    """

    def __init__(self, operation: Operation[Any]) -> None:
        self._names = _pagination(operation)
        self._first = self._names.first
        self.page: int | None = self._first
        self._lines_of_0: list[str] = []

    def take(self, page: LogPage) -> list[str]:
        """Take the page that was asked for, and return its lines that are new."""
        number, lines = self.page or 0, page.items
        if number == 0:
            self._lines_of_0 = lines
        if not lines if number == 0 else number == 1 and lines == self._lines_of_0:
            self._first = 1
        last = (_count(page, self._names.pages) or 0) - 1 + self._first
        # A page 0 that does not exist may not know how many there are.
        self.page = number + 1 if number < max(last, self._first) else None
        return [] if number == self._first == 1 and self._lines_of_0 else lines


class RecordWalk:
    """Which page of the records to ask for next, and which of its entries are new.

    Records have no ids that tell them apart. They are added at the head, and none goes: as many as came in since the
    page before come again.
    """

    def __init__(self, operation: Operation[Any]) -> None:
        self._names = _pagination(operation)
        self.page: int | None = self._names.first
        self._total: int | None = None
        self._met_again = 0
        self._entries: list[Any] = []

    def take(self, page: Page[ResultT]) -> list[ResultT]:
        """Take the page that was asked for, and return its entries that are new."""
        number, entries = self.page or self._names.first, list(page.items)
        total = _count(page, self._names.total)
        if total is not None:
            self._met_again += max(0, total - (total if self._total is None else self._total))
            self._total = total
        new = entries[self._met_again :]
        self._met_again -= len(entries) - len(new)
        pages = _count(page, self._names.pages)
        # Where pages are not counted, one that is empty or the same once more ends them.
        goes_on = entries != self._entries if pages is None else number - self._names.first + 1 < pages
        self._entries = entries
        self.page = number + 1 if entries and goes_on else None
        return new


class _LatestIds:
    """The ids of the items that were given last."""

    def __init__(self) -> None:
        self._in_order: deque[int] = deque(maxlen=_REMEMBERED)
        self._ids: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._ids)

    def __contains__(self, item: Item) -> bool:
        # What a server sends as an id may be anything.
        identity: object = item.id
        return isinstance(identity, int) and identity in self._ids

    def add(self, item: Item) -> None:
        identity: object = item.id
        if isinstance(identity, int):
            if len(self._in_order) == _REMEMBERED:
                self._ids.discard(self._in_order[0])
            self._in_order.append(identity)
            self._ids.add(identity)


def _pagination(operation: Operation[Any]) -> Pagination:
    if operation.pagination is None:
        raise ValueError(f"{operation.id} does not answer page by page")
    return operation.pagination


def _count(page: Page[Any], name: str | None) -> int | None:
    """Read how many items or pages there are, where a page says that by a number."""
    count = None if name is None else page.get(name)
    return count if isinstance(count, int) else None


def _page_over(place: int, largest: int) -> tuple[int, int]:
    """Find the page, as number and size, that holds the item before a place and as much as it can from there on.

    Pages of six or fewer cannot overlap at every place; there it is the next page.
    """
    size = max(range(largest, largest // 2, -1), key=lambda size: size - (place - 1) % size)
    return (place - bool(place % size)) // size + 1, size


def portions(things: Sequence[ResultT], size: int) -> Iterator[Sequence[ResultT]]:
    """Cut a list into portions of at most so many."""
    for start in range(0, len(things), size):
        yield things[start : start + size]

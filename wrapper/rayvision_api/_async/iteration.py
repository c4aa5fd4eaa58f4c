"""Iterators that ask the service for more as they are read."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import Generic, Self, TypeVar

from rayvision_client import models, operations

from rayvision_api._async.caller import AsyncCaller
from rayvision_api._calls.paging import PORTION, AnyPageT, Item, Page, PageWalk, ResultT, Walk, portions
from rayvision_api._transport.concurrency import async_together

PageT = TypeVar("PageT", bound=Page[Item])

# What was asked for ahead is forgotten after this many seconds: a slow reader gets pages as they are, not as they were.
_FRESH = 10.0
# So many items are there at once at most, or one page: a million frames must not fill the memory.
_MOST_ITEMS = 2000
_GROWTH = 4
# Anyone who looks at the beginning of a list alone asks for nothing else.
_SINGLY = 3


class AsyncItems(AsyncIterator[ResultT], Generic[ResultT]):
    """Items that come in portions.

    No generator, which would end after an error as if there were nothing more: here the next item is asked for again.

    Args:
        more: Asks for a portion, which may be empty; `None` at the end.
    """

    def __init__(self, more: Callable[[], Awaitable[Iterable[ResultT] | None]]) -> None:
        self._more = more
        self._ready: deque[ResultT] = deque()
        self._is_over = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> ResultT:
        while not self._ready:
            portion = None if self._is_over else await self._more()
            if portion is None:
                self._is_over = True
                raise StopAsyncIteration
            self._ready.extend(portion)
        return self._ready.popleft()

    async def aclose(self) -> None:
        """End the iterator: nothing more is asked for."""
        self._is_over = True
        self._ready.clear()


class AsyncPages(Generic[PageT]):
    """The pages of a walk: after the first few several at once, more each time, as long as they are read fast.

    Args:
        walk: Which page is next.
        ask: Asks for a page, by its number and size.
        most: How many to ask for at once, at most.
    """

    def __init__(self, walk: PageWalk, ask: Callable[[int, int], Awaitable[PageT]], most: int) -> None:
        self._walk = walk
        self._ask = ask
        self._most = max(1, min(most, _MOST_ITEMS // walk.size))
        self._window = 1
        self._asked = 0
        self._asked_at = 0.0
        self._ready: dict[tuple[int | None, int], PageT | Exception] = {}

    async def next(self) -> PageT:
        """Return the page that the walk is to take next.

        Raises:
            RayvisionError: It could not be had; it is asked for again the next time.
        """
        wanted = self._walk.page, self._walk.size
        if wanted not in self._ready or time.monotonic() - self._asked_at > _FRESH:
            await self._ask_ahead()
        page = self._ready.pop(wanted)
        if isinstance(page, Exception):
            self._ready.clear()
            self._asked, self._window = 0, 1
            raise page
        return page

    async def _ask_ahead(self) -> None:
        self._ready.clear()
        if time.monotonic() - self._asked_at > _FRESH:
            self._asked, self._window = 0, 1
        elif self._asked >= _SINGLY:
            self._window = min(_GROWTH * self._window, self._most)
        places = self._walk.ahead(self._window)
        self._asked += 1
        if len(places) == 1:
            self._ready[places[0]] = await self._ask(*places[0])
        else:
            pages = await async_together([partial(self._ask, *place) for place in places])
            self._ready.update(zip(places, pages, strict=True))
        self._asked_at = time.monotonic()


async def ask_in_portions(
    ids: Sequence[int],
    most: int,
    ask: Callable[[Sequence[int]], Awaitable[ResultT]],
    take: Callable[[Sequence[int], ResultT], object],
) -> None:
    """Ask for what ids stand for, by the hundred, and for several hundreds at once.

    Args:
        ids: All ids.
        most: How many portions to ask for at once, at most.
        ask: Asks for a portion.
        take: Called with each portion and its answer, in their order.
    """
    for some in portions(list(portions(ids, PORTION)), most):
        if len(some) == 1:
            take(some[0], await ask(some[0]))
            continue
        for portion, answer in zip(some, await async_together([partial(ask, one) for one in some]), strict=True):
            if isinstance(answer, Exception):
                raise answer
            take(portion, answer)


def iterate(walk: Walk[AnyPageT, ResultT], ask: Callable[[int], Awaitable[AnyPageT]]) -> AsyncItems[ResultT]:
    """Go through a list, page by page.

    Args:
        walk: Which page is next, and which of its items are new.
        ask: Asks for a page, by its number.
    """

    async def more() -> Iterable[ResultT] | None:
        return None if walk.page is None else walk.take(await ask(walk.page))

    return AsyncItems(more)


def all_tasks(caller: AsyncCaller) -> AsyncItems[models.TaskInfo]:
    """Go through all tasks of the account on a platform, the newest first."""
    walk = PageWalk(operations.GET_TASK_LIST, PORTION, moves=True)

    async def ask(page_num: int) -> models.TaskPage:
        wanted = models.TaskListRequest(page_num=page_num, page_size=walk.size)
        return await caller.call(operations.GET_TASK_LIST, wanted)

    return iterate(walk, ask)

"""A walk through a million frames holds a page at a time."""

from __future__ import annotations

import asyncio
import json
import tracemalloc
from collections.abc import Callable

import httpx
from rayvision_api import AsyncRayvisionAPI, RayvisionAPI

from .support import ACCESS_ID, ACCESS_KEY

PAGE = 1000
LITTLE = 5_000_000


def _frames_of(total: int) -> httpx.MockTransport:
    def answer(request: httpx.Request) -> httpx.Response:
        number = json.loads(request.content)["pageNum"]
        start = (number - 1) * PAGE
        items = ",".join(f'{{"id":{one},"frameStatus":4}}' for one in range(start + 1, min(start + PAGE, total) + 1))
        counts = f'"total":{total},"pageCount":{-(-total // PAGE)}'
        return httpx.Response(200, content=f'{{"code":200,"data":{{"items":[{items}],{counts}}}}}')

    return httpx.MockTransport(answer)


def _count(total: int) -> int:
    with RayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=_frames_of(total)) as api:
        return sum(1 for _ in api.query.iter_frames(7, page_size=PAGE))


async def _count_async(total: int) -> int:
    count = 0
    async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=_frames_of(total)) as api:
        async for _ in api.query.iter_frames(7, page_size=PAGE):
            count += 1
    return count


def _grown(count: Callable[[int], int], pages: int) -> int:
    """Return by how many bytes the peak of a walk through many pages is above that of a walk through one."""
    count(2 * PAGE)
    tracemalloc.start()
    try:
        assert count(PAGE) == PAGE
        _, one_page = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        assert count(pages * PAGE) == pages * PAGE
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return peak - one_page


def test_memory_stays_flat_over_a_million_frames() -> None:
    # Tracing slows the walk down: what grows at all has grown by here.
    assert _grown(_count, 120) < LITTLE
    assert _count(1000 * PAGE) == 1_000_000


def test_memory_stays_flat_over_many_frames_async() -> None:
    assert _grown(lambda total: asyncio.run(_count_async(total)), 60) < LITTLE

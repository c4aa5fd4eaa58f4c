"""A walk through a million frames holds a page at a time."""

from __future__ import annotations

import asyncio
import json
import tracemalloc

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


def test_memory_stays_flat_over_a_million_frames() -> None:
    _count(2 * PAGE)
    tracemalloc.start()
    try:
        assert _count(PAGE) == PAGE
        _, one_page = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        # Tracing slows the walk down: what grows at all has grown by here.
        assert _count(120 * PAGE) == 120 * PAGE
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak - one_page < LITTLE
    assert _count(1000 * PAGE) == 1_000_000


def test_memory_stays_flat_over_many_frames_async() -> None:
    asyncio.run(_count_async(2 * PAGE))
    tracemalloc.start()
    try:
        assert asyncio.run(_count_async(PAGE)) == PAGE
        _, one_page = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        assert asyncio.run(_count_async(60 * PAGE)) == 60 * PAGE
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak - one_page < LITTLE

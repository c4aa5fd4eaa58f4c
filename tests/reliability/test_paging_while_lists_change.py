"""Lists change while somebody walks through them: nothing comes twice, nothing is missed that was there throughout."""

from __future__ import annotations

import asyncio
import json
import random
from typing import Any

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rayvision_api import AsyncRayvisionAPI, RayvisionAPI

from .support import ACCESS_ID, ACCESS_KEY, AT_ONCE, Half, page

# What happens to the list before a page is given: how many come in at its head, and which (as parts of it) go.
Change = tuple[int, list[float]]


class LivingList:
    """A list of tasks, the newest first, that changes before every page but the first one."""

    def __init__(self, count: int, changes: list[Change], cap: int = 10**9) -> None:
        self.ids = list(range(count, 0, -1))
        self.throughout = set(self.ids)
        self.cap = cap
        self.sent = 0
        self._changes = iter(changes)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.sent:
            self.change(*next(self._changes, (0, [])))
        self.sent += 1
        assert self.sent < 2000, "the walk does not end"
        body = json.loads(request.content)
        size = min(body["pageSize"], self.cap)
        start = (body["pageNum"] - 1) * size
        items = [{"id": one} for one in self.ids[start : start + size]]
        counts = {"total": len(self.ids), "pageCount": -(-len(self.ids) // size), "pageNum": body["pageNum"]}
        return httpx.Response(200, json=page(items, **counts))

    def change(self, arriving: int, leaving: list[float]) -> None:
        for part in leaving:
            if self.ids:
                gone = self.ids.pop(int(part * len(self.ids)))
                self.throughout.discard(gone)
        for _ in range(arriving):
            self.newest = getattr(self, "newest", 1_000_000) + 1
            self.ids.insert(0, self.newest)


def _walk(listing: LivingList, page_size: int) -> list[int]:
    transport = httpx.MockTransport(listing)
    with RayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=transport, retries=AT_ONCE) as api:
        return [task.id for task in api.query.iter_tasks(page_size=page_size)]


async def _walk_async(listing: LivingList, page_size: int) -> list[int]:
    transport = httpx.MockTransport(listing)
    async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=transport, retries=AT_ONCE) as api:
        return [task.id async for task in api.query.iter_tasks(page_size=page_size)]


def _check(listing: LivingList, got: list[int]) -> None:
    assert len(got) == len(set(got)), "something came twice"
    assert listing.throughout <= set(got), "something was missed"


parts = st.floats(0, 1, exclude_max=True)
changes_of_any_kind = st.lists(st.tuples(st.integers(0, 5), st.lists(parts, max_size=5)), max_size=16)


@given(count=st.integers(0, 60), page_size=st.integers(1, 12), changes=changes_of_any_kind)
@example(count=40, page_size=2, changes=[(0, [0.0])] * 16)
@example(count=40, page_size=5, changes=[(1, [0.0, 0.0])] * 16)
@example(count=40, page_size=5, changes=[(5, [])] * 20)
@example(count=12, page_size=1, changes=[(0, [0.0, 0.0])] * 9)
def test_walk_is_whole_whatever_happens_to_the_list(count: int, page_size: int, changes: list[Change]) -> None:
    listing = LivingList(count, changes)
    _check(listing, _walk(listing, page_size))
    listing = LivingList(count, changes)
    _check(listing, asyncio.run(_walk_async(listing, page_size)))


@given(count=st.integers(0, 60), cap=st.integers(1, 12), changes=changes_of_any_kind)
@example(count=60, cap=5, changes=[(0, []), (0, []), (0, [0.0] * 12)])
def test_walk_is_whole_where_the_service_caps_the_page_size(count: int, cap: int, changes: list[Change]) -> None:
    listing = LivingList(count, changes, cap)
    _check(listing, _walk(listing, 1000))


@pytest.mark.parametrize("seed", range(6))
def test_long_walk_through_a_busy_list_is_whole(seed: int) -> None:
    dice = random.Random(seed)
    changes = [
        (dice.choice([0, 0, 1, 2, 7]), [dice.random() for _ in range(dice.choice([0, 0, 1, 3, 8]))]) for _ in range(150)
    ]
    listing = LivingList(2000, changes)
    _check(listing, _walk(listing, 20))


@pytest.mark.parametrize("where", ["head", "tail"])
def test_many_tasks_deleted_at_once_neither_repeat_nor_hide_others(where: str) -> None:
    count = 40_000
    listing = LivingList(count, [])
    gone = range(18_000)

    def cleared(request: httpx.Request) -> httpx.Response:
        if listing.sent == 20:
            doomed = set(listing.ids[: len(gone)] if where == "head" else listing.ids[-len(gone) :])
            listing.ids = [one for one in listing.ids if one not in doomed]
            listing.throughout -= doomed
        return listing(request)

    transport = httpx.MockTransport(cleared)
    with RayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=transport, retries=AT_ONCE) as api:
        got = [task.id for task in api.query.iter_tasks(page_size=1000)]
    _check(listing, got)


def test_quiet_list_costs_no_page_more_than_it_has() -> None:
    listing = LivingList(95, [])
    _check(listing, _walk(listing, 10))
    assert listing.sent == 10


def test_model_can_tell_a_walk_that_goes_wrong() -> None:
    # The naive walk, page after page, fails the same checks: so they can fail.
    listing = LivingList(40, [(0, [0.0, 0.1])] * 20)
    transport = httpx.MockTransport(listing)
    with RayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=transport, retries=AT_ONCE) as api:
        got: list[int] = []
        for number in range(1, 9):
            got += [task.id for task in api.query.get_task_list(number, 5).items]
    with pytest.raises(AssertionError, match="missed"):
        _check(listing, got)


def test_frames_that_come_in_at_the_end_are_met(half: Half) -> None:
    ids = list(range(1, 31))

    def answer(request: httpx.Request) -> httpx.Response:
        body: dict[str, Any] = json.loads(request.content)
        start = (body["pageNum"] - 1) * 10
        reply = page([{"id": one} for one in ids[start : start + 10]], total=len(ids), pageCount=-(-len(ids) // 10))
        if len(ids) < 45:
            ids.extend(range(len(ids) + 1, len(ids) + 6))
        return httpx.Response(200, json=reply)

    with half.client(transport=httpx.MockTransport(answer)) as api:
        assert [frame.id for frame in api.query.iter_frames(7, page_size=10)] == list(range(1, 46))

"""Lists change while somebody walks through them: nothing comes twice, nothing is missed that was there throughout."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rayvision_api import AsyncRayvisionAPI, RayvisionAPI

from .support import ACCESS_ID, ACCESS_KEY, AT_ONCE, Half, page

# What happens to the list before a page is given: how many come in at its head, and which (as parts of it) go.
Change = tuple[int, list[float]]
# The same where a filter lets tasks come in anywhere.
FilteredChange = tuple[list[float], list[float]]


class LivingList:
    """A list of tasks, the newest first, that changes before every page but the first one."""

    def __init__(
        self,
        count: int,
        changes: Sequence[Change | FilteredChange],
        *,
        cap: int = 10**9,
        fixed: int | None = None,
        counts: tuple[str, ...] = ("total", "pageCount"),
    ) -> None:
        self.ids = list(range(count, 0, -1))
        self.newest = 1_000_000
        self.throughout = set(self.ids)
        self.cap = cap
        self.fixed = fixed
        self.counts = counts
        self.sent = 0
        self._changes = iter(changes)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.sent:
            self.change(*next(self._changes, (0, [])))
        self.sent += 1
        assert self.sent < 2000, "the walk does not end"
        body = json.loads(request.content)
        size = self.fixed or min(body["pageSize"], self.cap)
        start = (body["pageNum"] - 1) * size
        items = [{"id": one} for one in self.ids[start : start + size]]
        counts = {"total": len(self.ids), "pageCount": -(-len(self.ids) // size)}
        told = {name: counts[name] for name in self.counts}
        return httpx.Response(200, json=page(items, pageNum=body["pageNum"], **told))

    def change(self, arriving: int | list[float], leaving: list[float]) -> None:
        for part in leaving:
            if self.ids:
                gone = self.ids.pop(int(part * len(self.ids)))
                self.throughout.discard(gone)
        for part in [0.0] * arriving if isinstance(arriving, int) else arriving:
            self.newest += 1
            self.ids.insert(int(part * (len(self.ids) + 1)), self.newest)


def _walk(listing: LivingList, page_size: int, **filters: Any) -> list[int]:
    transport = httpx.MockTransport(listing)
    with RayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=transport, retries=AT_ONCE) as api:
        return [task.id for task in api.query.iter_tasks(page_size=page_size, **filters)]


async def _walk_async(listing: LivingList, page_size: int, **filters: Any) -> list[int]:
    transport = httpx.MockTransport(listing)
    async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=transport, retries=AT_ONCE) as api:
        return [task.id async for task in api.query.iter_tasks(page_size=page_size, **filters)]


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
    listing = LivingList(count, changes, cap=cap)
    _check(listing, _walk(listing, 1000))


changes_anywhere = st.lists(st.tuples(st.lists(parts, max_size=5), st.lists(parts, max_size=5)), max_size=16)
filters = pytest.mark.parametrize(
    "filters",
    [{"status_list": [10]}, {"search_keyword": "shot"}, {"start_time": "2020-01-31"}, {"end_time": "2020-01-31"}],
)


@filters
@given(count=st.integers(0, 60), page_size=st.integers(7, 20), changes=changes_anywhere)
@example(count=10, page_size=4, changes=[([0.99, 0.99], [0.0, 0.0])])
@example(count=60, page_size=7, changes=[([0.99], [0.0])] * 16)
def test_filtered_walk_is_whole_where_as_many_tasks_come_as_go(
    filters: dict[str, Any], count: int, page_size: int, changes: list[FilteredChange]
) -> None:
    listing = LivingList(count, changes)
    _check(listing, _walk(listing, page_size, **filters))
    listing = LivingList(count, changes)
    _check(listing, asyncio.run(_walk_async(listing, page_size, **filters)))


@given(count=st.integers(0, 60), cap=st.integers(7, 20), changes=changes_anywhere)
def test_filtered_walk_is_whole_where_the_service_caps_the_page_size(
    count: int, cap: int, changes: list[FilteredChange]
) -> None:
    listing = LivingList(count, changes, cap=cap)
    _check(listing, _walk(listing, 1000, status_list=[10]))


@given(
    count=st.integers(0, 60),
    page_size=st.integers(1, 100),
    cap=st.integers(1, 12),
    counts=st.sampled_from([("total",), ("pageCount",), ()]),
)
def test_filtered_walk_needs_no_counts(count: int, page_size: int, cap: int, counts: tuple[str, ...]) -> None:
    listing = LivingList(count, [], cap=cap, counts=counts)
    assert _walk(listing, page_size, status_list=[10]) == listing.ids


@given(
    count=st.integers(0, 60),
    page_size=st.integers(1, 30),
    fixed=st.integers(1, 12),
    shrinks=st.booleans(),
    filters=st.sampled_from([{}, {"status_list": [10]}]),
)
def test_service_that_does_not_listen_to_the_page_size_is_no_trouble(
    count: int, page_size: int, fixed: int, shrinks: bool, filters: dict[str, Any]
) -> None:
    listing = LivingList(count, [(0, []), (0, [0.0] * shrinks)], fixed=fixed)
    _check(listing, _walk(listing, page_size, **filters))


@pytest.mark.parametrize("page_size", [3, 10, 100, 1000])
def test_filtered_walk_through_a_quiet_list_costs_few_pages_more(page_size: int) -> None:
    listing = LivingList(20 * page_size, [])
    _check(listing, _walk(listing, page_size, status_list=[10]))
    assert listing.sent <= (40 if page_size < 100 else 25)


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

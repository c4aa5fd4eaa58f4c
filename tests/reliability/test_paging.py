"""Going through lists that stand still: every item once, in order, and no page before it is needed."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from rayvision_api import RayvisionConnectionError, RayvisionError
from rayvision_client import operations

from .support import Farm, Half, envelope, page


class Listing(Farm):
    """A service that has so many items, and may be odd about how it pages them."""

    def __init__(self, count: int, *, cap: int = 10**9, counts: tuple[str, ...] = ("total", "pageCount")) -> None:
        super().__init__(self.answer)
        self.ids = list(range(1, count + 1))
        self.cap = cap
        self.counts = counts

    def answer(self, request: httpx.Request) -> dict[str, Any]:
        body = json.loads(request.content)
        size = min(body["pageSize"], self.cap)
        start = (body["pageNum"] - 1) * size
        members = {"total": len(self.ids), "pageCount": -(-len(self.ids) // size)}
        items = [{"id": one} for one in self.ids[start : start + size]]
        return page(items, **{name: members[name] for name in self.counts})


def _walk(api: Any, method: str, **options: Any) -> Any:
    return api.query.iter_frames(7, **options) if method == "iter_frames" else api.query.iter_tasks(**options)


both = pytest.mark.parametrize("method", ["iter_tasks", "iter_frames"])


@both
@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 20, 95])
def test_every_item_comes_once_and_in_order(half: Half, method: str, count: int) -> None:
    farm = Listing(count)
    with half.client(farm) as api:
        assert [one.id for one in _walk(api, method, page_size=10)] == farm.ids
    assert farm.sent == max(1, -(-count // 10))
    assert sorted(body["pageNum"] for body in farm.bodies) == list(range(1, farm.sent + 1))


@both
def test_pages_are_asked_for_when_they_are_needed(half: Half, method: str) -> None:
    farm = Listing(100)
    with half.client(farm) as api:
        walk = _walk(api, method, page_size=10)
        assert farm.sent == 0
        for taken in range(1, 31):
            next(walk)
            assert farm.sent == (taken + 9) // 10
        walk.close()
    assert farm.sent == 3


@both
def test_page_size_has_a_sensible_default_and_can_be_chosen(half: Half, method: str) -> None:
    farm = Listing(5)
    with half.client(farm) as api:
        list(_walk(api, method))
        list(_walk(api, method, page_size=3))
    assert farm.bodies[0]["pageSize"] >= 100
    assert [body["pageSize"] for body in farm.bodies[1:]] == [3, 3]


@both
def test_the_operation_table_says_what_counts_are_called(
    half: Half, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Renamed(Listing):
        def answer(self, request: httpx.Request) -> dict[str, Any]:
            told = super().answer(request)
            told["data"] |= {"sum": told["data"].pop("total"), "sheets": told["data"].pop("pageCount")}
            return told

    name = "GET_TASK_LIST" if method == "iter_tasks" else "QUERY_TASK_FRAMES"
    operation = getattr(operations, name)
    renamed = operation.pagination._replace(total="sum", pages="sheets")
    monkeypatch.setattr(operations, name, operation._replace(pagination=renamed))
    farm = Renamed(25)
    with half.client(farm) as api:
        assert [one.id for one in _walk(api, method, page_size=10)] == farm.ids
    # Without counts, only an empty page would be the end.
    assert farm.sent == 3


def test_filters_go_with_every_page(half: Half) -> None:
    farm = Listing(25)
    with half.client(farm) as api:
        walk = api.query.iter_tasks(
            page_size=10, status_list=iter([10, 25]), search_keyword="shot", start_time="2020-01-31 18:00:00"
        )
        assert len(list(walk)) == 25
        pages = farm.sent
        assert len(list(api.query.iter_frames(7, page_size=10, search_keyword="0001"))) == 25
    for body in farm.bodies[:pages]:
        # A layered task says that it waits.
        assert body["statusList"] == [10, 25, 0]
        assert body["searchKeyword"] == "shot"
        assert body["startTime"] == "2020-01-31 18:00:00"
    for body in farm.bodies[pages:]:
        assert (body["taskId"], body["searchKeyword"]) == (7, "0001")


@both
@pytest.mark.parametrize("counts", [("total", "pageCount"), ("total",), (), ("pageCount",)])
@pytest.mark.parametrize("count", [0, 1, 10, 34])
def test_counts_that_the_service_leaves_out_are_not_missed(
    half: Half, method: str, counts: tuple[str, ...], count: int
) -> None:
    farm = Listing(count, counts=counts)
    with half.client(farm) as api:
        assert [one.id for one in _walk(api, method, page_size=10)] == farm.ids
    assert farm.sent <= count // 10 + 2


@both
@pytest.mark.parametrize("cap", [1, 7, 10])
@pytest.mark.parametrize("counts", [("total", "pageCount"), ("total",), ()])
def test_pages_smaller_than_asked_for_are_no_end(half: Half, method: str, cap: int, counts: tuple[str, ...]) -> None:
    farm = Listing(53, cap=cap, counts=counts)
    with half.client(farm) as api:
        assert [one.id for one in _walk(api, method, page_size=1000)] == farm.ids


@both
@pytest.mark.parametrize("data", [None, {}, {"items": None}, {"items": []}, {"items": [], "total": 0, "pageCount": 0}])
def test_empty_list_in_any_form_is_empty(half: Half, method: str, data: Any) -> None:
    farm = Farm(envelope(data))
    with half.client(farm) as api:
        assert list(_walk(api, method)) == []
    assert farm.sent == 1


@both
def test_null_items_are_left_out(half: Half, method: str) -> None:
    pages = [page([{"id": 1}, None, {"id": 2}], total=5, pageCount=2), page([None, {"id": 3}], total=5, pageCount=2)]
    farm = Farm(*pages, page([], total=5, pageCount=2))
    with half.client(farm) as api:
        assert [one.id for one in _walk(api, method, page_size=3)] == [1, 2, 3]
    assert farm.sent <= 3


@both
@pytest.mark.parametrize("count", ["2", "many", -1, 0, 2.5, [], {}, True, 10**30])
@pytest.mark.parametrize("name", ["total", "pageCount"])
def test_counts_that_make_no_sense_do_no_harm(half: Half, method: str, name: str, count: Any) -> None:
    farm = Farm(page([{"id": 1}, {"id": 2}], **{name: count}), page([], **{name: count}))
    with half.client(farm) as api:
        assert [one.id for one in _walk(api, method, page_size=2)] == [1, 2]
    assert farm.sent <= 3


@both
def test_items_whose_ids_make_no_sense_are_all_given(half: Half, method: str) -> None:
    items = [{"id": None, "n": 1}, {"n": 2}, {"id": [1], "n": 3}, {"id": {}, "n": 4}, {"id": 7, "n": 5}]
    farm = Farm(page(items, total=5, pageCount=1))
    with half.client(farm) as api:
        assert [one["n"] for one in _walk(api, method)] == [1, 2, 3, 4, 5]


@both
def test_service_that_always_gives_the_same_page_ends_the_walk(half: Half, method: str) -> None:
    for counts in ({"total": 60, "pageCount": 6}, {"total": 60}, {}):
        farm = Farm(page([{"id": one} for one in range(1, 11)], **counts))
        with half.client(farm) as api:
            assert [one.id for one in _walk(api, method, page_size=10)] == list(range(1, 11))
        assert farm.sent <= 20


@both
def test_totals_that_go_up_and_down_end_the_walk(half: Half, method: str) -> None:
    ids = list(range(1, 51))

    def answer(request: httpx.Request) -> dict[str, Any]:
        number = json.loads(request.content)["pageNum"]
        total = 50 if farm.sent % 2 else 45
        return page([{"id": one} for one in ids[(number - 1) * 10 : number * 10]], total=total, pageCount=5)

    farm = Farm(answer)
    with half.client(farm) as api:
        assert [one.id for one in _walk(api, method, page_size=10)] == ids
    assert farm.sent < 1000


@both
def test_fault_between_two_pages_is_survived(half: Half, method: str) -> None:
    farm = Listing(30)
    steady = farm.answer
    farm._answers = (steady, httpx.Response(503), httpx.ReadError("reset"), steady)
    with half.client(farm) as api:
        assert [one.id for one in _walk(api, method, page_size=10)] == list(range(1, 31))
    assert farm.sent == 5


@pytest.mark.parametrize(
    ("count", "size", "calls"), [(1, 100, 1), (100, 100, 1), (101, 100, 2), (950, 100, 10), (9, 2, 5)]
)
def test_long_lists_of_ids_are_split(half: Half, count: int, size: int, calls: int) -> None:
    def answer(request: httpx.Request) -> dict[str, Any]:
        return page([{"id": one} for one in json.loads(request.content)["taskIds"]])

    farm = Farm(answer)
    wanted = list(range(1, count + 1))
    with half.client(farm) as api:
        walk = api.query.iter_task_info(wanted, page_size=size)
        assert farm.sent == 0
        assert next(walk).id == 1
        assert farm.sent == 1
        assert [one.id for one in walk] == wanted[1:]
    assert farm.sent == calls
    assert all(len(body["taskIds"]) <= size for body in farm.bodies)


def test_page_of_many_ids_is_asked_for_by_the_hundred(half: Half) -> None:
    farm = Farm(lambda request: page([{"id": one} for one in json.loads(request.content)["taskIds"]]))
    wanted = list(range(1, 251))
    with half.client(farm) as api:
        found = api.query.task_info(wanted)
    assert ([task.id for task in found.items], found.total) == (wanted, 250)
    assert sorted(len(body["taskIds"]) for body in farm.bodies) == [50, 100, 100]


def test_id_given_twice_is_asked_for_once(half: Half) -> None:
    farm = Farm(lambda request: page([{"id": one} for one in json.loads(request.content)["taskIds"]]))
    with half.client(farm) as api:
        assert [one.id for one in api.query.iter_task_info(iter([3, 1, 3, 2, 1]), page_size=2)] == [3, 1, 2]
    assert [body["taskIds"] for body in farm.bodies] == [[3, 1], [2]]


@pytest.mark.parametrize("page_size", [0, -1, 2.5, "10", True])
def test_page_size_is_checked_before_anything_is_sent(half: Half, page_size: Any) -> None:
    farm = Farm()
    with half.client(farm) as api:
        for walk in (api.query.iter_tasks, lambda **options: api.query.iter_frames(7, **options)):
            with pytest.raises((ValueError, TypeError), match="page_size"):
                list(walk(page_size=page_size))
        with pytest.raises((ValueError, TypeError), match="page_size"):
            list(api.query.iter_task_info([1], page_size=page_size))
        with pytest.raises(ValueError, match="task_ids_list"):
            list(api.query.iter_task_info([]))
    assert farm.sent == 0


@both
@pytest.mark.parametrize("failed", [1, 2, 3])
def test_iterator_that_raised_asks_for_the_same_page_again(half: Half, method: str, failed: int) -> None:
    farm = Listing(25)
    steady = farm.answer
    lost = [httpx.ReadError("reset")] * 4
    farm._answers = (*[steady] * (failed - 1), *lost, *lost, steady)
    given: list[int] = []
    with half.client(farm) as api:
        walk = _walk(api, method, page_size=10)
        for _ in range(2):
            with pytest.raises(RayvisionConnectionError):
                given.extend(one.id for one in walk)
        given += [one.id for one in walk]
    assert given == farm.ids


def test_iterator_over_ids_that_raised_asks_for_the_same_ids_again(half: Half) -> None:
    lost = [httpx.ReadError("reset")] * 4
    farm = Farm(page([{"id": 1}]), *lost, page([{"id": 2}]), page([{"id": 3}]))
    with half.client(farm) as api:
        walk = api.query.iter_task_info([1, 2, 3], page_size=1)
        assert next(walk).id == 1
        with pytest.raises(RayvisionConnectionError):
            next(walk)
        assert [task.id for task in walk] == [2, 3]
    assert [body["taskIds"] for body in farm.bodies] == [[1], *[[2]] * 5, [3]]


@both
@pytest.mark.parametrize("data", [None, {}, {"items": None}])
def test_page_without_its_items_is_no_end_of_a_list_that_goes_on(half: Half, method: str, data: Any) -> None:
    farm = Listing(25)
    steady = farm.answer
    farm._answers = (steady, envelope(data), steady)
    with half.client(farm) as api:
        walk = _walk(api, method, page_size=10)
        assert [next(walk).id for _ in range(10)] == farm.ids[:10]
        with pytest.raises(RayvisionError, match="page 2"):
            next(walk)
        assert [one.id for one in walk] == farm.ids[10:]

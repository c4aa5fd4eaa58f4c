"""Pages are asked for ahead, and ids by the hundred, at once: what that gains, and what it may not change."""

from __future__ import annotations

import json
import time
from threading import Lock
from typing import Any

import anyio
import httpx
import pytest
from rayvision_api import RayvisionAPI, RayvisionConnectionError

from .support import ACCESS_ID, ACCESS_KEY, AT_ONCE, Half, page

SLOW = 0.02
SYNC = Half(is_async=False)


class Slow(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A service that takes its time, and counts how many calls it has at once."""

    def __init__(self, count: int, delay: float = 0.0) -> None:
        self.count = count
        self.delay = delay
        self.asked: list[Any] = []
        self.fail_at: set[int] = set()
        self.now = self.most = self.rounds = 0
        self._lock = Lock()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._begin()
        time.sleep(self.delay)
        return self._end(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._begin()
        await anyio.sleep(self.delay)
        return self._end(request)

    def _begin(self) -> None:
        with self._lock:
            # A call that begins while no other is under way is waited for by itself.
            self.rounds += not self.now
            self.now += 1
            self.most = max(self.most, self.now)

    def _end(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        with self._lock:
            self.now -= 1
            self.asked.append(body.get("pageNum", body.get("taskIds")))
        if self.fail_at & {body.get("pageNum"), *body.get("taskIds", ())}:
            raise httpx.ConnectError("away")
        if "taskIds" in body:
            return httpx.Response(200, json=page([{"id": one, "taskStatus": 25} for one in body["taskIds"]]))
        number, size = body["pageNum"], body["pageSize"]
        ids = range((number - 1) * size + 1, min(number * size, self.count) + 1)
        counts = {"total": self.count, "pageCount": -(-self.count // size)}
        return httpx.Response(200, json=page([{"id": one} for one in ids], **counts))


def client(service: Slow) -> RayvisionAPI:
    return RayvisionAPI(ACCESS_ID, ACCESS_KEY, domain="farm.example", transport=service, retries=AT_ONCE)


def test_times_of_a_slow_service_do_not_add_up(half: Half) -> None:
    service = Slow(2000, SLOW)
    with half.client(transport=service, domain="farm.example") as api:
        found = [frame.id for frame in api.query.iter_frames(7, page_size=10)]
    assert found == list(range(1, 2001))
    assert sorted(service.asked) == list(range(1, 201))
    assert service.rounds < 200 / 6


def test_no_more_is_there_than_a_few_pages() -> None:
    service = Slow(10_000)
    with client(service) as api:
        walk = api.query.iter_frames(7, page_size=10)
        ahead = [len(service.asked) - number // 10 for number, _ in enumerate(walk)]
    assert max(ahead) <= 16


def test_page_that_failed_is_asked_for_again_and_those_before_it_are_given() -> None:
    service = Slow(400)
    service.fail_at = {9}
    given = []
    with client(service) as api:
        walk = api.query.iter_frames(7, page_size=10)
        for _ in range(2):
            with pytest.raises(RayvisionConnectionError):
                given.extend(frame.id for frame in walk)
            assert given == list(range(1, 81))
        service.fail_at = set()
        given.extend(frame.id for frame in walk)
    assert given == list(range(1, 401))


def test_list_that_moves_is_not_asked_for_ahead() -> None:
    service = Slow(200)
    with client(service) as api:
        assert len(list(api.query.iter_tasks(page_size=10, search_keyword="a"))) == 200
    assert service.most == 1


def test_pages_grow_old_while_a_program_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rayvision_api._sync.iteration._FRESH", 0.0)
    service = Slow(200)
    with client(service) as api:
        walk = api.query.iter_frames(7, page_size=10)
        for number, _ in enumerate(walk):
            assert len(service.asked) == number // 10 + 1


@pytest.mark.parametrize("call", ["wait", "task_info"])
def test_a_thousand_ids_are_asked_for_at_once_and_stay_in_order(half: Half, call: str) -> None:
    service = Slow(0, SLOW)
    ids = list(range(1000, 0, -1))
    with half.client(transport=service, domain="farm.example") as api:
        found = api.task.wait(ids) if call == "wait" else api.query.task_info(ids).items
    assert [task.id for task in found] == ids
    assert sorted(map(len, service.asked)) == [100] * 10
    assert service.most > 1


@pytest.mark.parametrize("call", ["wait", "task_info"])
def test_hundred_ids_that_failed_are_an_error(half: Half, call: str) -> None:
    service = Slow(0)
    service.fail_at = {150}
    with half.client(transport=service, domain="farm.example") as api, pytest.raises(RayvisionConnectionError):
        (api.task.wait if call == "wait" else api.query.task_info)(range(1, 301))


def test_no_more_calls_at_once_than_there_are_connections() -> None:
    api = RayvisionAPI(ACCESS_ID, ACCESS_KEY, limits=httpx.Limits(max_connections=3))
    with api:
        assert api._caller.pools.most_at_once == 3

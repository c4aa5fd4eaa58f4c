"""Waiting that ends before the tasks do: time is up, somebody says stop, a coroutine is cancelled."""

from __future__ import annotations

import asyncio
import pickle
import threading
import time
from typing import Any

import httpx
import pytest
from rayvision_api import (
    AsyncRayvisionAPI,
    RayvisionAPI,
    RayvisionError,
    RayvisionWaitStoppedError,
    RayvisionWaitTimeoutError,
    RetryPolicy,
)

from .support import ACCESS_ID, ACCESS_KEY, AT_ONCE, Farm, Half, envelope, page

pytestmark = pytest.mark.both_halves

RENDERING = page([{"id": 1, "taskStatus": 5, "sceneName": "shot_010"}, {"id": 2, "taskStatus": 25}])


def test_time_that_is_up_tells_what_was_last_seen(half: Half) -> None:
    farm = Farm(RENDERING)
    began = time.monotonic()
    with half.client(farm) as api, pytest.raises(RayvisionWaitTimeoutError) as caught:
        api.task.wait([2, 1], timeout=0.15, poll=0.02)
    assert 0.1 < time.monotonic() - began < 5
    assert isinstance(caught.value, RayvisionError)
    assert [(task.id, int(task.task_status)) for task in caught.value.tasks] == [(2, 25), (1, 5)]
    assert "RENDERING" in str(caught.value)
    assert farm.sent > 1
    twin = pickle.loads(pickle.dumps(caught.value))
    assert (twin.tasks, str(twin)) == (caught.value.tasks, str(caught.value))


def test_no_time_at_all_means_one_look(half: Half) -> None:
    farm = Farm(RENDERING)
    with half.client(farm) as api, pytest.raises(RayvisionWaitTimeoutError):
        api.task.wait([1, 2], timeout=0)
    assert farm.sent == 1


def test_long_pause_is_cut_short_by_the_timeout(half: Half) -> None:
    began = time.monotonic()
    with half.client(Farm(RENDERING)) as api, pytest.raises(RayvisionWaitTimeoutError):
        api.task.wait([1, 2], timeout=0.2, poll=3600)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("status", [None, "?", 799])
def test_time_that_is_up_is_told_whatever_the_status_is(half: Half, status: Any) -> None:
    farm = Farm(page([{"id": 1, "taskStatus": status}]))
    with half.client(farm) as api, pytest.raises(RayvisionWaitTimeoutError) as caught:
        api.task.wait([1], timeout=0.01, poll=0.005)
    assert "1" in str(caught.value)


@pytest.mark.parametrize("failure", [httpx.Response(503), httpx.Response(200, json=envelope(None, 1000))])
def test_time_that_is_up_is_told_of_a_service_that_fails(half: Half, failure: httpx.Response) -> None:
    with half.client(Farm(failure), retries=None) as api, pytest.raises(RayvisionWaitTimeoutError):
        api.task.wait([1], timeout=0)


def test_timeout_holds_while_the_service_is_out_of_order(half: Half) -> None:
    patient = RetryPolicy(attempts=100, total_time=20, first_wait=10, longest_wait=10)
    farm = Farm(RENDERING, httpx.Response(503))
    began = time.monotonic()
    with half.client(farm, retries=patient) as api, pytest.raises(RayvisionError):
        api.task.wait([1, 2], timeout=0.2, poll=0.05)
    assert time.monotonic() - began < 9


def test_stop_event_ends_the_waiting_of_a_thread() -> None:
    stop = threading.Event()
    farm = Farm(RENDERING)
    with RayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=farm.transport, retries=AT_ONCE) as api:
        threading.Timer(0.1, stop.set).start()
        began = time.monotonic()
        with pytest.raises(RayvisionWaitStoppedError) as caught:
            api.task.wait([1, 2], poll=60, stop=stop)
    assert time.monotonic() - began < 10
    assert [task.id for task in caught.value.tasks] == [1, 2]
    assert "stop" in str(caught.value)


def test_stop_event_ends_the_waiting_of_a_coroutine() -> None:
    async def run() -> RayvisionWaitStoppedError:
        stop = asyncio.Event()
        async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=Farm(RENDERING).transport) as api:
            asyncio.get_running_loop().call_later(0.1, stop.set)
            with pytest.raises(RayvisionWaitStoppedError) as caught:
                await asyncio.wait_for(api.task.wait([1, 2], poll=60, stop=stop), 10)
        return caught.value

    assert [task.id for task in asyncio.run(run()).tasks] == [1, 2]


def test_event_that_is_never_set_changes_nothing() -> None:
    farm = Farm(RENDERING, RENDERING, page([{"id": 1, "taskStatus": 25}]))
    with RayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=farm.transport) as api:
        assert len(api.task.wait([1, 2], poll=0.01, stop=threading.Event())) == 2

    async def run() -> int:
        farm = Farm(RENDERING, RENDERING, page([{"id": 1, "taskStatus": 25}]))
        async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=farm.transport) as api:
            return len(await api.task.wait([1, 2], poll=0.01, stop=asyncio.Event()))

    assert asyncio.run(run()) == 2


def test_event_that_is_set_already_ends_the_waiting_at_the_first_look() -> None:
    stop = threading.Event()
    stop.set()
    farm = Farm(RENDERING)
    with (
        RayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=farm.transport) as api,
        pytest.raises(RayvisionWaitStoppedError),
    ):
        api.task.wait([1, 2], poll=60, stop=stop)
    assert farm.sent <= 1


@pytest.mark.parametrize("with_event", [False, True])
def test_cancelled_coroutine_stops_waiting_and_leaves_the_client_usable(with_event: bool) -> None:
    farm = Farm(RENDERING)

    async def run() -> None:
        async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=farm.transport) as api:
            stop = asyncio.Event() if with_event else None
            waiting = asyncio.create_task(api.task.wait([1, 2], poll=60, stop=stop))
            await asyncio.sleep(0.05)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(api.task.wait([1, 2], poll=60), 0.05)
            assert len((await api.query.task_info([1, 2])).items) == 2
            assert len(asyncio.all_tasks()) == 1

    asyncio.run(run())
    assert farm.sent == 3


def test_cancelled_while_pausing_between_attempts_sends_no_more() -> None:
    farm = Farm(httpx.Response(503))
    policy = RetryPolicy(first_wait=60, longest_wait=60)

    async def run() -> None:
        transport = farm.transport
        async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=transport, retries=policy) as api:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(api.query.platforms(), 0.05)

    asyncio.run(run())
    assert farm.sent == 1


def test_two_waits_over_one_client_do_not_disturb_each_other() -> None:
    async def run() -> list[int]:
        farm = Farm(lambda request: RENDERING if farm.sent < 6 else page([{"id": 1, "taskStatus": 25}]))
        async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=farm.transport) as api:
            waits = [api.task.wait([1], poll=0.01), api.task.wait([1], poll=0.01)]
            return [len(tasks) for tasks in await asyncio.gather(*waits)]

    assert asyncio.run(run()) == [1, 1]


def test_stop_event_ends_the_waiting_while_the_service_is_out_of_order() -> None:
    stop = threading.Event()
    patient = RetryPolicy(attempts=100, total_time=60, first_wait=20, longest_wait=20)
    farm = Farm(RENDERING, httpx.Response(503))
    with RayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=farm.transport, retries=patient) as api:
        threading.Timer(0.2, stop.set).start()
        began = time.monotonic()
        with pytest.raises(RayvisionWaitStoppedError) as caught:
            api.task.wait([1, 2], poll=0.05, stop=stop)
    assert time.monotonic() - began < 8
    assert [task.id for task in caught.value.tasks] == [1, 2]


def test_stop_event_of_the_wrong_kind_is_refused(half: Half) -> None:
    wrong = threading.Event() if half.is_async else asyncio.Event()
    with half.client(Farm(RENDERING)) as api, pytest.raises(TypeError, match="stop is"):
        api.task.wait([1, 2], poll=0.05, stop=wrong)

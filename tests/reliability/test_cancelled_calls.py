"""Calls that are cancelled, or out of time: they leave no connection, and take nobody's place."""

from __future__ import annotations

import asyncio
import gc
import socket
import ssl
import threading
import time
import warnings
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
import trio
from rayvision_api import AsyncRayvisionAPI, RayvisionTimeoutError

from .connections import (
    ONE,
    ask,
    ask_async,
    ask_at_once,
    async_client,
    client_of,
    data_for,
    until,
    usual_answer,
    withholding,
)
from .loopback import HOST, HangUpError, Sent, Server, http_reply, serving
from .support import Half

pytestmark = pytest.mark.both_halves


def _cancel_many_times(
    api: AsyncRayvisionAPI, reached: Callable[[int], object], times: int = 20
) -> Awaitable[list[BaseException | None]]:
    async def run() -> list[BaseException | None]:
        ends: list[BaseException | None] = []
        for number in range(times):
            doomed = asyncio.create_task(ask_async(api, number + 1))
            await until(lambda number=number: reached(number + 1))
            doomed.cancel()
            ends += await asyncio.gather(doomed, return_exceptions=True)
        return ends

    return run()


def _on_trio(coroutine: Any) -> None:
    trio.run(lambda: coroutine)


@pytest.mark.parametrize("stage", ["reply", "body"])
def test_call_that_is_cancelled_at_its_reply_gives_its_place_back(stage: str) -> None:
    gone = threading.Semaphore(0)
    begun: list[int] = []

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        whole = http_reply(data_for(sent))
        if sent.body["taskIds"][0] == 99:
            return whole
        if stage == "body":
            connection.sendall(whole[:-5])
        begun.append(1)
        with suppress(OSError):
            assert connection.recv(1) == b""
        gone.release()
        raise HangUpError

    async def run(domain: str) -> None:
        async with async_client(domain, limits=ONE) as api:
            ends = await _cancel_many_times(api, lambda count: len(begun) == count)
            assert {type(end) for end in ends} == {asyncio.CancelledError}
            await ask_async(api, 99)

    with serving(answer) as server:
        asyncio.run(run(server.domain))
        assert all(gone.acquire(timeout=20) for _ in range(20))
    assert (len(server.requests), server.connections) == (21, 21)


def test_call_that_is_cancelled_while_it_waits_for_a_place_takes_none() -> None:
    release = threading.Event()

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        release.wait(20)
        return http_reply(data_for(sent))

    async def run(domain: str) -> None:
        async with async_client(domain, limits=ONE) as api:
            holder = asyncio.create_task(ask_async(api, 98))
            await until(lambda: server.requests)
            waiting = [asyncio.create_task(ask_async(api, number + 1)) for number in range(20)]
            await asyncio.sleep(0.05)
            for doomed in waiting[::2]:
                doomed.cancel()
            release.set()
            ends = await asyncio.gather(*waiting, return_exceptions=True)
            assert [type(end) for end in ends] == [asyncio.CancelledError, type(None)] * 10
            await holder
            await ask_async(api, 99)

    with serving(answer) as server:
        asyncio.run(run(server.domain))
    assert (len(server.requests), server.connections) == (12, 1)


def test_call_that_is_cancelled_while_a_name_is_looked_up_gives_its_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve = socket.getaddrinfo
    known = threading.Event()

    def slow(host: Any, *rest: Any, **more: Any) -> Any:
        known.wait(20)
        return resolve(HOST, *rest, **more)

    async def run(port: str) -> None:
        async with async_client(f"farm.studio:{port}", limits=ONE) as api:
            for _ in range(20):
                doomed = asyncio.create_task(ask_async(api, 1))
                await asyncio.sleep(0.005)
                doomed.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await doomed
            known.set()
            await ask_async(api, 99)

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with serving(usual_answer) as server:
        asyncio.run(run(server.domain.partition(":")[2]))
    assert (len(server.requests), server.connections) == (1, 1)


@pytest.mark.parametrize("protocol", ["http", "https"])
def test_call_that_is_cancelled_at_any_step_leaves_no_connection_behind(
    tls: tuple[Path, ssl.SSLContext], protocol: str
) -> None:
    authority, context = tls

    async def run(domain: str) -> None:
        async with async_client(domain, protocol=protocol, verify=authority, limits=ONE) as api:
            for steps in [*range(40)] * 3:
                doomed = asyncio.create_task(ask_async(api, 1))
                for _ in range(steps):
                    await asyncio.sleep(0.0002 if steps % 2 else 0)
                doomed.cancel()
                await asyncio.gather(doomed, return_exceptions=True)
            await ask_async(api, 99)

    with (
        serving(usual_answer, context=context if protocol == "https" else None) as server,
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("always")
        asyncio.run(run(server.domain))
        gc.collect()
    assert [str(one.message) for one in caught] == []


@pytest.mark.parametrize("through_proxy", [False, True], ids=["direct", "through a proxy"])
@pytest.mark.parametrize("run", [asyncio.run, _on_trio], ids=["asyncio", "trio"])
def test_bursts_of_cancelled_calls_leave_every_place_free(run: Callable[[Any], object], *, through_proxy: bool) -> None:
    """In a pool of httpx they take places for ever: https://github.com/encode/httpcore/issues/1093."""

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        time.sleep(0.002)
        return http_reply(data_for(sent))

    async def hasty(api: AsyncRayvisionAPI, number: int) -> None:
        with anyio.move_on_after(0.003 * (number % 8)):
            await ask_async(api, number + 1)

    async def all_of(domain: str) -> None:
        way = {"domain": "farm.studio", "proxy": f"http://{domain}"} if through_proxy else {"domain": domain}
        limits = httpx.Limits(max_connections=5)
        async with async_client(**way, limits=limits, timeout=httpx.Timeout(20, pool=5)) as api:
            for _ in range(15):
                async with anyio.create_task_group() as burst:
                    for number in range(20):
                        burst.start_soon(hasty, api, number)
            async with anyio.create_task_group() as later:
                for number in range(10):
                    later.start_soon(ask_async, api, number + 1)

    with serving(answer) as server:
        run(all_of(server.domain))


def test_quick_call_does_not_wait_behind_a_slow_one_beside_a_free_connection(half: Half) -> None:
    with (
        withholding() as (server, release),
        client_of(half, server.domain, limits=httpx.Limits(max_connections=2), retries=None, timeout=20) as api,
        ThreadPoolExecutor(1) as thread,
    ):
        if half.is_async:
            slow = thread.submit(api._runner.run, _slow_beside_quick(api.target, server, release))
        else:
            slow = thread.submit(ask, api, 1)
            while not server.requests:
                time.sleep(0.005)
            for wanted in range(11, 21):
                ask(api, wanted)
            release.set()
        slow.result(20)
    assert (len(server.requests), server.connections) == (11, 2)


async def _slow_beside_quick(api: AsyncRayvisionAPI, server: Server, release: threading.Event) -> None:
    slow = asyncio.create_task(ask_async(api, 1))
    await until(lambda: server.requests)
    for wanted in range(11, 21):
        await ask_async(api, wanted)
    release.set()
    await slow


def test_call_that_timed_out_gives_its_place_back_and_leaves_no_reply_to_the_next(half: Half) -> None:
    with (
        withholding() as (server, release),
        client_of(half, server.domain, limits=ONE, timeout=20, retries=None) as api,
    ):
        hasty = api.with_options(timeout=httpx.Timeout(20, read=0.1))
        for number in (1, 2, 3):
            with pytest.raises(RayvisionTimeoutError):
                ask(hasty, number)
        release.set()
        for number in (11, 12):
            ask(api, number)
    assert (len(server.requests), server.connections) == (5, 4)


def test_place_that_was_waited_for_in_vain_is_not_lost(half: Half) -> None:
    with (
        withholding() as (server, release),
        client_of(half, server.domain, limits=ONE, timeout=20, retries=None) as api,
    ):
        hasty = api.with_options(timeout=httpx.Timeout(20, pool=0.1, read=0.4))
        with pytest.raises(RayvisionTimeoutError):
            ask_at_once(hasty, half, [1, 2, 3])
        release.set()
        for number in (11, 12):
            ask(api, number)


def test_reply_that_came_while_the_event_loop_was_busy_came_in_time() -> None:
    async def run(server: Server) -> None:
        async with async_client(server.domain, timeout=httpx.Timeout(20, read=0.2)) as api:
            creation = asyncio.create_task(api.task.create_task())
            await until(lambda: server.requests)
            time.sleep(0.5)  # noqa: ASYNC251  # nothing else runs meanwhile
            assert len((await creation).task_id_list) == 1

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        time.sleep(0.1)
        return http_reply(data_for(sent))

    with serving(answer) as server:
        asyncio.run(run(server))


def test_call_that_is_cancelled_during_a_handshake_gives_its_place_back(
    tls: tuple[Path, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, context = tls
    ready = threading.Event()
    wrap = context.wrap_socket

    def slow(*args: Any, **kwargs: Any) -> ssl.SSLSocket:
        ready.wait(20)
        return wrap(*args, **kwargs)

    async def run(domain: str) -> None:
        async with async_client(domain, protocol="https", verify=authority, limits=ONE) as api:
            ends = await _cancel_many_times(api, lambda count: server.connections == count, 10)
            assert {type(end) for end in ends} == {asyncio.CancelledError}
            hasty = api.with_options(timeout=httpx.Timeout(20, connect=0.1))
            with pytest.raises(RayvisionTimeoutError) as caught:
                await hasty.task.create_task()
            assert caught.value.sent is False
            ready.set()
            await ask_async(api, 99)

    monkeypatch.setattr(context, "wrap_socket", slow)
    with serving(usual_answer, context=context) as server:
        asyncio.run(run(server.domain))
    assert (len(server.requests), server.connections) == (1, 12)

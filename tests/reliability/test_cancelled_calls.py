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
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from rayvision_api import AsyncRayvisionAPI, RayvisionTimeoutError
from rayvision_api._asyncio import _Connection

from .connections import (
    ONE,
    ask,
    ask_async,
    ask_at_once,
    async_client,
    client_of,
    data_for,
    greeting,
    until,
    usual_answer,
    withholding,
)
from .loopback import HOST, HangUpError, Sent, Server, http_reply, serving
from .support import Half


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


def test_call_that_is_cancelled_at_any_step_leaves_no_connection_behind() -> None:
    async def run(domain: str) -> None:
        async with async_client(domain, limits=ONE) as api:
            for steps in [*range(15)] * 5:
                doomed = asyncio.create_task(ask_async(api, 1))
                for _ in range(steps):
                    await asyncio.sleep(0)
                doomed.cancel()
                await asyncio.gather(doomed, return_exceptions=True)
            await ask_async(api, 99)

    with serving(usual_answer) as server, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        asyncio.run(run(server.domain))
        gc.collect()
    assert [str(one.message) for one in caught] == []


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
            assert (await creation).task_id_list == [7]

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


def test_call_that_is_cancelled_as_a_handshake_ends_leaves_no_socket(
    tls: tuple[Path, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, context = tls
    made = _Connection.connection_made
    calls: list[asyncio.Task[Any]] = []

    def made_too_late(self: _Connection, transport: asyncio.BaseTransport) -> None:
        made(self, transport)
        calls[-1].cancel()

    async def run(domain: str) -> None:
        async with async_client(domain, protocol="https", verify=authority, limits=ONE) as api:
            for _ in range(5):
                calls.append(asyncio.create_task(api.task.create_task()))
                with pytest.raises(asyncio.CancelledError):
                    await calls[-1]

    monkeypatch.setattr(_Connection, "connection_made", made_too_late)
    with warnings.catch_warnings(record=True) as caught, greeting(context, b"") as domain:
        warnings.simplefilter("always")
        asyncio.run(run(domain))
        gc.collect()
    assert [str(one.message) for one in caught] == []

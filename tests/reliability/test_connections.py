"""Connections over real sockets: which are kept, which are not used again, and how they end."""

from __future__ import annotations

import asyncio
import gc
import json
import socket
import ssl
import subprocess
import sys
import textwrap
import threading
import time
import warnings
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
import trio
from rayvision_api import AsyncRayvisionAPI, RayvisionError

from .connections import (
    ONE,
    Ending,
    ask,
    ask_async,
    ask_at_once,
    async_client,
    client_of,
    data_for,
    until,
    usual_answer,
    written,
)
from .loopback import HangUpError, Sent, http_reply, serving
from .support import Half, envelope, page

pytestmark = pytest.mark.both_halves


def test_connection_that_the_server_ended_is_not_used_again(half: Half) -> None:
    ending = Ending()
    with serving(ending) as server, client_of(half, server.domain) as api:
        for _ in range(5):
            api.task.create_task()
            assert ending.ended.acquire(timeout=20)
            time.sleep(0.02)
    assert len(server.requests) == server.connections == 5


@pytest.mark.parametrize("is_blocked", [True, False], ids=["blocked event loop", "running event loop"])
def test_event_loop_that_was_blocked_meanwhile_does_not_use_it_either(is_blocked: bool) -> None:
    ending = Ending()

    async def run(domain: str) -> None:
        async with async_client(domain) as api:
            for _ in range(5):
                await api.task.create_task()
                if is_blocked:
                    assert ending.ended.acquire(timeout=20)
                    time.sleep(0.02)  # noqa: ASYNC251  # nothing else runs meanwhile
                else:
                    await until(lambda: ending.ended.acquire(blocking=False))
                    await asyncio.sleep(0.02)

    with serving(ending) as server:
        asyncio.run(run(server.domain))
    assert len(server.requests) == server.connections == 5


@pytest.mark.parametrize(
    "late", [b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n", b"!"], ids=["reply", "byte"]
)
def test_connection_on_which_came_what_nobody_asked_for_is_not_used_again(half: Half, late: bytes) -> None:
    come = threading.Semaphore(0)

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        connection.sendall(http_reply(data_for(sent)))
        time.sleep(0.1)
        connection.sendall(late)
        come.release()
        return b""

    with serving(answer) as server, client_of(half, server.domain) as api:
        for _ in range(3):
            api.task.create_task()
            assert come.acquire(timeout=20)
            time.sleep(0.02)
    assert len(server.requests) == server.connections == 3


def _doubled(sent: Sent, connection: socket.socket) -> bytes:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    reply, surplus = http_reply(data_for(sent)), http_reply(page([{"id": 99, "taskStatus": 25}]))
    connection.sendall(reply + surplus if sent.body["taskIds"][0] % 2 else reply)
    return b"" if sent.body["taskIds"][0] % 2 else surplus


@pytest.mark.parametrize("protocol", ["http", "https"])
def test_reply_that_comes_doubled_leaves_nothing_to_the_next_call(
    half: Half, tls: tuple[Path, ssl.SSLContext], protocol: str
) -> None:
    authority, context = tls
    with (
        serving(_doubled, context=context if protocol == "https" else None) as server,
        half.client(domain=server.domain, protocol=protocol, verify=authority, retries=None) as api,
    ):
        for wanted in range(1, 21):
            ask(api, wanted)
            time.sleep(0.02)
    assert len(server.requests) == server.connections == 20


@pytest.mark.parametrize("run", [asyncio.run, lambda coroutine: trio.run(lambda: coroutine)], ids=["asyncio", "trio"])
def test_surplus_that_came_in_the_same_turn_of_an_event_loop_is_not_the_next_reply(
    tls: tuple[Path, ssl.SSLContext], run: Callable[[Any], object]
) -> None:
    """anyio may have read both replies from the socket, and TLS both records."""
    authority, context = tls
    come = threading.Semaphore(0)

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        connection.sendall(_doubled(sent, connection))
        come.release()
        return b""

    async def ask_many(domain: str) -> None:
        async with async_client(domain, protocol="https", verify=authority) as api, anyio.create_task_group() as group:
            for wanted in range(1, 11):
                group.start_soon(ask_async, api, 2 * wanted)
                while len(server.requests) < wanted:  # noqa: ASYNC110  # what servers do, they do in threads
                    await anyio.sleep(0.001)
                assert come.acquire(timeout=20)
                time.sleep(0.01)  # noqa: ASYNC251  # nothing else runs meanwhile
                await anyio.sleep(0.01)

    with serving(answer, context=context) as server:
        run(ask_many(server.domain))
    assert len(server.requests) == server.connections == 10


def test_flood_on_an_idle_connection_is_not_taken_in() -> None:
    taken_in: list[bool] = []

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        connection.sendall(http_reply(data_for(sent)))
        connection.settimeout(0.5)
        try:
            for _ in range(100):
                connection.sendall(bytes(1_000_000))
        except OSError:
            taken_in.append(False)
            raise
        taken_in.append(True)
        raise HangUpError

    async def run(domain: str) -> None:
        async with async_client(domain) as api:
            await ask_async(api, 1)
            await until(lambda: taken_in)

    with serving(answer) as server:
        asyncio.run(run(server.domain))
    assert taken_in == [False]


@pytest.mark.parametrize(
    ("version", "connection"),
    [("1.1", "close"), ("1.1", "x-hop, Close"), ("1.0", None)],
)
@pytest.mark.parametrize("has_length", [True, False], ids=["length", "no length"])
def test_connection_that_is_to_be_closed_is_not_used_again(
    half: Half, version: str, connection: str | None, has_length: bool
) -> None:
    ended = threading.Semaphore(0)
    headers = [f"Connection: {connection}"] if connection else []

    def answer(sent: Sent, stream: socket.socket) -> bytes:
        length = [f"Content-Length: {len(json.dumps(data_for(sent)))}"] if has_length else []
        stream.sendall(written(version, headers + length, sent))
        if has_length:
            # It stays open here; the client closes it.
            assert stream.recv(1) == b""
            ended.release()
        raise HangUpError

    with serving(answer) as server, client_of(half, server.domain) as api:
        for wanted in (1, 2, 3):
            ask(api, wanted)
        if has_length:
            assert all(ended.acquire(timeout=20) for _ in range(3))
    assert len(server.requests) == server.connections == 3


def test_no_more_connections_than_allowed_are_open_at_a_time(half: Half) -> None:
    busy: list[int] = []
    most = [0]

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        busy.append(1)
        most.append(len(busy))
        time.sleep(0.02)
        busy.pop()
        return http_reply(data_for(sent))

    limits = httpx.Limits(max_connections=3)
    with serving(answer) as server, client_of(half, server.domain, limits=limits) as api:
        ask_at_once(api, half, list(range(1, 31)))
    assert len(server.requests) == 30
    assert max(most) <= 3
    assert server.connections <= 3


def test_no_more_connections_than_allowed_are_kept(half: Half) -> None:
    together = threading.Barrier(4)

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        if sent.body["taskIds"][0] < 100:
            together.wait(20)
        return http_reply(data_for(sent))

    limits = httpx.Limits(max_keepalive_connections=1)
    with serving(answer) as server, client_of(half, server.domain, limits=limits) as api:
        ask_at_once(api, half, [1, 2, 3, 4])
        assert server.connections == 4
        for wanted in (101, 102):
            ask(api, wanted)
        assert server.connections == 4
        ask_at_once(api, half, [5, 6, 7, 8])
        assert server.connections == 7


def test_connection_expires(half: Half) -> None:
    for expiry, connections in ((0.1, 2), (60, 1)):
        limits = httpx.Limits(keepalive_expiry=expiry)
        with serving(usual_answer) as server, client_of(half, server.domain, limits=limits) as api:
            ask(api, 1)
            time.sleep(0.3)
            ask(api, 2)
            assert server.connections == connections


def test_tls_connection_is_kept(half: Half, tls: tuple[Path, ssl.SSLContext]) -> None:
    authority, context = tls
    with (
        serving(usual_answer, context=context) as server,
        half.client(domain=server.domain, protocol="https", verify=authority) as api,
    ):
        for wanted in range(1, 6):
            ask(api, wanted)
        time.sleep(0.1)
        ask(api, 6)
    assert (len(server.requests), server.connections) == (6, 1)


def test_tls_connection_that_the_server_ended_is_not_used_again(half: Half, tls: tuple[Path, ssl.SSLContext]) -> None:
    authority, context = tls
    ending = Ending()
    with (
        serving(ending, context=context) as server,
        half.client(domain=server.domain, protocol="https", verify=authority) as api,
    ):
        for _ in range(3):
            api.task.create_task()
            assert ending.ended.acquire(timeout=20)
            time.sleep(0.02)
    assert len(server.requests) == server.connections == 3


@pytest.mark.parametrize("protocol", ["http", "https"])
def test_closing_ends_idle_connections_at_once(half: Half, tls: tuple[Path, ssl.SSLContext], protocol: str) -> None:
    authority, context = tls
    ended = threading.Event()

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        connection.sendall(http_reply(data_for(sent)))
        with suppress(OSError):
            assert connection.recv(1) == b""
        ended.set()
        raise HangUpError

    with (
        serving(answer, context=context if protocol == "https" else None) as server,
        half.client(domain=server.domain, protocol=protocol, verify=authority) as api,
    ):
        ask(api, 1)
        assert not ended.wait(0.1)
        api.close()
        assert ended.wait(10)


def test_call_that_is_under_way_when_its_client_is_closed_is_the_last_one() -> None:
    release, ended = threading.Event(), threading.Event()

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        release.wait(20)
        connection.sendall(http_reply(data_for(sent)))
        assert connection.recv(1) == b""
        ended.set()
        raise HangUpError

    async def run(domain: str) -> None:
        api = async_client(domain)
        call = asyncio.create_task(ask_async(api, 1))
        await until(lambda: server.requests)
        await api.aclose()
        with pytest.raises(RayvisionError, match="closed"):
            await ask_async(api, 2)
        release.set()
        await call
        await until(ended.is_set)

    with serving(answer) as server:
        asyncio.run(run(server.domain))
    assert len(server.requests) == 1


SCRIPTS = {
    "sync": """
        import sys
        from rayvision_api import RayvisionAPI, RayvisionError

        with RayvisionAPI("id", "key", domain=sys.argv[1], protocol="http", retries=None) as api:
            for _ in range(3):
                assert api.query.platforms() == []
            try:
                api.with_options(timeout=0.1).query.task_info([1])
            except RayvisionError:
                pass
            assert api.query.platforms() == []
    """,
    "async": """
        import asyncio, sys
        from rayvision_api import AsyncRayvisionAPI, RayvisionError

        async def main():
            # A slow machine is not worth a word on stderr.
            asyncio.get_running_loop().slow_callback_duration = 60
            async with AsyncRayvisionAPI("id", "key", domain=sys.argv[1], protocol="http", retries=None) as api:
                for _ in range(3):
                    assert await api.query.platforms() == []
                await asyncio.gather(*(api.query.platforms() for _ in range(10)))
                try:
                    await api.with_options(timeout=0.1).query.task_info([1])
                except RayvisionError:
                    pass
                doomed = asyncio.create_task(api.query.task_info([1]))
                await asyncio.sleep(0.1)
                doomed.cancel()
                await asyncio.gather(doomed, return_exceptions=True)
                assert await api.query.platforms() == []

        asyncio.run(main())
    """,
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_nothing_is_left_open_at_the_end(script: str) -> None:
    def answer(sent: Sent, connection: socket.socket) -> bytes:
        if "taskIds" in sent.body:
            connection.recv(1)
            raise HangUpError
        return http_reply(envelope([]))

    with serving(answer) as server:
        command = [sys.executable, "-X", "dev", "-W", "error", "-c", textwrap.dedent(SCRIPTS[script]), server.domain]
        result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_calls_that_wait_for_a_connection_have_their_turn_in_order() -> None:
    done: list[int] = []

    async def run(domain: str) -> None:
        async def ask(number: int) -> None:
            await ask_async(api, number)
            done.append(number)

        async with async_client(domain, limits=ONE, timeout=60) as api:
            first = [asyncio.create_task(ask(number)) for number in range(1, 301)]
            await until(lambda: done)
            late = [asyncio.create_task(ask(number)) for number in range(301, 401)]
            await asyncio.gather(*first, *late)

    with serving(usual_answer) as server:
        asyncio.run(run(server.domain))
    assert server.connections == 1
    assert done == list(range(1, 401))


def test_client_of_many_event_loops_keeps_none_that_has_ended() -> None:
    loops: list[weakref.ref[Any]] = []

    async def run(api: AsyncRayvisionAPI, wanted: int) -> None:
        loops.append(weakref.ref(asyncio.get_running_loop()))
        await ask_async(api, wanted)

    with serving(usual_answer) as server, warnings.catch_warnings():
        # Connections of loops that have ended cannot be closed in order.
        warnings.simplefilter("ignore", ResourceWarning)
        api = async_client(server.domain)
        for wanted in range(1, 6):
            asyncio.run(run(api, wanted))
        gc.collect()
        assert [loop() is None for loop in loops] == [True] * 4 + [False]
        del api
        gc.collect()

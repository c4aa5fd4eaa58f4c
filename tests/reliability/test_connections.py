"""Connections over real sockets: which are kept, which are not used again, and what a call leaves of one that fails."""

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
import tracemalloc
import warnings
import weakref
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from rayvision_api import (
    AsyncRayvisionAPI,
    OutcomeUnknownError,
    RayvisionConnectionError,
    RayvisionError,
    RayvisionProtocolError,
    RayvisionTimeoutError,
)
from rayvision_api._asyncio import AsyncioTransport, _Connection

from .loopback import HOST, HangUpError, Sent, Server, http_reply, read_request, reset, serving
from .support import ACCESS_ID, ACCESS_KEY, Half, envelope, expected_signature, page

ONE = httpx.Limits(max_connections=1)


def _data(sent: Sent) -> dict[str, Any]:
    """Answer a question after a task with that task, and anything else with new tasks."""
    if "taskIds" not in sent.body:
        return envelope({"taskIdList": [7]})
    return page([{"id": sent.body["taskIds"][0], "taskStatus": 25}])


def _answer(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply(_data(sent))


def _ask(api: Any, wanted: int) -> None:
    assert api.query.task_info([wanted]).items[0].id == wanted


async def _ask_async(api: AsyncRayvisionAPI, wanted: int) -> None:
    assert (await api.query.task_info([wanted])).items[0].id == wanted


def _ask_at_once(api: Any, half: Half, wanted: list[int]) -> None:
    """Ask after many tasks at the same time: from threads, or from coroutines."""
    if half.is_async:
        asks = [_ask_async(api.target, one) for one in wanted]
        api._runner.run(_all(asks))
        return
    with ThreadPoolExecutor(len(wanted)) as threads:
        list(threads.map(lambda one: _ask(api, one), wanted))


async def _all(asks: list[Any]) -> None:
    await asyncio.gather(*asks)


async def _until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110  # what servers do, they do in threads
            await asyncio.sleep(0.005)


def _client(half: Half, domain: str, **options: Any) -> Any:
    # Reading certificates that no connection needs would take most of the time of these tests.
    return half.client(domain=domain, protocol="http", verify=False, **options)


def _async_client(domain: str, **options: Any) -> AsyncRayvisionAPI:
    defaults: dict[str, Any] = {"protocol": "http", "verify": False, "retries": None}
    return AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, domain=domain, **(defaults | options))


class Ending:
    """A server's behaviour: it answers, and ends the connection without a word."""

    def __init__(self) -> None:
        self.ended = threading.Semaphore(0)

    def __call__(self, sent: Sent, connection: socket.socket) -> bytes:
        connection.sendall(http_reply(_data(sent)))
        connection.shutdown(socket.SHUT_RDWR)
        self.ended.release()
        raise HangUpError


def test_connection_that_the_server_ended_is_not_used_again(half: Half) -> None:
    ending = Ending()
    with serving(ending) as server, _client(half, server.domain) as api:
        for _ in range(5):
            api.task.create_task()
            assert ending.ended.acquire(timeout=20)
            time.sleep(0.02)
    assert len(server.requests) == server.connections == 5


@pytest.mark.parametrize("is_blocked", [True, False], ids=["blocked event loop", "running event loop"])
def test_event_loop_that_was_blocked_meanwhile_does_not_use_it_either(is_blocked: bool) -> None:
    ending = Ending()

    async def run(domain: str) -> None:
        async with _async_client(domain) as api:
            for _ in range(5):
                await api.task.create_task()
                if is_blocked:
                    assert ending.ended.acquire(timeout=20)
                    time.sleep(0.02)  # noqa: ASYNC251  # nothing else runs meanwhile
                else:
                    await _until(lambda: ending.ended.acquire(blocking=False))
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
        connection.sendall(http_reply(_data(sent)))
        time.sleep(0.1)
        connection.sendall(late)
        come.release()
        return b""

    with serving(answer) as server, _client(half, server.domain) as api:
        for _ in range(3):
            api.task.create_task()
            assert come.acquire(timeout=20)
            time.sleep(0.02)
    assert len(server.requests) == server.connections == 3


def test_reply_with_more_than_its_length_leaves_nothing_to_the_next_call() -> None:
    def answer(sent: Sent, connection: socket.socket) -> bytes:
        return http_reply(_data(sent)) + http_reply(page([{"id": 99, "taskStatus": 25}]))

    async def run(domain: str) -> None:
        async with _async_client(domain) as api:
            for wanted in (1, 2, 3):
                await _ask_async(api, wanted)
            await api.task.create_task()

    with serving(answer) as server:
        asyncio.run(run(server.domain))
    assert len(server.requests) == server.connections == 4


def test_flood_on_an_idle_connection_is_not_taken_in() -> None:
    taken_in: list[bool] = []

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        connection.sendall(http_reply(_data(sent)))
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
        async with _async_client(domain) as api:
            await _ask_async(api, 1)
            await _until(lambda: taken_in)

    with serving(answer) as server:
        asyncio.run(run(server.domain))
    assert taken_in == [False]


def _written(version: str, headers: list[str], sent: Sent) -> bytes:
    return "\r\n".join([f"HTTP/{version} 200 OK", *headers, "", json.dumps(_data(sent))]).encode()


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
        length = [f"Content-Length: {len(json.dumps(_data(sent)))}"] if has_length else []
        stream.sendall(_written(version, headers + length, sent))
        if has_length:
            # It stays open here; the client closes it.
            assert stream.recv(1) == b""
            ended.release()
        raise HangUpError

    with serving(answer) as server, _client(half, server.domain) as api:
        for wanted in (1, 2, 3):
            _ask(api, wanted)
        if has_length:
            assert all(ended.acquire(timeout=20) for _ in range(3))
    assert len(server.requests) == server.connections == 3


def test_reply_of_no_length_lasts_until_the_connection_ends(half: Half) -> None:
    def answer(sent: Sent, connection: socket.socket) -> bytes:
        whole = _written("1.1", [], sent)
        for part in (whole[:-9], whole[-9:-1], whole[-1:]):
            connection.sendall(part)
            time.sleep(0.02)
        raise HangUpError

    with serving(answer) as server, _client(half, server.domain) as api:
        for wanted in (1, 2, 3):
            _ask(api, wanted)
    assert len(server.requests) == server.connections == 3


def test_reply_of_no_length_that_breaks_off_is_a_connection_error(half: Half) -> None:
    def answer(sent: Sent, connection: socket.socket) -> bytes:
        connection.sendall(_written("1.1", [], sent))
        time.sleep(0.1)
        reset(connection)
        return b""

    with (
        serving(answer) as server,
        _client(half, server.domain, retries=None) as api,
        pytest.raises(RayvisionConnectionError),
    ):
        _ask(api, 1)
    assert len(server.requests) == 1


def _chunked(sent: Sent) -> bytes:
    content = json.dumps(_data(sent)).encode()
    sizes = (1, 2, 17, len(content))
    chunks, start = [], 0
    for size in sizes:
        part = content[start : start + size]
        start += size
        chunks.append(b'%X;name="value"; other=1\r\n%s\r\n' % (len(part), part))
    return b"".join(
        [
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n",
            *chunks,
            b"0;last\r\nX-Sum: 17\r\nX-More: none\r\n\r\n",
        ]
    )


@pytest.mark.parametrize("step", [1, 7, 10_000])
def test_chunked_reply_is_put_together_and_its_connection_kept(half: Half, step: int) -> None:
    def answer(sent: Sent, connection: socket.socket) -> bytes:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        whole = _chunked(sent)
        for start in range(0, len(whole), step):
            connection.sendall(whole[start : start + step])
        return b""

    with serving(answer) as server, _client(half, server.domain) as api:
        for wanted in (1, 2, 3):
            _ask(api, wanted)
    assert (len(server.requests), server.connections) == (3, 1)


def test_informational_replies_are_passed_over(half: Half) -> None:
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n"

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" + early[:20])
        time.sleep(0.02)
        connection.sendall(early[20:] + early)
        return http_reply(_data(sent))

    with serving(answer) as server, _client(half, server.domain) as api:
        for wanted in (1, 2, 3):
            _ask(api, wanted)
    assert (len(server.requests), server.connections) == (3, 1)


def test_no_more_connections_than_allowed_are_open_at_a_time(half: Half) -> None:
    busy: list[int] = []
    most = [0]

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        busy.append(1)
        most.append(len(busy))
        time.sleep(0.02)
        busy.pop()
        return http_reply(_data(sent))

    limits = httpx.Limits(max_connections=3)
    with serving(answer) as server, _client(half, server.domain, limits=limits) as api:
        _ask_at_once(api, half, list(range(1, 31)))
    assert len(server.requests) == 30
    assert max(most) <= 3
    assert server.connections <= 3


def test_no_more_connections_than_allowed_are_kept(half: Half) -> None:
    together = threading.Barrier(4)

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        if sent.body["taskIds"][0] < 100:
            together.wait(20)
        return http_reply(_data(sent))

    limits = httpx.Limits(max_keepalive_connections=1)
    with serving(answer) as server, _client(half, server.domain, limits=limits) as api:
        _ask_at_once(api, half, [1, 2, 3, 4])
        assert server.connections == 4
        for wanted in (101, 102):
            _ask(api, wanted)
        assert server.connections == 4
        _ask_at_once(api, half, [5, 6, 7, 8])
        assert server.connections == 7


def test_connection_expires(half: Half) -> None:
    for expiry, connections in ((0.1, 2), (60, 1)):
        limits = httpx.Limits(keepalive_expiry=expiry)
        with serving(_answer) as server, _client(half, server.domain, limits=limits) as api:
            _ask(api, 1)
            time.sleep(0.3)
            _ask(api, 2)
            assert server.connections == connections


def _cancel_many_times(
    api: AsyncRayvisionAPI, reached: Callable[[int], object], times: int = 20
) -> Awaitable[list[BaseException | None]]:
    async def run() -> list[BaseException | None]:
        ends: list[BaseException | None] = []
        for number in range(times):
            doomed = asyncio.create_task(_ask_async(api, number + 1))
            await _until(lambda number=number: reached(number + 1))
            doomed.cancel()
            ends += await asyncio.gather(doomed, return_exceptions=True)
        return ends

    return run()


@pytest.mark.parametrize("stage", ["reply", "body"])
def test_call_that_is_cancelled_at_its_reply_gives_its_place_back(stage: str) -> None:
    gone = threading.Semaphore(0)
    begun: list[int] = []

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        whole = http_reply(_data(sent))
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
        async with _async_client(domain, limits=ONE) as api:
            ends = await _cancel_many_times(api, lambda count: len(begun) == count)
            assert {type(end) for end in ends} == {asyncio.CancelledError}
            await _ask_async(api, 99)

    with serving(answer) as server:
        asyncio.run(run(server.domain))
        assert all(gone.acquire(timeout=20) for _ in range(20))
    assert (len(server.requests), server.connections) == (21, 21)


def test_call_that_is_cancelled_while_it_waits_for_a_place_takes_none() -> None:
    release = threading.Event()

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        release.wait(20)
        return http_reply(_data(sent))

    async def run(domain: str) -> None:
        async with _async_client(domain, limits=ONE) as api:
            holder = asyncio.create_task(_ask_async(api, 98))
            await _until(lambda: server.requests)
            waiting = [asyncio.create_task(_ask_async(api, number + 1)) for number in range(20)]
            await asyncio.sleep(0.05)
            for doomed in waiting[::2]:
                doomed.cancel()
            release.set()
            ends = await asyncio.gather(*waiting, return_exceptions=True)
            assert [type(end) for end in ends] == [asyncio.CancelledError, type(None)] * 10
            await holder
            await _ask_async(api, 99)

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
        async with _async_client(f"farm.studio:{port}", limits=ONE) as api:
            for _ in range(20):
                doomed = asyncio.create_task(_ask_async(api, 1))
                await asyncio.sleep(0.005)
                doomed.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await doomed
            known.set()
            await _ask_async(api, 99)

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with serving(_answer) as server:
        asyncio.run(run(server.domain.partition(":")[2]))
    assert (len(server.requests), server.connections) == (1, 1)


def test_call_that_is_cancelled_at_any_step_leaves_no_connection_behind() -> None:
    async def run(domain: str) -> None:
        async with _async_client(domain, limits=ONE) as api:
            for steps in [*range(15)] * 5:
                doomed = asyncio.create_task(_ask_async(api, 1))
                for _ in range(steps):
                    await asyncio.sleep(0)
                doomed.cancel()
                await asyncio.gather(doomed, return_exceptions=True)
            await _ask_async(api, 99)

    with serving(_answer) as server, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        asyncio.run(run(server.domain))
        gc.collect()
    assert [str(one.message) for one in caught] == []


@contextmanager
def _withholding() -> Iterator[tuple[Server, threading.Event]]:
    """A service that answers calls for tasks below ten only when it is told to."""
    release = threading.Event()

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        if sent.body["taskIds"][0] < 10:
            release.wait(20)
        return http_reply(_data(sent))

    with serving(answer) as server:
        yield server, release


def test_call_that_timed_out_gives_its_place_back_and_leaves_no_reply_to_the_next(half: Half) -> None:
    with (
        _withholding() as (server, release),
        _client(half, server.domain, limits=ONE, timeout=20, retries=None) as api,
    ):
        hasty = api.with_options(timeout=httpx.Timeout(20, read=0.1))
        for number in (1, 2, 3):
            with pytest.raises(RayvisionTimeoutError):
                _ask(hasty, number)
        release.set()
        for number in (11, 12):
            _ask(api, number)
    assert (len(server.requests), server.connections) == (5, 4)


def test_place_that_was_waited_for_in_vain_is_not_lost(half: Half) -> None:
    with (
        _withholding() as (server, release),
        _client(half, server.domain, limits=ONE, timeout=20, retries=None) as api,
    ):
        hasty = api.with_options(timeout=httpx.Timeout(20, pool=0.1, read=0.4))
        with pytest.raises(RayvisionTimeoutError):
            _ask_at_once(hasty, half, [1, 2, 3])
        release.set()
        for number in (11, 12):
            _ask(api, number)


@pytest.fixture
def deaf() -> Iterator[str]:
    """Give a domain at which connections are taken and nothing is ever read."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        listener.bind((HOST, 0))
        listener.listen()
        yield f"{HOST}:{listener.getsockname()[1]}"


def test_request_that_the_server_does_not_read_times_out(half: Half, deaf: str) -> None:
    timeout = httpx.Timeout(20, write=0.2)
    with (
        _client(half, deaf, timeout=timeout) as api,
        pytest.raises(OutcomeUnknownError, match="WriteTimeout") as caught,
    ):
        api.tag.add_label("x" * 16_000_000)
    assert isinstance(caught.value, RayvisionTimeoutError)
    assert caught.value.sent is True


def test_large_request_arrives_whole(half: Half) -> None:
    def slow(sent: Sent, connection: socket.socket) -> bytes:
        assert len(sent.body["newName"]) == 5_000_000
        return http_reply(envelope())

    with serving(slow) as server, _client(half, server.domain) as api:
        for _ in range(2):
            api.tag.add_label("x" * 5_000_000)
    assert (len(server.requests), server.connections) == (2, 1)


def test_early_refusal_of_a_large_request_is_read(half: Half) -> None:
    """A server answers as soon as it has read the head, ends its side, and takes in the rest."""
    with socket.create_server((HOST, 0)) as listener:

        def refuse() -> None:
            for _ in range(6):
                connection, _ = listener.accept()
                with connection, suppress(OSError):
                    received = connection.recv(65536)
                    connection.sendall(http_reply(b"<html>no</html>", "413 Content Too Large", "Connection: close"))
                    connection.shutdown(socket.SHUT_WR)
                    time.sleep(0.05)
                    while received:
                        received = connection.recv(1 << 20)

        server = threading.Thread(target=refuse, daemon=True)
        server.start()
        domain = f"{HOST}:{listener.getsockname()[1]}"
        with _client(half, domain, limits=ONE, retries=None) as api:
            for _ in range(6):
                with pytest.raises(RayvisionProtocolError) as caught:
                    api.tag.add_label("x" * 5_000_000)
                assert caught.value.status == 413
                assert not isinstance(caught.value, OutcomeUnknownError)
        server.join(20)


def _head(size: int) -> bytes:
    line = b"X-Padding: " + b"x" * 87 + b"\r\n"
    return b"HTTP/1.1 200 OK\r\n" + line * (size // len(line))


BROKEN = {
    "endless head": _head(200_000),
    "one long line": b"HTTP/1.1 200 OK\r\nX-Padding: " + b"x" * 200_000,
    "TLS": b"\x15\x03\x03\x00\x02\x02\x28",
    "bad status": b"HTTP/1.1 OK\r\n\r\n",
    "bad length": b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n1234",
    "bad chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\n",
    "other protocol": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
}


@pytest.mark.parametrize("broken", BROKEN)
def test_client_stays_usable_after_what_is_not_http(half: Half, broken: str) -> None:
    def answer(sent: Sent, connection: socket.socket) -> bytes:
        if sent.body["taskIds"][0] == 1:
            connection.sendall(BROKEN[broken])
            connection.recv(1)
            raise HangUpError
        return http_reply(_data(sent))

    with (
        serving(answer) as server,
        _client(half, server.domain, limits=ONE, retries=None, timeout=20) as api,
    ):
        with pytest.raises(RayvisionError) as caught:
            _ask(api, 1)
        assert not isinstance(caught.value, RayvisionTimeoutError)
        for wanted in (2, 3):
            _ask(api, wanted)
    assert (len(server.requests), server.connections) == (3, 2)


def test_head_that_comes_in_parts_may_be_as_large_as_gateways_allow(half: Half) -> None:
    def answer(sent: Sent, connection: socket.socket) -> bytes:
        content = json.dumps(_data(sent)).encode()
        whole = _head(60_000) + b"Content-Length: %d\r\n\r\n%s" % (len(content), content)
        for start in range(0, len(whole), 25_000):
            connection.sendall(whole[start : start + 25_000])
            time.sleep(0.05)
        return b""

    with serving(answer) as server, _client(half, server.domain, retries=None) as api:
        _ask(api, 1)
    assert len(server.requests) == 1


def test_port_that_cannot_be_is_a_connection_error(half: Half) -> None:
    with (
        _client(half, f"{HOST}:99999", retries=None) as api,
        pytest.raises((RayvisionConnectionError, ValueError)),
    ):
        _ask(api, 1)


@contextmanager
def _serving_ipv6(requests: list[Sent]) -> Iterator[str]:
    """Answer all requests of one connection over IPv6."""
    try:
        listener = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError as error:
        pytest.skip(f"this machine has no IPv6: {error}")

    def talk() -> None:
        connection, _ = listener.accept()
        with connection:
            while (request := read_request(connection)) is not None:
                requests.append(request)
                connection.sendall(http_reply(_data(request)))

    with listener:
        listener.settimeout(20)
        thread = threading.Thread(target=talk)
        thread.start()
        yield f"[::1]:{listener.getsockname()[1]}"
        thread.join(20)


def test_domain_may_be_an_ipv6_address(half: Half) -> None:
    requests: list[Sent] = []
    with _serving_ipv6(requests) as domain, _client(half, domain) as api:
        for wanted in (1, 2, 3):
            _ask(api, wanted)
    assert len(requests) == 3
    for sent in requests:
        assert sent.headers["Host"] == domain
        assert sent.headers["signature"] == expected_signature(sent.headers, sent.path, sent.body)


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """Make an authority, and a server's side of TLS with a certificate of it."""
    trustme = pytest.importorskip("trustme", reason="trustme is needed to make certificates")
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    return file, context


def test_tls_connection_is_kept(half: Half, tls: tuple[Path, ssl.SSLContext]) -> None:
    authority, context = tls
    with serving(_answer, context=context) as server, half.client(domain=server.domain, verify=authority) as api:
        for wanted in range(1, 6):
            _ask(api, wanted)
        time.sleep(0.1)
        _ask(api, 6)
    assert (len(server.requests), server.connections) == (6, 1)


def test_tls_connection_that_the_server_ended_is_not_used_again(half: Half, tls: tuple[Path, ssl.SSLContext]) -> None:
    authority, context = tls
    ending = Ending()
    with serving(ending, context=context) as server, half.client(domain=server.domain, verify=authority) as api:
        for _ in range(3):
            api.task.create_task()
            assert ending.ended.acquire(timeout=20)
            time.sleep(0.02)
    assert len(server.requests) == server.connections == 3


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
        async with _async_client(domain, protocol="https", verify=authority, limits=ONE) as api:
            ends = await _cancel_many_times(api, lambda count: server.connections == count, 10)
            assert {type(end) for end in ends} == {asyncio.CancelledError}
            hasty = api.with_options(timeout=httpx.Timeout(20, connect=0.1))
            with pytest.raises(RayvisionTimeoutError) as caught:
                await hasty.task.create_task()
            assert caught.value.sent is False
            ready.set()
            await _ask_async(api, 99)

    monkeypatch.setattr(context, "wrap_socket", slow)
    with serving(_answer, context=context) as server:
        asyncio.run(run(server.domain))
    assert (len(server.requests), server.connections) == (1, 12)


@pytest.mark.parametrize("protocol", ["http", "https"])
def test_closing_ends_idle_connections_at_once(half: Half, tls: tuple[Path, ssl.SSLContext], protocol: str) -> None:
    authority, context = tls
    ended = threading.Event()

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        connection.sendall(http_reply(_data(sent)))
        with suppress(OSError):
            assert connection.recv(1) == b""
        ended.set()
        raise HangUpError

    with (
        serving(answer, context=context if protocol == "https" else None) as server,
        half.client(domain=server.domain, protocol=protocol, verify=authority) as api,
    ):
        _ask(api, 1)
        assert not ended.wait(0.1)
        api.close()
        assert ended.wait(10)


def test_call_that_is_under_way_when_its_client_is_closed_is_the_last_one() -> None:
    release, ended = threading.Event(), threading.Event()

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        release.wait(20)
        connection.sendall(http_reply(_data(sent)))
        assert connection.recv(1) == b""
        ended.set()
        raise HangUpError

    async def run(domain: str) -> None:
        api = _async_client(domain)
        call = asyncio.create_task(_ask_async(api, 1))
        await _until(lambda: server.requests)
        await api.aclose()
        with pytest.raises(RayvisionError, match="closed"):
            await _ask_async(api, 2)
        release.set()
        await call
        await _until(ended.is_set)

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
            await _ask_async(api, number)
            done.append(number)

        async with _async_client(domain, limits=ONE, timeout=60) as api:
            first = [asyncio.create_task(ask(number)) for number in range(1, 301)]
            await _until(lambda: done)
            late = [asyncio.create_task(ask(number)) for number in range(301, 401)]
            await asyncio.gather(*first, *late)

    with serving(_answer) as server:
        asyncio.run(run(server.domain))
    assert server.connections == 1
    assert done == list(range(1, 401))


def test_reply_that_came_while_the_event_loop_was_busy_came_in_time() -> None:
    async def run(server: Server) -> None:
        async with _async_client(server.domain, timeout=httpx.Timeout(20, read=0.2)) as api:
            creation = asyncio.create_task(api.task.create_task())
            await _until(lambda: server.requests)
            time.sleep(0.5)  # noqa: ASYNC251  # nothing else runs meanwhile
            assert (await creation).task_id_list == [7]

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        time.sleep(0.1)
        return http_reply(_data(sent))

    with serving(answer) as server:
        asyncio.run(run(server))


def test_context_may_be_shared_with_a_client_of_http2(half: Half, tls: tuple[Path, ssl.SSLContext]) -> None:
    authority, context = tls
    context.set_alpn_protocols(["h2", "http/1.1"])
    shared = ssl.create_default_context(cafile=authority)
    spoken: list[str | None] = []

    def answer(sent: Sent, connection: Any) -> bytes:
        spoken.append(connection.selected_alpn_protocol())
        return http_reply(_data(sent))

    limits = httpx.Limits(max_keepalive_connections=0)
    with (
        serving(answer, context=context) as server,
        half.client(domain=server.domain, verify=shared, limits=limits) as api,
    ):
        for wanted in (1, 2):
            _ask(api, wanted)
            shared.set_alpn_protocols(["h2", "http/1.1"])
    assert spoken == ["http/1.1", "http/1.1"]


@contextmanager
def _greeting(context: ssl.SSLContext | None, said: bytes) -> Iterator[str]:
    """A service that answers as soon as anything has come, and never reads on."""
    over = threading.Event()

    def talk(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            stream = context.wrap_socket(connection, server_side=True) if context else connection
            with stream:
                if said:
                    stream.recv(1)
                    stream.sendall(said)
                over.wait(20)

    def accept() -> None:
        with suppress(OSError):
            while not over.is_set():
                threading.Thread(target=talk, args=(listener.accept()[0],), daemon=True).start()

    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        listener.bind((HOST, 0))
        listener.listen()
        acceptor = threading.Thread(target=accept, daemon=True)
        acceptor.start()
        yield f"{HOST}:{listener.getsockname()[1]}"
        over.set()
        socket.create_connection(listener.getsockname()).close()
        acceptor.join(20)


def test_request_that_is_not_read_over_tls_times_out_too(half: Half, tls: tuple[Path, ssl.SSLContext]) -> None:
    authority, context = tls
    timeout = httpx.Timeout(20, write=0.2)
    with (
        _greeting(context, b"") as domain,
        half.client(domain=domain, verify=authority, timeout=timeout) as api,
        pytest.raises(OutcomeUnknownError, match="WriteTimeout"),
    ):
        api.tag.add_label("x" * 16_000_000)


@pytest.mark.parametrize("protocol", ["http", "https"])
def test_refusal_of_a_request_that_is_not_read_on_is_read_at_once(
    tls: tuple[Path, ssl.SSLContext], protocol: str
) -> None:
    authority, context = tls

    async def run(domain: str) -> None:
        async with _async_client(domain, protocol=protocol, verify=authority, limits=ONE) as api:
            for _ in range(3):
                with pytest.raises(RayvisionProtocolError) as caught:
                    await api.tag.add_label("x" * 16_000_000)
                assert caught.value.status == 413
            # What was left of the request is not sent before the next one, on a connection that nobody reads.
            with pytest.raises(RayvisionProtocolError):
                await api.task.create_task()

    said = http_reply(b"<html>no</html>", "413 Content Too Large")
    with _greeting(context if protocol == "https" else None, said) as domain:
        asyncio.run(run(domain))


def test_service_is_reached_where_one_of_its_addresses_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve = socket.getaddrinfo

    def both(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
        if host not in ("farm.studio", b"farm.studio"):
            return resolve(host, port, *rest, **more)
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, int(port)))
            for address in (nowhere.getsockname()[0], HOST)
        ]

    async def run(port: int) -> None:
        async with _async_client(f"farm.studio:{port}", timeout=10) as api:
            for wanted in (1, 2):
                await _ask_async(api, wanted)

    with serving(_answer) as server, socket.socket() as nowhere, ExitStack() as waiting:
        port = int(server.domain.partition(":")[2])
        try:
            nowhere.bind(("127.0.0.2", port))
        except OSError as reason:
            pytest.skip(f"this machine has no second address on loopback: {reason}")
        nowhere.listen(0)
        # A full queue: whoever comes next is left without an answer.
        for _ in range(4):
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            with suppress(BlockingIOError):
                one.connect(nowhere.getsockname())
        monkeypatch.setattr(socket, "getaddrinfo", both)
        asyncio.run(run(port))


def test_name_is_looked_up_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[Any] = []

    def refuse(host: Any, *rest: Any, **more: Any) -> Any:
        looked_up.append(host if isinstance(host, str) else host.decode())
        raise socket.gaierror("no such name")

    async def run() -> None:
        async with _async_client("xn--strae-oqa.example") as api:
            with pytest.raises(RayvisionConnectionError):
                await api.task.create_task()

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    asyncio.run(run())
    assert looked_up == ["xn--strae-oqa.example"]


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
        async with _async_client(domain, protocol="https", verify=authority, limits=ONE) as api:
            for _ in range(5):
                calls.append(asyncio.create_task(api.task.create_task()))
                with pytest.raises(asyncio.CancelledError):
                    await calls[-1]

    monkeypatch.setattr(_Connection, "connection_made", made_too_late)
    with warnings.catch_warnings(record=True) as caught, _greeting(context, b"") as domain:
        warnings.simplefilter("always")
        asyncio.run(run(domain))
        gc.collect()
    assert [str(one.message) for one in caught] == []


def test_client_of_many_event_loops_keeps_none_that_has_ended() -> None:
    loops: list[weakref.ref[Any]] = []

    async def run(api: AsyncRayvisionAPI, wanted: int) -> None:
        loops.append(weakref.ref(asyncio.get_running_loop()))
        await _ask_async(api, wanted)

    with serving(_answer) as server, warnings.catch_warnings():
        # Connections of loops that have ended cannot be closed in order.
        warnings.simplefilter("ignore", ResourceWarning)
        api = _async_client(server.domain)
        for wanted in range(1, 6):
            asyncio.run(run(api, wanted))
        gc.collect()
        assert [loop() is None for loop in loops] == [True] * 4 + [False]
        del api
        gc.collect()


def test_reply_that_is_closed_twice_gives_its_place_back_once() -> None:
    async def run(domain: str) -> None:
        transport = AsyncioTransport(f"http://{domain}", ssl.create_default_context(), ONE)
        async with httpx.AsyncClient(transport=transport) as client:
            reply = await client.post(f"http://{domain}/", json={})
            await reply.aclose()
            await cast("httpx.AsyncByteStream", reply.stream).aclose()
            first = asyncio.create_task(client.post(f"http://{domain}/", json={}))
            await _until(lambda: len(server.requests) == 2)
            second = asyncio.create_task(client.post(f"http://{domain}/", json={}))
            await asyncio.sleep(0.05)
            assert len(server.requests) == 2
            release.set()
            await asyncio.gather(first, second)

    release = threading.Event()

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        if len(server.requests) > 1:
            release.wait(20)
        return http_reply(envelope())

    with serving(answer) as server:
        asyncio.run(run(server.domain))


def test_flood_that_comes_while_a_request_goes_out_is_not_taken_in() -> None:
    async def run(domain: str) -> None:
        timeout = httpx.Timeout(20, write=2)
        async with _async_client(domain, limits=ONE, timeout=timeout, max_reply_size=1000) as api:
            with pytest.raises(RayvisionProtocolError, match="larger than 1000 bytes"):
                await api.tag.add_label("x" * 16_000_000)

    flood = b"HTTP/1.1 200 OK\r\nContent-Length: 300000000\r\n\r\n" + bytes(300_000_000)
    with _greeting(None, flood) as domain:
        tracemalloc.start()
        try:
            asyncio.run(run(domain))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 100_000_000

"""Every limit of time holds, whatever a service does: for one attempt, for all of them, for waiting."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import httpx
import pytest
from rayvision_api import OutcomeUnknownError, RayvisionError, RayvisionTimeoutError, RayvisionWaitError, RetryPolicy

from .connections import client_of, data_for
from .loopback import HOST, HangUpError, Sent, http_reply, serving
from .support import Half, envelope

pytestmark = pytest.mark.both_halves

LIMIT = 0.8


@contextmanager
def _in_time(limit: float = LIMIT) -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 1.5 * limit + 3  # a slow machine takes its time


def _by_and_by(parts: Iterator[bytes] | list[bytes], connection: socket.socket, pause: float) -> bytes:
    for part in parts:
        connection.sendall(part)
        time.sleep(pause)
    raise HangUpError


def _bytes(text: bytes) -> list[bytes]:
    return [text[index : index + 1] for index in range(len(text))]


def _dripping_head(sent: Sent, connection: socket.socket) -> bytes:
    return _by_and_by(_bytes(http_reply(data_for(sent))), connection, 0.1)


def _dripping_body(sent: Sent, connection: socket.socket) -> bytes:
    whole = http_reply(data_for(sent))
    head, _, body = whole.partition(b"\r\n\r\n")
    return _by_and_by([head + b"\r\n\r\n", *_bytes(body)], connection, 0.1)


def _endless(part: bytes, pause: float, head: bytes = b"") -> Callable[[Sent, socket.socket], bytes]:
    def answer(sent: Sent, connection: socket.socket) -> bytes:
        connection.sendall(head)
        ends = time.monotonic() + 10
        return _by_and_by(iter(lambda: part if time.monotonic() < ends else b"", b""), connection, pause)

    return answer


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
STALLING = {
    "head by the byte": _dripping_head,
    "body by the byte": _dripping_body,
    "endless 1xx": _endless(b"HTTP/1.1 102 Processing\r\n\r\n", 0.1),
    "flood of 1xx": _endless(b"HTTP/1.1 102 Processing\r\n\r\n" * 100, 0),
    "endless chunks": _endless(b"1\r\n \r\n", 0.1, CHUNKED),
    "flood of chunks": _endless(b"1\r\n \r\n" * 100, 0, CHUNKED),
}


@pytest.mark.parametrize("stalling", STALLING)
def test_attempt_is_over_in_time(half: Half, stalling: str) -> None:
    with serving(STALLING[stalling]) as server, client_of(half, server.domain, timeout=LIMIT, retries=None) as api:
        with _in_time(), pytest.raises(RayvisionTimeoutError) as caught:
            api.task.create_task()
        assert isinstance(caught.value, OutcomeUnknownError)


@pytest.mark.parametrize("stalling", ["head by the byte", "endless chunks"])
@pytest.mark.parametrize("timeout", [60, None, httpx.Timeout(60, read=30)], ids=["seconds", "none", "parts"])
def test_all_attempts_are_over_in_time(half: Half, stalling: str, timeout: float | httpx.Timeout | None) -> None:
    retries = RetryPolicy(attempts=50, total_time=LIMIT, first_wait=0.01, longest_wait=0.01)
    with (
        serving(STALLING[stalling]) as server,
        client_of(half, server.domain, timeout=timeout, retries=retries) as api,
        _in_time(),
        pytest.raises(RayvisionTimeoutError),
    ):
        api.query.platforms()


def test_parts_of_a_timeout_bound_their_steps_alone(half: Half) -> None:
    def answer(sent: Sent, connection: socket.socket) -> bytes:
        return _by_and_by([http_reply(envelope([]))[:60], http_reply(envelope([]))[60:]], connection, 0.3)

    timeout = httpx.Timeout(0.5)
    with serving(answer) as server, client_of(half, server.domain, timeout=timeout, retries=None) as api:
        assert api.query.platforms() == []


@pytest.mark.parametrize("stalling", ["body by the byte", "endless 1xx"])
def test_waiting_is_over_in_time(half: Half, stalling: str) -> None:
    with (
        serving(STALLING[stalling]) as server,
        client_of(half, server.domain, retries=RetryPolicy()) as api,
        _in_time(2),
        pytest.raises((RayvisionWaitError, RayvisionError)),
    ):
        api.task.wait([1], timeout=2)


@pytest.mark.parametrize("proxy", [False, True], ids=["direct", "proxy"])
def test_stalled_handshake_is_over_in_time(half: Half, mute: str, *, proxy: bool) -> None:
    way = {"domain": "farm.studio", "proxy": f"https://{mute}"} if proxy else {"domain": mute, "protocol": "https"}
    with half.client(**way, timeout=LIMIT, retries=None, verify=False) as api:
        with _in_time(), pytest.raises(RayvisionTimeoutError) as caught:
            api.task.create_task()
        assert caught.value.sent is False
        assert not isinstance(caught.value, OutcomeUnknownError)


@contextmanager
def _read_by_and_by(step: int) -> Iterator[str]:
    """A service that reads so many bytes at a time, and says nothing."""
    over = threading.Event()

    def read() -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            while not over.wait(0.02):
                connection.recv(step)

    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        listener.bind((HOST, 0))
        listener.listen()
        reader = threading.Thread(target=read)
        reader.start()
        yield f"{HOST}:{listener.getsockname()[1]}"
        over.set()
        reader.join(20)


@pytest.mark.parametrize("step", [1, 3000])
def test_request_that_is_read_by_and_by_is_over_in_time(half: Half, step: int) -> None:
    with _read_by_and_by(step) as domain, client_of(half, domain, timeout=3 * LIMIT, retries=None) as api:
        # Eight megabytes take a while to be signed, before anything is sent.
        with _in_time(3 * LIMIT), pytest.raises(RayvisionTimeoutError) as caught:
            api.tag.add_label("x" * 8_000_000)
        assert caught.value.sent is True

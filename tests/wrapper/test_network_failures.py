"""What can happen on the way to the service and back, over real connections: always one of our errors."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable

import httpx
import pytest
from rayvision_api import RayvisionConnectionError, RayvisionError, RayvisionProtocolError, RayvisionTimeoutError

from .loopback import closed_port, http_server, raw_server, read_request, reset
from .support import Farm, Half, envelope

pytestmark = pytest.mark.both_halves

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def _hang_up(connection: socket.socket) -> None:
    read_request(connection)


def _hang_up_at_once(connection: socket.socket) -> None:
    reset(connection)


def _reset_after_the_request(connection: socket.socket) -> None:
    read_request(connection)
    reset(connection)


def _hang_up_within_the_head(connection: socket.socket) -> None:
    read_request(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-")


def _hang_up_within_the_body(connection: socket.socket) -> None:
    read_request(connection)
    connection.sendall(HEAD + b'Content-Length: 1000\r\n\r\n{"code": 200, "da')


def _hang_up_within_a_chunk(connection: socket.socket) -> None:
    read_request(connection)
    connection.sendall(HEAD + b'Transfer-Encoding: chunked\r\n\r\nff\r\n{"code"')


@pytest.mark.parametrize(
    "behave",
    [
        _hang_up,
        _hang_up_at_once,
        _reset_after_the_request,
        _hang_up_within_the_head,
        _hang_up_within_the_body,
        _hang_up_within_a_chunk,
    ],
    ids=lambda behave: behave.__name__.strip("_"),
)
def test_dropped_connection_is_a_connection_error(half: Half, behave: Callable[[socket.socket], None]) -> None:
    with raw_server(behave) as domain, pytest.raises(RayvisionConnectionError) as caught:
        half.over_the_network("query.platforms", domain=domain, protocol="http", timeout=10)
    error = caught.value
    assert isinstance(error, RayvisionError)
    assert error.operation == "queryPlatforms"
    assert error.request == f"http://{domain}/api/render/common/queryPlatforms"
    assert error.reason
    assert domain in str(error)


def test_refused_connection_is_a_connection_error(half: Half) -> None:
    domain = closed_port()
    with pytest.raises(RayvisionConnectionError) as caught:
        half.over_the_network("query.platforms", domain=domain, protocol="http", timeout=10)
    assert domain in str(caught.value)
    assert "queryPlatforms" in str(caught.value)


def test_server_that_speaks_no_tls_is_a_connection_error(half: Half) -> None:
    def behave(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

    with raw_server(behave) as domain, pytest.raises(RayvisionConnectionError) as caught:
        half.over_the_network("query.platforms", domain=domain, protocol="https", timeout=10)
    assert domain in str(caught.value)


def test_server_that_speaks_no_http_is_an_error_of_ours(half: Half) -> None:
    def behave(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"220 mail.example.org ESMTP\r\n\r\n")

    with raw_server(behave) as domain, pytest.raises((RayvisionConnectionError, RayvisionProtocolError)):
        half.over_the_network("query.platforms", domain=domain, protocol="http", timeout=10)


def _silence(connection: socket.socket) -> None:
    read_request(connection)
    connection.recv(1)


def _silence_within_the_body(connection: socket.socket) -> None:
    read_request(connection)
    connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n{")
    connection.recv(1)


@pytest.mark.parametrize("behave", [_silence, _silence_within_the_body], ids=lambda behave: behave.__name__.strip("_"))
@pytest.mark.parametrize("timeout", [0.15, httpx.Timeout(5, read=0.15)], ids=["seconds", "httpx.Timeout"])
def test_silent_server_is_a_timeout_error(
    half: Half, behave: Callable[[socket.socket], None], timeout: float | httpx.Timeout
) -> None:
    started = time.monotonic()
    with raw_server(behave) as domain, pytest.raises(RayvisionTimeoutError) as caught:
        half.over_the_network("query.platforms", domain=domain, protocol="http", timeout=timeout)
    assert time.monotonic() - started < 5
    assert isinstance(caught.value, RayvisionError)
    assert caught.value.operation == "queryPlatforms"
    assert caught.value.request == f"http://{domain}/api/render/common/queryPlatforms"
    assert "timeout" in str(caught.value).lower()


def test_client_can_be_used_again_after_a_failure(half: Half) -> None:
    answers = iter([httpx.ConnectError("refused"), httpx.ReadTimeout("slow"), None])

    def answer(request: httpx.Request) -> httpx.Response:
        if failure := next(answers):
            raise failure
        return httpx.Response(200, json=envelope([{"platform": 2}]))

    api = half.client(Farm(answer))
    with pytest.raises(RayvisionConnectionError):
        half.call(api, "query.platforms")
    with pytest.raises(RayvisionTimeoutError):
        half.call(api, "query.platforms")
    assert half.call(api, "query.platforms")[0].platform == 2


@pytest.mark.parametrize(
    ("kind", "ours"),
    [
        (httpx.ConnectError, RayvisionConnectionError),
        (httpx.ReadError, RayvisionConnectionError),
        (httpx.WriteError, RayvisionConnectionError),
        (httpx.CloseError, RayvisionConnectionError),
        (httpx.ProxyError, RayvisionConnectionError),
        (httpx.RemoteProtocolError, RayvisionConnectionError),
        (httpx.ConnectTimeout, RayvisionTimeoutError),
        (httpx.ReadTimeout, RayvisionTimeoutError),
        (httpx.WriteTimeout, RayvisionTimeoutError),
        (httpx.PoolTimeout, RayvisionTimeoutError),
        (httpx.UnsupportedProtocol, RayvisionConnectionError),
        (httpx.LocalProtocolError, RayvisionConnectionError),
    ],
)
@pytest.mark.parametrize("words", ["what happened", ""])
def test_every_failure_of_the_transport_becomes_one_of_ours(
    half: Half, kind: type[httpx.RequestError], ours: type[RayvisionError], words: str
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise kind(words, request=request)

    with pytest.raises(RayvisionError) as caught:
        half.call(half.client(Farm(answer)), "query.platforms")
    assert type(caught.value) is ours
    assert words in str(caught.value)
    assert kind.__name__ in str(caught.value) or words


def test_error_of_the_application_in_a_transport_comes_out_as_it_is(half: Half) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise LookupError("a bug of the application")

    with pytest.raises(LookupError, match="a bug of the application"):
        half.call(half.client(Farm(answer)), "query.platforms")


def test_connection_is_kept_between_calls() -> None:
    ports: set[str] = set()
    lock = threading.Lock()
    half = Half(is_async=False)

    def reply(path: str, headers: dict[str, str], body: bytes) -> dict[str, object]:
        with lock:
            ports.add(threading.current_thread().name)
        return envelope([])

    with http_server(reply) as domain, half.client(domain=domain, protocol="http") as api:
        for _ in range(5):
            api.query.platforms()
    assert len(ports) == 1

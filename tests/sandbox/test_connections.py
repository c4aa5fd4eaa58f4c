"""A client that goes away without saying so holds no connection."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPResponse
from typing import Any

import httpx
import pytest
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.http import connections
from rayvision_sandbox.http.server import running

GET = b"GET /sandbox HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /sandbox/clock HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n"
# Far longer than the patience of these tests, far shorter than theirs who wait for ever.
SECONDS = 20


@pytest.fixture
def domain(make_farm: Callable[..., Farm], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run a farm that loses patience soon."""
    monkeypatch.setattr(connections, "TIMEOUT", 0.5)
    with running(make_farm()) as domain:
        yield domain


def connect(domain: str, **options: Any) -> socket.socket:
    host, _, port = domain.rpartition(":")
    connection = socket.create_connection((host, int(port)), timeout=SECONDS, **options)
    connection.settimeout(SECONDS)
    return connection


def is_cut(connection: socket.socket) -> bool:
    """Read whatever comes; tell whether there is an end to it."""
    with suppress(ConnectionResetError):
        while connection.recv(65536):
            pass
    return True


@pytest.mark.parametrize(
    "sent",
    [
        *(b"", b"\r\n", b"G", GET, GET + b"X: y", POST + b"\r\n", POST + b'\r\n{"advance": '),
        *(GET + b"\r\n" + GET, POST + b"Expect: 100-continue\r\n\r\n"),
    ],
)
def test_a_request_that_never_ends_is_cut(domain: str, sent: bytes) -> None:
    with connect(domain) as connection:
        connection.sendall(sent)
        assert is_cut(connection)


@pytest.mark.parametrize("begun", [GET + b"X: ", POST + b"\r\n"])
def test_a_request_that_trickles_in_is_cut(domain: str, begun: bytes) -> None:
    with connect(domain) as connection:
        connection.sendall(begun)
        ended = threading.Event()

        def trickle() -> None:
            with suppress(OSError):
                while not ended.wait(0.05):
                    connection.sendall(b"a")

        thread = threading.Thread(target=trickle)
        thread.start()
        assert is_cut(connection)
        ended.set()
        thread.join()


def test_a_reply_that_nobody_takes_is_cut(domain: str) -> None:
    with connect(domain) as connection:
        # As many as fill the buffers of both sides; the farm stops reading when it cannot write.
        request = GET.replace(b"/sandbox", b"/docs/1.0.0/reference.html") + b"\r\n"
        with pytest.raises(OSError, match=r"reset|[Bb]roken pipe"):
            connection.sendall(request * 1_000_000)


def test_a_slow_reply_is_not_cut(domain: str, make_caller: Any) -> None:
    with httpx.Client(base_url=f"http://{domain}", trust_env=False) as client:
        client.post("/sandbox/faults", json={"kind": "delay", "seconds": 1.5}).raise_for_status()
        assert make_caller(client, domain).code("queryUserProfile") == 200


def test_a_connection_serves_one_request_after_the_other(domain: str) -> None:
    with connect(domain) as connection:
        for _ in range(5):
            connection.sendall(GET + b"\r\n")
            response = HTTPResponse(connection)
            response.begin()
            assert json.loads(response.read())["speed"] == 0
            time.sleep(0.2)

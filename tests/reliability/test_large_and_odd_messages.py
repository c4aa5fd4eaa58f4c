"""Messages over real sockets that are large, come in parts or too early, or are no HTTP."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from rayvision_api import (
    OutcomeUnknownError,
    RayvisionConnectionError,
    RayvisionError,
    RayvisionProtocolError,
    RayvisionTimeoutError,
)

from .connections import ONE, ask, client_of, data_for, greeting, written
from .loopback import HOST, HangUpError, Sent, http_reply, reset, serving
from .support import Half, envelope

pytestmark = pytest.mark.both_halves


def test_reply_of_no_length_lasts_until_the_connection_ends(half: Half) -> None:
    def answer(sent: Sent, connection: socket.socket) -> bytes:
        whole = written("1.1", [], sent)
        for part in (whole[:-9], whole[-9:-1], whole[-1:]):
            connection.sendall(part)
            time.sleep(0.02)
        raise HangUpError

    with serving(answer) as server, client_of(half, server.domain) as api:
        for wanted in (1, 2, 3):
            ask(api, wanted)
    assert len(server.requests) == server.connections == 3


def test_reply_of_no_length_that_breaks_off_is_a_connection_error(half: Half) -> None:
    def answer(sent: Sent, connection: socket.socket) -> bytes:
        connection.sendall(written("1.1", [], sent))
        time.sleep(0.1)
        reset(connection)
        return b""

    with (
        serving(answer) as server,
        client_of(half, server.domain, retries=None) as api,
        pytest.raises(RayvisionConnectionError),
    ):
        ask(api, 1)
    assert len(server.requests) == 1


def _chunked(sent: Sent) -> bytes:
    content = json.dumps(data_for(sent)).encode()
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

    with serving(answer) as server, client_of(half, server.domain) as api:
        for wanted in (1, 2, 3):
            ask(api, wanted)
    assert (len(server.requests), server.connections) == (3, 1)


def test_informational_replies_are_passed_over(half: Half) -> None:
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n"

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" + early[:20])
        time.sleep(0.02)
        connection.sendall(early[20:] + early)
        return http_reply(data_for(sent))

    with serving(answer) as server, client_of(half, server.domain) as api:
        for wanted in (1, 2, 3):
            ask(api, wanted)
    assert (len(server.requests), server.connections) == (3, 1)


def test_request_that_the_server_does_not_read_times_out(half: Half, mute: str) -> None:
    timeout = httpx.Timeout(20, write=0.2)
    with (
        client_of(half, mute, timeout=timeout) as api,
        pytest.raises(OutcomeUnknownError, match="WriteTimeout") as caught,
    ):
        api.tag.add_label("x" * 16_000_000)
    assert isinstance(caught.value, RayvisionTimeoutError)
    assert caught.value.sent is True


def test_large_request_arrives_whole(half: Half) -> None:
    def slow(sent: Sent, connection: socket.socket) -> bytes:
        assert len(sent.body["newName"]) == 5_000_000
        return http_reply(envelope())

    with serving(slow) as server, client_of(half, server.domain) as api:
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
        with client_of(half, domain, limits=ONE, retries=None) as api:
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
        return http_reply(data_for(sent))

    with (
        serving(answer) as server,
        client_of(half, server.domain, limits=ONE, retries=None, timeout=20) as api,
    ):
        with pytest.raises(RayvisionError) as caught:
            ask(api, 1)
        assert not isinstance(caught.value, RayvisionTimeoutError)
        for wanted in (2, 3):
            ask(api, wanted)
    assert (len(server.requests), server.connections) == (3, 2)


def test_head_that_comes_in_parts_may_be_as_large_as_gateways_allow(half: Half) -> None:
    def answer(sent: Sent, connection: socket.socket) -> bytes:
        content = json.dumps(data_for(sent)).encode()
        whole = _head(60_000) + b"Content-Length: %d\r\n\r\n%s" % (len(content), content)
        for start in range(0, len(whole), 25_000):
            connection.sendall(whole[start : start + 25_000])
            time.sleep(0.05)
        return b""

    with serving(answer) as server, client_of(half, server.domain, retries=None) as api:
        ask(api, 1)
    assert len(server.requests) == 1


def test_request_that_is_not_read_over_tls_times_out_too(half: Half, tls: tuple[Path, ssl.SSLContext]) -> None:
    authority, context = tls
    timeout = httpx.Timeout(20, write=0.2)
    with (
        greeting(context, b"") as domain,
        half.client(domain=domain, protocol="https", verify=authority, timeout=timeout) as api,
        pytest.raises(OutcomeUnknownError, match="WriteTimeout"),
    ):
        api.tag.add_label("x" * 16_000_000)

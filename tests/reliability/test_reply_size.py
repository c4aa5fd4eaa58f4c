"""A reply has a largest size, compressed or not, and nothing beyond it is read or unpacked."""

from __future__ import annotations

import gzip
import inspect
import json
import socket
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from rayvision_api import OutcomeUnknownError, RayvisionProtocolError

from .loopback import HangUpError, Sent, http_reply, serving
from .support import Half, envelope

pytestmark = pytest.mark.both_halves

LIMIT = 100_000


def _deflate(content: bytes) -> bytes:
    return zlib.compress(content)


def _headless_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


PACKINGS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("GZIP", gzip.compress),
    ("deflate", _deflate),
    ("deflate", _headless_deflate),
]


def _sized(size: int) -> bytes:
    """Write an envelope of exactly so many bytes."""
    empty = len(json.dumps(envelope([], padding="")).encode())
    return json.dumps(envelope([], padding="x" * (size - empty))).encode()


def test_largest_size_is_64_mebibytes_unless_said_otherwise(half: Half) -> None:
    assert inspect.signature(half.cls).parameters["max_reply_size"].default == 64 * 2**20


@pytest.mark.parametrize(("name", "pack"), [("identity", bytes), *PACKINGS])
def test_reply_of_the_largest_size_is_read_and_a_larger_one_is_not(
    half: Half, name: str, pack: Callable[[bytes], bytes]
) -> None:
    """By its size unpacked."""
    for size in (LIMIT, LIMIT + 1):
        packed = pack(_sized(size))
        assert name == "identity" or len(packed) < LIMIT / 10
        reply = http_reply(packed, "200 OK", f"Content-Encoding: {name}")
        with (
            serving(lambda sent, connection, reply=reply: reply) as server,
            half.client(domain=server.domain, protocol="http", max_reply_size=LIMIT) as api,
        ):
            if size == LIMIT:
                assert api.query.platforms() == []
            else:
                with pytest.raises(RayvisionProtocolError, match="max_reply_size"):
                    api.query.platforms()
            assert len(server.requests) == 1


@pytest.mark.parametrize("name", ["gzip", "deflate"])
def test_bomb_is_not_unpacked(half: Half, name: str) -> None:
    packer = zlib.compressobj(9, wbits=31 if name == "gzip" else 15)
    bomb = b"".join(packer.compress(b"[" * 2**20) for _ in range(200)) + packer.flush()
    assert len(bomb) < 300_000

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        return http_reply(bomb, "200 OK", f"Content-Encoding: {name}")

    with serving(answer) as server, half.client(domain=server.domain, protocol="http", max_reply_size=10**6) as api:
        tracemalloc.start()
        try:
            with pytest.raises(RayvisionProtocolError):
                api.query.platforms()
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 20_000_000


def test_endless_reply_is_cut_off_and_the_client_stays_usable(half: Half) -> None:
    endless = [True]

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        if not endless.pop():
            return http_reply(envelope([]))
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(1000):
            connection.sendall(b"10000\r\n" + b"[" * 0x10000 + b"\r\n")
        raise HangUpError

    with serving(answer) as server, half.client(domain=server.domain, protocol="http", max_reply_size=LIMIT) as api:
        with pytest.raises(RayvisionProtocolError, match="max_reply_size"):
            api.query.platforms()
        endless.append(False)
        assert api.query.platforms() == []


def test_too_large_a_reply_leaves_the_outcome_unknown(half: Half) -> None:
    with (
        serving(lambda sent, connection: http_reply(_sized(LIMIT + 1))) as server,
        half.client(domain=server.domain, protocol="http", max_reply_size=LIMIT) as api,
        pytest.raises(OutcomeUnknownError),
    ):
        api.task.create_task()
    assert len(server.requests) == 1


def test_only_such_compression_is_asked_for_as_is_undone_within_the_limit(half: Half) -> None:
    with (
        serving(lambda sent, connection: http_reply(envelope([]))) as server,
        half.client(domain=server.domain, protocol="http") as api,
    ):
        api.query.platforms()
    accepted = {name.lower(): value for name, value in server.requests[0].headers.items()}["accept-encoding"]
    assert {one.strip() for one in accepted.split(",")} <= {"gzip", "deflate", "identity"}


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, gzip", "nonsense"])
@pytest.mark.parametrize(
    "content",
    [b"", b"\x1f\x8b", b"garbage", gzip.compress(b"{")[:-3]],
    ids=["nothing", "a start", "garbage", "no end"],
)
def test_broken_compression_is_an_error_of_ours(half: Half, encoding: str, content: bytes) -> None:
    def answer(sent: Sent, connection: socket.socket) -> bytes:
        return http_reply(content, "200 OK", f"Content-Encoding: {encoding}")

    with (
        serving(answer) as server,
        half.client(domain=server.domain, protocol="http", retries=None) as api,
        pytest.raises(RayvisionProtocolError),
    ):
        api.query.platforms()


def test_size_is_checked(half: Half) -> None:
    for size in (0, -1):
        with pytest.raises(ValueError, match="max_reply_size"):
            half.cls("id", "key", max_reply_size=size)

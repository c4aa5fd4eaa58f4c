"""Replies that no service should send, made out of those that it does send."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

import httpx

ODD_VALUES: list[Any] = [
    *(None, True, False, 0, -1, 2**31, 2**63, 10**40, 0.5, -0.0, 1e300, float("inf"), float("nan")),
    *("", " ", "25", "-1", "²", "null", "2020-13-45 99:00:00", "9999-12-31 23:59:59", "0001-01-01 00:00:00", "\ud800"),
    *(10**18, -(10**18), 1535602289000, "1535602289000", "<b>&", "\x00\x1b[31m", "长" * 50),
    *([], {}, [[]], [None], [1, "2", {}], {"": {}}, {"items": None}, {"items": {}}),
]
STATUSES = [*[200] * 80, 201, 204, 206, 301, 302, 304, 307, 400, 401, 403, 404, 407, 413, 418, 429, 500, 502, 503, 599]
HEADERS: list[dict[str, str]] = [
    *[{}] * 60,
    {"Content-Type": "text/html; charset=gbk"},
    {"Content-Type": "application/json; charset=no-such-charset"},
    {"Content-Type": ";;;"},
    {"Content-Encoding": "gzip"},
    {"Content-Encoding": "deflate"},
    {"Content-Encoding": "br, zstd, unheard-of"},
    {"Content-Length": "7"},
    {"Location": "http://[not-an-address"},
    {"Location": "//elsewhere.example/x"},
    {"Retry-After": "-5"},
    {"Retry-After": "nan"},
    {"Retry-After": "Wed, 99 Foo 2020 00:00:00 GMT"},
    {"Retry-After": "9" * 400},
]


def mutated(envelope: dict[str, Any], chance: Random) -> httpx.Response:
    """Make a reply that differs from a documented one, in members, in bytes, or in what surrounds them."""
    wire = json.loads(json.dumps(envelope))
    for _ in range(chance.randrange(4)):
        wire = _changed(wire, chance)
    content = json.dumps(wire, ensure_ascii=chance.random() < 0.5).encode(errors="surrogatepass")
    if chance.random() < 0.4:
        content = chance.choice(_SPOILERS)(content, chance)
    headers = {"Content-Type": "application/json", **chance.choice(HEADERS)}
    # As a stream, so that a wrong encoding is found where a client finds it: while reading.
    return httpx.Response(chance.choice(STATUSES), headers=headers, stream=httpx.ByteStream(content))


def _changed(value: Any, chance: Random) -> Any:
    """Change one place of a JSON value, the deeper the rarer."""
    if not isinstance(value, dict | list) or not value or chance.random() < 0.1:
        return deepcopy(chance.choice(ODD_VALUES))
    key = chance.choice(list(value)) if isinstance(value, dict) else chance.randrange(len(value))
    way = chance.random()
    if way < 0.15:
        del value[key]
    elif way < 0.25 and isinstance(value, dict):
        value[chance.choice(["", "items", "code", "数", "__class__", key.upper()])] = value.pop(key)
    elif way < 0.3 and isinstance(value, list):
        value *= chance.choice([2, 50])
    else:
        value[key] = _changed(value[key], chance)
    return value


def _with_noise(content: bytes, chance: Random) -> bytes:
    noisy = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        noisy[chance.randrange(len(noisy))] = chance.randrange(256)
    return bytes(noisy)


def _cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _repeated_part(content: bytes, chance: Random) -> bytes:
    at, to = sorted(chance.choices(range(len(content) + 1), k=2))
    return content[:to] + content[at:to] + content[to:]


def _in_the_way(content: bytes, chance: Random) -> bytes:
    before = chance.choice([b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b")]}',\n", b"<html>", b"callback("])
    return before + content


def _otherwise_encoded(content: bytes, chance: Random) -> bytes:
    return content.decode(errors="replace").encode(chance.choice(["utf-16", "utf-32", "gb18030", "utf-7"]))


def _compressed(content: bytes, chance: Random) -> bytes:
    return gzip.compress(content, 1, mtime=0)[: chance.choice([None, -1, 5])]


def _other(_: bytes, chance: Random) -> bytes:
    """Return bytes that have nothing to do with the reply."""
    number = chance.choice([b"9" * 5000, b"-1e999", b"NaN", b"1" + b"0" * 400 + b".5"])
    deep = chance.choice([200, 2_000, 100_000])
    return chance.choice(
        [
            b"",
            b"null",
            b'"200"',
            chance.randbytes(chance.randrange(200)),
            b'{"code":200,"result":true,"data":' + number + b"}",
            b'{"code":' + number + b',"result":true,"data":{}}',
            b"[" * deep,
            b'{"code":200,"data":' * deep + b"1" + b"}" * deep,
            b'{"code":200,"code":404,"data":{},"data":null}',
        ]
    )


_SPOILERS: list[Callable[[bytes, Random], bytes]] = [
    *(_with_noise, _cut, _repeated_part, _in_the_way, _otherwise_encoded, _compressed, _other)
]

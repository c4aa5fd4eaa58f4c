# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Send one operation over an `httpx` client of yours, and read its reply.

Create the client with the service's address as `base_url` and a signer as `auth`:

    with httpx.Client(base_url="https://task.renderbus.com", auth=signer) as http:
        reply = api.query.query_platforms.sync(http, ZoneRequest(zone=Zone.CHINA))
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from typing import Any

import httpx

from .errors import NotAnEnvelopeError
from .operations import API_VERSION, Operation
from .types import Request

HEADERS = {"Content-Type": "application/json"}

# Bytes from which on a faster parser is worth its import.
_LARGE = 10_000
# orjson rounds integers of more than 64 bits. Those are at least 20 bytes long, sign included, and so have 5 in any
# fourth of all bytes, where a time in milliseconds has 4; to look at a fourth costs a twentieth of the parsing.
_DIGITS_TO_ZEROS = bytes.maketrans(b"123456789-", b"0000000000")
_MAYBE_TOO_LONG = b"0" * 5


def encode(body: Mapping[str, Any]) -> bytes:
    """Write a request's body: JSON in ASCII, as the vendor's own client does."""
    return json.dumps(body, allow_nan=False).encode("ascii")


@lru_cache(maxsize=1)
def _orjson_loads() -> Callable[[bytes], Any] | None:
    """Return orjson's parser where it is installed: it takes less than half the time."""
    try:
        loads: Callable[[bytes], Any] = import_module("orjson").loads
    except ImportError:
        return None
    return loads


def _parsed(content: bytes) -> Any:
    """Parse JSON, always as the standard library does."""
    loads = _orjson_loads() if len(content) > _LARGE else None
    if loads and _MAYBE_TOO_LONG not in content[::4].translate(_DIGITS_TO_ZEROS):
        # What orjson refuses, for example NaN, the standard library may read.
        with suppress(ValueError):
            return loads(content)
    return json.loads(content)


def decode(status: int, content: bytes) -> dict[str, Any]:
    """Read a reply's body.

    Args:
        status: HTTP status of the reply.
        content: The body.

    Raises:
        NotAnEnvelopeError: It is not a JSON object with a numeric `code`.
    """
    try:
        envelope = _parsed(content)
    except (ValueError, RecursionError):
        envelope = None
    if not isinstance(envelope, dict) or type(envelope.get("code")) is not int:
        raise NotAnEnvelopeError(status, content)
    return envelope


def send(
    http: httpx.Client, operation: Operation[Any], body: Request | None = None, edition: str = API_VERSION
) -> dict[str, Any]:
    """Send one operation and read the envelope of its reply, whatever its code is."""
    content = encode(operation.body(edition, body))
    response = http.post(operation.endpoint(edition).path, content=content, headers=HEADERS)
    status, answer = response.status_code, response.content
    # It holds the signed request, which an error's traceback would show.
    del response
    return decode(status, answer)


async def send_async(
    http: httpx.AsyncClient, operation: Operation[Any], body: Request | None = None, edition: str = API_VERSION
) -> dict[str, Any]:
    """Send one operation and read the envelope of its reply, whatever its code is."""
    content = encode(operation.body(edition, body))
    response = await http.post(operation.endpoint(edition).path, content=content, headers=HEADERS)
    status, answer = response.status_code, response.content
    # It holds the signed request, which an error's traceback would show.
    del response
    return decode(status, answer)

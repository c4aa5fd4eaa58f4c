# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Send one operation over an `httpx` client of yours, and read its reply.

Give the client the service's address as `base_url` and a signer as `auth`:

    with httpx.Client(base_url="https://task.renderbus.com", auth=signer) as http:
        reply = api.query.query_platforms.sync(http, ZoneRequest(zone=Zone.CHINA))
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import httpx

from .errors import NotAnEnvelopeError
from .operations import Operation
from .types import Request

HEADERS = {"Content-Type": "application/json"}


def encode(body: Mapping[str, Any]) -> bytes:
    """Write a request's body: JSON in ASCII, as the vendor's own client does."""
    return json.dumps(body, allow_nan=False).encode("ascii")


def decode(status: int, content: bytes) -> dict[str, Any]:
    """Read a reply's body.

    Args:
        status: HTTP status of the reply.
        content: The body.

    Raises:
        NotAnEnvelopeError: It is not a JSON object with a numeric `code`.
    """
    try:
        envelope = json.loads(content)
    except (ValueError, RecursionError):
        envelope = None
    if not isinstance(envelope, dict) or type(envelope.get("code")) is not int:
        raise NotAnEnvelopeError(status, content)
    return envelope


def send(http: httpx.Client, operation: Operation[Any], body: Request | None = None) -> dict[str, Any]:
    """Send one operation and read the envelope of its reply, whatever its code is."""
    content = encode(body.to_dict() if body else {})
    response = http.request(operation.method, operation.path, content=content, headers=HEADERS)
    return decode(response.status_code, response.content)


async def send_async(http: httpx.AsyncClient, operation: Operation[Any], body: Request | None = None) -> dict[str, Any]:
    """Send one operation and read the envelope of its reply, whatever its code is."""
    content = encode(body.to_dict() if body else {})
    response = await http.request(operation.method, operation.path, content=content, headers=HEADERS)
    return decode(response.status_code, response.content)

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Read a frame's log (`showLog`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.log_page_envelope import LogPageEnvelope
from ...models.log_request import LogRequest
from ...operations import API_VERSION, SHOW_LOG


def sync(http: httpx.Client, body: LogRequest, *, edition: str = API_VERSION) -> LogPageEnvelope:
    """Read a frame's log (`showLog`).

    Returns one page of what the renderer wrote while it rendered a frame.

    Pages are not counted in entries: `pageCount` says how many there are, `total` and `size` look like
    bytes. The guide counts them from 0, the vendor's client begins with 1. Since edition 2.0.0.

    Args:
        http: A client with the service's `base_url` and a signer as `auth`.
        body: What to ask for.
        edition: Number of the API's edition that the signer is for.

    Returns:
        The reply's envelope; look at its `code` before its `data`.

    Raises:
        ValueError: The edition has no such operation, or its request does not take one of the members.
        NotAnEnvelopeError: The reply is not an envelope.
        httpx.HTTPError: The request could not be sent or answered.
    """
    return LogPageEnvelope(send(http, SHOW_LOG, body, edition))


async def asyncio(http: httpx.AsyncClient, body: LogRequest, *, edition: str = API_VERSION) -> LogPageEnvelope:
    """Do as `sync` does, over an async client."""
    return LogPageEnvelope(await send_async(http, SHOW_LOG, body, edition))

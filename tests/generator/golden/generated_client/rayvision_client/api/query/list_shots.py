# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List the shots (`listShots`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.shot_page_envelope import ShotPageEnvelope
from ...models.shots_request import ShotsRequest
from ...operations import API_VERSION, LIST_SHOTS


def sync(http: httpx.Client, body: ShotsRequest, *, edition: str = API_VERSION) -> ShotPageEnvelope:
    """List the shots (`listShots`).

    Lists the shots, a page at a time.

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
    return ShotPageEnvelope(send(http, LIST_SHOTS, body, edition))


async def asyncio(http: httpx.AsyncClient, body: ShotsRequest, *, edition: str = API_VERSION) -> ShotPageEnvelope:
    """Do as `sync` does, over an async client."""
    return ShotPageEnvelope(await send_async(http, LIST_SHOTS, body, edition))

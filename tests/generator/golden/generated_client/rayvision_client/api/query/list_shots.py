# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List the shots (`listShots`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.shot_page_envelope import ShotPageEnvelope
from ...models.shots_request import ShotsRequest
from ...operations import LIST_SHOTS


def sync(http: httpx.Client, body: ShotsRequest) -> ShotPageEnvelope:
    """List the shots.

    Lists the shots, a page at a time.

    Args:
        http: A client with the service's `base_url` and a signer as `auth`.
        body: What to ask for.

    Returns:
        The reply's envelope; look at its `code` before its `data`.

    Raises:
        NotAnEnvelopeError: The reply is no envelope.
        httpx.HTTPError: The request could not be sent or answered.
    """
    return ShotPageEnvelope(send(http, LIST_SHOTS, body))


async def asyncio(http: httpx.AsyncClient, body: ShotsRequest) -> ShotPageEnvelope:
    """Do as `sync` does, over an async client."""
    return ShotPageEnvelope(await send_async(http, LIST_SHOTS, body))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List the render platforms of a zone (`queryPlatforms`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.platforms_envelope import PlatformsEnvelope
from ...models.zone_request import ZoneRequest
from ...operations import API_VERSION, QUERY_PLATFORMS


def sync(http: httpx.Client, body: ZoneRequest, *, edition: str = API_VERSION) -> PlatformsEnvelope:
    """List the render platforms of a zone (`queryPlatforms`).

    Returns the platforms on which the account may render. Their numbers go into the `platform` header
    of all other calls.

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
    return PlatformsEnvelope(send(http, QUERY_PLATFORMS, body, edition))


async def asyncio(http: httpx.AsyncClient, body: ZoneRequest, *, edition: str = API_VERSION) -> PlatformsEnvelope:
    """Do as `sync` does, over an async client."""
    return PlatformsEnvelope(await send_async(http, QUERY_PLATFORMS, body, edition))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Get the key for the Raysync transfer server (`getRaySyncUserKey`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.ray_sync_user_envelope import RaySyncUserEnvelope
from ...operations import API_VERSION, GET_RAY_SYNC_USER_KEY


def sync(http: httpx.Client, *, edition: str = API_VERSION) -> RaySyncUserEnvelope:
    """Get the key for the Raysync transfer server (`getRaySyncUserKey`).

    Returns the key with which the Raysync engine identifies this account, together with the account's
    data.

    The reply holds secrets and personal data: keep it out of logs.

    Args:
        http: A client with the service's `base_url` and a signer as `auth`.
        edition: Number of the API's edition that the signer is for.

    Returns:
        The reply's envelope; look at its `code` before its `data`.

    Raises:
        ValueError: The edition has no such operation, or its request does not take one of the members.
        NotAnEnvelopeError: The reply is not an envelope.
        httpx.HTTPError: The request could not be sent or answered.
    """
    return RaySyncUserEnvelope(send(http, GET_RAY_SYNC_USER_KEY, None, edition))


async def asyncio(http: httpx.AsyncClient, *, edition: str = API_VERSION) -> RaySyncUserEnvelope:
    """Do as `sync` does, over an async client."""
    return RaySyncUserEnvelope(await send_async(http, GET_RAY_SYNC_USER_KEY, None, edition))

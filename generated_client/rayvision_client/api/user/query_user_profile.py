# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Get the profile of the account (`queryUserProfile`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.user_profile_envelope import UserProfileEnvelope
from ...operations import API_VERSION, QUERY_USER_PROFILE


def sync(http: httpx.Client, *, edition: str = API_VERSION) -> UserProfileEnvelope:
    """Get the profile of the account (`queryUserProfile`).

    Returns the account of the access id: names and contact data, balances and prices, rights of
    subaccounts.

    The meaning of some members is not documented: only their names suggest it.

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
    return UserProfileEnvelope(send(http, QUERY_USER_PROFILE, None, edition))


async def asyncio(http: httpx.AsyncClient, *, edition: str = API_VERSION) -> UserProfileEnvelope:
    """Do as `sync` does, over an async client."""
    return UserProfileEnvelope(await send_async(http, QUERY_USER_PROFILE, None, edition))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Get the render settings of the account (`queryUserSetting`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.user_settings_envelope import UserSettingsEnvelope
from ...operations import API_VERSION, QUERY_USER_SETTING


def sync(http: httpx.Client, *, edition: str = API_VERSION) -> UserSettingsEnvelope:
    """Get the render settings of the account (`queryUserSetting`).

    Returns the defaults that apply to every task of the account: time-out, rights of subaccounts, and
    switches for the analysis of scenes.

    Not every server sends all of the switches.

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
    return UserSettingsEnvelope(send(http, QUERY_USER_SETTING, None, edition))


async def asyncio(http: httpx.AsyncClient, *, edition: str = API_VERSION) -> UserSettingsEnvelope:
    """Do as `sync` does, over an async client."""
    return UserSettingsEnvelope(await send_async(http, QUERY_USER_SETTING, None, edition))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Set the task time-out of the account (`updateUserSetting`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.user_settings_request import UserSettingsRequest
from ...operations import API_VERSION, UPDATE_USER_SETTING


def sync(http: httpx.Client, body: UserSettingsRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Set the task time-out of the account (`updateUserSetting`).

    Sets how long, in seconds, a task of this account may run before it counts as overdue. It is the
    only setting that can be changed here. For single tasks see `setOverTimeStop`.

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
    return NothingEnvelope(send(http, UPDATE_USER_SETTING, body, edition))


async def asyncio(http: httpx.AsyncClient, body: UserSettingsRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, UPDATE_USER_SETTING, body, edition))

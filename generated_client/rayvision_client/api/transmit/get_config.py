# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Get the transfer configuration of the account (`getConfig`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.transfer_config_envelope import TransferConfigEnvelope
from ...operations import API_VERSION, GET_CONFIG


def sync(http: httpx.Client, *, edition: str = API_VERSION) -> TransferConfigEnvelope:
    """Get the transfer configuration of the account (`getConfig`).

    Returns the ids under which the transfer service keeps this account's files, and the engines,
    accounts and lines to transfer them with. The passwords of the engines' accounts are part of it.
    Since edition 2.0.0.

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
    return TransferConfigEnvelope(send(http, GET_CONFIG, None, edition))


async def asyncio(http: httpx.AsyncClient, *, edition: str = API_VERSION) -> TransferConfigEnvelope:
    """Do as `sync` does, over an async client."""
    return TransferConfigEnvelope(await send_async(http, GET_CONFIG, None, edition))

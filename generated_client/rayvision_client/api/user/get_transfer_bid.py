# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Get the transfer ids of the account (`getTransferBid`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.transfer_ids_envelope import TransferIdsEnvelope
from ...operations import API_VERSION, GET_TRANSFER_BID


def sync(http: httpx.Client, *, edition: str = API_VERSION) -> TransferIdsEnvelope:
    """Get the transfer ids of the account (`getTransferBid`).

    Returns the ids under which the transfer service keeps this account's files: one for uploaded
    assets, one for configuration files, one for rendered output. A transfer engine asks for them; the
    REST API itself moves no files.

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
    return TransferIdsEnvelope(send(http, GET_TRANSFER_BID, None, edition))


async def asyncio(http: httpx.AsyncClient, *, edition: str = API_VERSION) -> TransferIdsEnvelope:
    """Do as `sync` does, over an async client."""
    return TransferIdsEnvelope(await send_async(http, GET_TRANSFER_BID, None, edition))

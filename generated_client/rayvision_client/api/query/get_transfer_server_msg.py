# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Get the address of the Raysync transfer server (`getTransferServerMsg`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.transfer_server_envelope import TransferServerEnvelope
from ...models.transfer_server_request import TransferServerRequest
from ...operations import API_VERSION, GET_TRANSFER_SERVER_MSG


def sync(http: httpx.Client, body: TransferServerRequest, *, edition: str = API_VERSION) -> TransferServerEnvelope:
    """Get the address of the Raysync transfer server (`getTransferServerMsg`).

    Returns where the Raysync engine, which moves assets and output, has to connect, and which versions
    it must have.

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
    return TransferServerEnvelope(send(http, GET_TRANSFER_SERVER_MSG, body, edition))


async def asyncio(
    http: httpx.AsyncClient, body: TransferServerRequest, *, edition: str = API_VERSION
) -> TransferServerEnvelope:
    """Do as `sync` does, over an async client."""
    return TransferServerEnvelope(await send_async(http, GET_TRANSFER_SERVER_MSG, body, edition))

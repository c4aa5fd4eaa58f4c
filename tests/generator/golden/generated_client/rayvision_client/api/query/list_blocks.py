# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List the blocks (`listBlocks`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.blocks_envelope import BlocksEnvelope
from ...operations import API_VERSION, LIST_BLOCKS


def sync(http: httpx.Client, *, edition: str = API_VERSION) -> BlocksEnvelope:
    """List the blocks (`listBlocks`).

    Lists all blocks. Takes no parameters.

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
    return BlocksEnvelope(send(http, LIST_BLOCKS, None, edition))


async def asyncio(http: httpx.AsyncClient, *, edition: str = API_VERSION) -> BlocksEnvelope:
    """Do as `sync` does, over an async client."""
    return BlocksEnvelope(await send_async(http, LIST_BLOCKS, None, edition))

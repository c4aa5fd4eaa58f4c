# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List the blocks (`listBlocks`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.blocks_envelope import BlocksEnvelope
from ...operations import LIST_BLOCKS


def sync(http: httpx.Client) -> BlocksEnvelope:
    """List the blocks.

    Lists all blocks. Takes no parameters.

    Args:
        http: A client with the service's `base_url` and a signer as `auth`.

    Returns:
        The reply's envelope; look at its `code` before its `data`.

    Raises:
        NotAnEnvelopeError: The reply is no envelope.
        httpx.HTTPError: The request could not be sent or answered.
    """
    return BlocksEnvelope(send(http, LIST_BLOCKS))


async def asyncio(http: httpx.AsyncClient) -> BlocksEnvelope:
    """Do as `sync` does, over an async client."""
    return BlocksEnvelope(await send_async(http, LIST_BLOCKS))

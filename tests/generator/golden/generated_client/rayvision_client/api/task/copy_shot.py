# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Copy a shot (`copyShot`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.rename_request import RenameRequest
from ...operations import COPY_SHOT


def sync(http: httpx.Client, body: RenameRequest) -> NothingEnvelope:
    """Copy a shot.

    Makes a copy each time.

    Args:
        http: A client with the service's `base_url` and a signer as `auth`.
        body: What to ask for.

    Returns:
        The reply's envelope; look at its `code` before its `data`.

    Raises:
        NotAnEnvelopeError: The reply is no envelope.
        httpx.HTTPError: The request could not be sent or answered.
    """
    return NothingEnvelope(send(http, COPY_SHOT, body))


async def asyncio(http: httpx.AsyncClient, body: RenameRequest) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, COPY_SHOT, body))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Rename a shot. (`renameShot`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.rename_request import RenameRequest
from ...models.text_envelope import TextEnvelope
from ...operations import RENAME_SHOT


def sync(http: httpx.Client, body: RenameRequest) -> TextEnvelope:
    """Rename a shot..

    Renames a shot.

    - Once is enough.
    - Twice does no harm.

    Args:
        http: A client with the service's `base_url` and a signer as `auth`.
        body: What to ask for.

    Returns:
        The reply's envelope; look at its `code` before its `data`.

    Raises:
        NotAnEnvelopeError: The reply is no envelope.
        httpx.HTTPError: The request could not be sent or answered.
    """
    return TextEnvelope(send(http, RENAME_SHOT, body))


async def asyncio(http: httpx.AsyncClient, body: RenameRequest) -> TextEnvelope:
    """Do as `sync` does, over an async client."""
    return TextEnvelope(await send_async(http, RENAME_SHOT, body))

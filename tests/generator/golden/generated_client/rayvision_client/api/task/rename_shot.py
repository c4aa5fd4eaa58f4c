# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Rename a shot (`renameShot`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.rename_request import RenameRequest
from ...models.text_envelope import TextEnvelope
from ...operations import API_VERSION, RENAME_SHOT


def sync(http: httpx.Client, body: RenameRequest, *, edition: str = API_VERSION) -> TextEnvelope:
    """Rename a shot (`renameShot`).

    Renames a shot.

    - Once is enough.
    - Twice does no harm.

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
    return TextEnvelope(send(http, RENAME_SHOT, body, edition))


async def asyncio(http: httpx.AsyncClient, body: RenameRequest, *, edition: str = API_VERSION) -> TextEnvelope:
    """Do as `sync` does, over an async client."""
    return TextEnvelope(await send_async(http, RENAME_SHOT, body, edition))

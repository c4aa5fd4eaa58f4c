# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Add a custom label (`addLabel`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.add_label_request import AddLabelRequest
from ...models.nothing_envelope import NothingEnvelope
from ...operations import ADD_LABEL, API_VERSION


def sync(http: httpx.Client, body: AddLabelRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Add a custom label (`addLabel`).

    Adds a label to the account. Names are unique: code 503 means that the name is taken.

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
    return NothingEnvelope(send(http, ADD_LABEL, body, edition))


async def asyncio(http: httpx.AsyncClient, body: AddLabelRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, ADD_LABEL, body, edition))

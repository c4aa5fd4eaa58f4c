# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List labels by whose they are (`listProjects`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.label_list_envelope import LabelListEnvelope
from ...models.label_list_request import LabelListRequest
from ...operations import API_VERSION, LIST_PROJECTS


def sync(http: httpx.Client, body: LabelListRequest, *, edition: str = API_VERSION) -> LabelListEnvelope:
    """List labels by whose they are (`listProjects`).

    Returns the custom labels of the account, or those of related accounts, too. Labels are called
    projects here. Since edition 2.0.0.

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
    return LabelListEnvelope(send(http, LIST_PROJECTS, body, edition))


async def asyncio(http: httpx.AsyncClient, body: LabelListRequest, *, edition: str = API_VERSION) -> LabelListEnvelope:
    """Do as `sync` does, over an async client."""
    return LabelListEnvelope(await send_async(http, LIST_PROJECTS, body, edition))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Delete tasks (`deleteTask`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.task_ids_request import TaskIdsRequest
from ...operations import API_VERSION, DELETE_TASK


def sync(http: httpx.Client, body: TaskIdsRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Delete tasks (`deleteTask`).

    Removes tasks. A subaccount may do so only if its main account allows it (`subDeleteTask` of the
    settings).

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
    return NothingEnvelope(send(http, DELETE_TASK, body, edition))


async def asyncio(http: httpx.AsyncClient, body: TaskIdsRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, DELETE_TASK, body, edition))

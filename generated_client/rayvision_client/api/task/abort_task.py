# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Abandon tasks (`abortTask`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.task_ids_request import TaskIdsRequest
from ...operations import ABORT_TASK, API_VERSION


def sync(http: httpx.Client, body: TaskIdsRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Abandon tasks (`abortTask`).

    Abandons tasks (status 35, `ABANDON`). To remove tasks use `deleteTask`.

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
    return NothingEnvelope(send(http, ABORT_TASK, body, edition))


async def asyncio(http: httpx.AsyncClient, body: TaskIdsRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, ABORT_TASK, body, edition))

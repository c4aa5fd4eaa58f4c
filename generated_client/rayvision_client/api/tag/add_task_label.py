# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Put a label on tasks (`addTaskLabel`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.add_task_label_request import AddTaskLabelRequest
from ...models.nothing_envelope import NothingEnvelope
from ...operations import ADD_TASK_LABEL, API_VERSION


def sync(http: httpx.Client, body: AddTaskLabelRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Put a label on tasks (`addTaskLabel`).

    Puts a label on tasks. They keep their other labels. Since edition 2.0.0.

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
    return NothingEnvelope(send(http, ADD_TASK_LABEL, body, edition))


async def asyncio(http: httpx.AsyncClient, body: AddTaskLabelRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, ADD_TASK_LABEL, body, edition))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Create task numbers (`createTask`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.create_task_request import CreateTaskRequest
from ...models.created_tasks_envelope import CreatedTasksEnvelope
from ...operations import API_VERSION, CREATE_TASK


def sync(http: httpx.Client, body: CreateTaskRequest, *, edition: str = API_VERSION) -> CreatedTasksEnvelope:
    """Create task numbers (`createTask`).

    Reserves one or more task numbers. Nothing is rendered yet: upload the assets and the configuration
    files under a number, then call `submitTask`.

    Each call makes new numbers, so a request whose answer was lost must not be repeated blindly.

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
    return CreatedTasksEnvelope(send(http, CREATE_TASK, body, edition))


async def asyncio(
    http: httpx.AsyncClient, body: CreateTaskRequest, *, edition: str = API_VERSION
) -> CreatedTasksEnvelope:
    """Do as `sync` does, over an async client."""
    return CreatedTasksEnvelope(await send_async(http, CREATE_TASK, body, edition))

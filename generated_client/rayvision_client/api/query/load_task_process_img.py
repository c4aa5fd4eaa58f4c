# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Get the progress picture of a 3ds Max task (`loadTaskProcessImg`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.task_progress_envelope import TaskProgressEnvelope
from ...models.task_progress_request import TaskProgressRequest
from ...operations import API_VERSION, LOAD_TASK_PROCESS_IMG


def sync(http: httpx.Client, body: TaskProgressRequest, *, edition: str = API_VERSION) -> TaskProgressEnvelope:
    """Get the progress picture of a 3ds Max task (`loadTaskProcessImg`).

    Returns how far a still picture is, block by block, with the path of the latest picture of each
    block. For 3ds Max tasks only.

    `frameType` chooses between the photon pass (2) and the main picture (5); if it is left out, the
    server uses that of the task's current stage.

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
    return TaskProgressEnvelope(send(http, LOAD_TASK_PROCESS_IMG, body, edition))


async def asyncio(
    http: httpx.AsyncClient, body: TaskProgressRequest, *, edition: str = API_VERSION
) -> TaskProgressEnvelope:
    """Do as `sync` does, over an async client."""
    return TaskProgressEnvelope(await send_async(http, LOAD_TASK_PROCESS_IMG, body, edition))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Delete tasks (`deleteTask`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.task_ids_request import TaskIdsRequest
from ...operations import DELETE_TASK


def sync(http: httpx.Client, body: TaskIdsRequest) -> NothingEnvelope:
    """Delete tasks.

    Removes tasks. A subaccount may do so only where its main account allows it (`subDeleteTask` of the settings).

    Args:
        http: A client with the service's `base_url` and a signer as `auth`.
        body: What to ask for.

    Returns:
        The reply's envelope; look at its `code` before its `data`.

    Raises:
        NotAnEnvelopeError: The reply is no envelope.
        httpx.HTTPError: The request could not be sent or answered.
    """
    return NothingEnvelope(send(http, DELETE_TASK, body))


async def asyncio(http: httpx.AsyncClient, body: TaskIdsRequest) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, DELETE_TASK, body))

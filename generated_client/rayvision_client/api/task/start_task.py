# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Start stopped tasks (`startTask`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.task_ids_request import TaskIdsRequest
from ...operations import START_TASK


def sync(http: httpx.Client, body: TaskIdsRequest) -> NothingEnvelope:
    """Start stopped tasks.

    Lets stopped tasks go on.

    Args:
        http: A client with the service's `base_url` and a signer as `auth`.
        body: What to ask for.

    Returns:
        The reply's envelope; look at its `code` before its `data`.

    Raises:
        NotAnEnvelopeError: The reply is no envelope.
        httpx.HTTPError: The request could not be sent or answered.
    """
    return NothingEnvelope(send(http, START_TASK, body))


async def asyncio(http: httpx.AsyncClient, body: TaskIdsRequest) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, START_TASK, body))

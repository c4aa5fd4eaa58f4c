# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Set the priority of a task (`updateTaskUserLevel`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.task_priority_request import TaskPriorityRequest
from ...operations import API_VERSION, UPDATE_TASK_USER_LEVEL


def sync(http: httpx.Client, body: TaskPriorityRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Set the priority of a task (`updateTaskUserLevel`).

    Sets the priority of a task among those of the account.

    What `data` holds is not documented. Since edition 2.0.0.

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
    return NothingEnvelope(send(http, UPDATE_TASK_USER_LEVEL, body, edition))


async def asyncio(http: httpx.AsyncClient, body: TaskPriorityRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, UPDATE_TASK_USER_LEVEL, body, edition))

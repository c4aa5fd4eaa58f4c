# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Get tasks by their numbers (`queryTaskInfo`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.task_ids_request import TaskIdsRequest
from ...models.task_page_envelope import TaskPageEnvelope
from ...operations import API_VERSION, QUERY_TASK_INFO


def sync(http: httpx.Client, body: TaskIdsRequest, *, edition: str = API_VERSION) -> TaskPageEnvelope:
    """Get tasks by their numbers (`queryTaskInfo`).

    Returns the given tasks in the shape of `getTaskList`, on a single page. This is the call to poll
    while waiting for tasks: a task whose `taskStatus` is among the finished ones of
    `x-rayvision-waiter` does nothing more on its own. For a task that was split up, look at the parts
    in `respRenderingTaskList`: it is done when all are.

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
    return TaskPageEnvelope(send(http, QUERY_TASK_INFO, body, edition))


async def asyncio(http: httpx.AsyncClient, body: TaskIdsRequest, *, edition: str = API_VERSION) -> TaskPageEnvelope:
    """Do as `sync` does, over an async client."""
    return TaskPageEnvelope(await send_async(http, QUERY_TASK_INFO, body, edition))

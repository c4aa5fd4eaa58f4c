# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List the tasks of the account (`getTaskList`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.task_list_request import TaskListRequest
from ...models.task_page_envelope import TaskPageEnvelope
from ...operations import API_VERSION, GET_TASK_LIST


def sync(http: httpx.Client, body: TaskListRequest, *, edition: str = API_VERSION) -> TaskPageEnvelope:
    """List the tasks of the account (`getTaskList`).

    Returns one page of the account's tasks, narrowed down by status, by a word, or by the time of
    submission.

    A task that was split up (into a photon pass and a main picture, for example) carries its parts in
    `respRenderingTaskList`.

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
    return TaskPageEnvelope(send(http, GET_TASK_LIST, body, edition))


async def asyncio(http: httpx.AsyncClient, body: TaskListRequest, *, edition: str = API_VERSION) -> TaskPageEnvelope:
    """Do as `sync` does, over an async client."""
    return TaskPageEnvelope(await send_async(http, GET_TASK_LIST, body, edition))

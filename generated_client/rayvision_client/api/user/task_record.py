# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List what was done to tasks (`taskRecord`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.task_record_page_envelope import TaskRecordPageEnvelope
from ...models.task_record_request import TaskRecordRequest
from ...operations import API_VERSION, TASK_RECORD


def sync(http: httpx.Client, body: TaskRecordRequest, *, edition: str = API_VERSION) -> TaskRecordPageEnvelope:
    """List what was done to tasks (`taskRecord`).

    Returns one page of the operation log of the account: who did what to which tasks, when and from
    where. Since edition 2.0.0.

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
    return TaskRecordPageEnvelope(send(http, TASK_RECORD, body, edition))


async def asyncio(
    http: httpx.AsyncClient, body: TaskRecordRequest, *, edition: str = API_VERSION
) -> TaskRecordPageEnvelope:
    """Do as `sync` does, over an async client."""
    return TaskRecordPageEnvelope(await send_async(http, TASK_RECORD, body, edition))

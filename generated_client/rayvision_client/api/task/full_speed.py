# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Render tasks at full speed (`fullSpeed`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.task_ids_request import TaskIdsRequest
from ...models.text_envelope import TextEnvelope
from ...operations import FULL_SPEED


def sync(http: httpx.Client, body: TaskIdsRequest) -> TextEnvelope:
    """Render tasks at full speed.

    Lifts the tasks to full speed. The guide does not say by what means or at what price.

    Answers a word instead of null. Only `code` tells whether it worked: the word's wording is not fixed.

    Args:
        http: A client with the service's `base_url` and a signer as `auth`.
        body: What to ask for.

    Returns:
        The reply's envelope; look at its `code` before its `data`.

    Raises:
        NotAnEnvelopeError: The reply is no envelope.
        httpx.HTTPError: The request could not be sent or answered.
    """
    return TextEnvelope(send(http, FULL_SPEED, body))


async def asyncio(http: httpx.AsyncClient, body: TaskIdsRequest) -> TextEnvelope:
    """Do as `sync` does, over an async client."""
    return TextEnvelope(await send_async(http, FULL_SPEED, body))

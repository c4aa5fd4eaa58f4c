# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Render tasks at full speed (`fullSpeed`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.task_ids_request import TaskIdsRequest
from ...models.text_envelope import TextEnvelope
from ...operations import API_VERSION, FULL_SPEED


def sync(http: httpx.Client, body: TaskIdsRequest, *, edition: str = API_VERSION) -> TextEnvelope:
    """Render tasks at full speed (`fullSpeed`).

    Switches the tasks to full speed. How, and at what price, is not documented.

    Returns a word instead of null. Only `code` tells whether it worked: the wording is not fixed.

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
    return TextEnvelope(send(http, FULL_SPEED, body, edition))


async def asyncio(http: httpx.AsyncClient, body: TaskIdsRequest, *, edition: str = API_VERSION) -> TextEnvelope:
    """Do as `sync` does, over an async client."""
    return TextEnvelope(await send_async(http, FULL_SPEED, body, edition))

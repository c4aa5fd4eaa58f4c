# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Render frames of a task again (`restartFrame`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.restart_frame_request import RestartFrameRequest
from ...operations import API_VERSION, RESTART_FRAME


def sync(http: httpx.Client, body: RestartFrameRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Render frames of a task again (`restartFrame`).

    Queues chosen frames of one task, or all of them, again. Rendering again costs money again, so a
    request whose answer was lost must not be repeated blindly.

    Beware of the names: `taskIds` is a single number here, and `ids` are numbers of frames (`id` of a
    frame in `queryTaskFrames`).

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
    return NothingEnvelope(send(http, RESTART_FRAME, body, edition))


async def asyncio(http: httpx.AsyncClient, body: RestartFrameRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, RESTART_FRAME, body, edition))

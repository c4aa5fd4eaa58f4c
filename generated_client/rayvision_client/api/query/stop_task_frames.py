# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Stop frames of a task (`stopTaskFrames`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.stop_frames_request import StopFramesRequest
from ...operations import API_VERSION, STOP_TASK_FRAMES


def sync(http: httpx.Client, body: StopFramesRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Stop frames of a task (`stopTaskFrames`).

    Stops chosen frames of one task, or all of them; `restartFrame` renders them again. `ids` are
    numbers of frames (`id` of a frame in `queryTaskFrames`). Since edition 2.0.0.

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
    return NothingEnvelope(send(http, STOP_TASK_FRAMES, body, edition))


async def asyncio(http: httpx.AsyncClient, body: StopFramesRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, STOP_TASK_FRAMES, body, edition))

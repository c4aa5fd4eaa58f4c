# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List the frames of a task (`queryTaskFrames`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.frame_page_envelope import FramePageEnvelope
from ...models.task_frames_request import TaskFramesRequest
from ...operations import API_VERSION, QUERY_TASK_FRAMES


def sync(http: httpx.Client, body: TaskFramesRequest, *, edition: str = API_VERSION) -> FramePageEnvelope:
    """List the frames of a task (`queryTaskFrames`).

    Returns one page of a task's frames with their status, times and fees.

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
    return FramePageEnvelope(send(http, QUERY_TASK_FRAMES, body, edition))


async def asyncio(http: httpx.AsyncClient, body: TaskFramesRequest, *, edition: str = API_VERSION) -> FramePageEnvelope:
    """Do as `sync` does, over an async client."""
    return FramePageEnvelope(await send_async(http, QUERY_TASK_FRAMES, body, edition))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Render the failed frames of tasks again (`restartFailedFrames`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.restart_failed_frames_request import RestartFailedFramesRequest
from ...operations import API_VERSION, RESTART_FAILED_FRAMES


def sync(http: httpx.Client, body: RestartFailedFramesRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Render the failed frames of tasks again (`restartFailedFrames`).

    Queues every failed frame of the given tasks again. Rendering again costs money again, so a request
    whose answer was lost must not be repeated blindly.

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
    return NothingEnvelope(send(http, RESTART_FAILED_FRAMES, body, edition))


async def asyncio(
    http: httpx.AsyncClient, body: RestartFailedFramesRequest, *, edition: str = API_VERSION
) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, RESTART_FAILED_FRAMES, body, edition))

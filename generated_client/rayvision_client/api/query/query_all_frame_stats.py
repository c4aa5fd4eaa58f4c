# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Count the frames of all tasks (`queryAllFrameStats`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.frame_stats_envelope import FrameStatsEnvelope
from ...operations import QUERY_ALL_FRAME_STATS


def sync(http: httpx.Client) -> FrameStatsEnvelope:
    """Count the frames of all tasks.

    Answers how many frames of the account are waiting, executing, done, failed or abandoned, over all its tasks.

    Args:
        http: A client with the service's `base_url` and a signer as `auth`.

    Returns:
        The reply's envelope; look at its `code` before its `data`.

    Raises:
        NotAnEnvelopeError: The reply is no envelope.
        httpx.HTTPError: The request could not be sent or answered.
    """
    return FrameStatsEnvelope(send(http, QUERY_ALL_FRAME_STATS))


async def asyncio(http: httpx.AsyncClient) -> FrameStatsEnvelope:
    """Do as `sync` does, over an async client."""
    return FrameStatsEnvelope(await send_async(http, QUERY_ALL_FRAME_STATS))

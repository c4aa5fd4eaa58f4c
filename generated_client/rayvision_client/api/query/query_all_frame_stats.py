# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Count the frames of all tasks (`queryAllFrameStats`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.frame_stats_envelope import FrameStatsEnvelope
from ...operations import API_VERSION, QUERY_ALL_FRAME_STATS


def sync(http: httpx.Client, *, edition: str = API_VERSION) -> FrameStatsEnvelope:
    """Count the frames of all tasks (`queryAllFrameStats`).

    Returns how many frames of the account are waiting, executing, done, failed or abandoned, over all
    its tasks.

    Args:
        http: A client with the service's `base_url` and a signer as `auth`.
        edition: Number of the API's edition that the signer is for.

    Returns:
        The reply's envelope; look at its `code` before its `data`.

    Raises:
        ValueError: The edition has no such operation, or its request does not take one of the members.
        NotAnEnvelopeError: The reply is not an envelope.
        httpx.HTTPError: The request could not be sent or answered.
    """
    return FrameStatsEnvelope(send(http, QUERY_ALL_FRAME_STATS, None, edition))


async def asyncio(http: httpx.AsyncClient, *, edition: str = API_VERSION) -> FrameStatsEnvelope:
    """Do as `sync` does, over an async client."""
    return FrameStatsEnvelope(await send_async(http, QUERY_ALL_FRAME_STATS, None, edition))

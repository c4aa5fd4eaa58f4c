# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Get the thumbnails of a frame (`loadingFrameThumbnail`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.frame_thumbnail_request import FrameThumbnailRequest
from ...models.thumbnail_paths_envelope import ThumbnailPathsEnvelope
from ...operations import API_VERSION, LOADING_FRAME_THUMBNAIL


def sync(http: httpx.Client, body: FrameThumbnailRequest, *, edition: str = API_VERSION) -> ThumbnailPathsEnvelope:
    """Get the thumbnails of a frame (`loadingFrameThumbnail`).

    Returns the paths of a frame's small pictures on the farm's storage. Only finished frames have any,
    so `frameStatus` is always 4.

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
    return ThumbnailPathsEnvelope(send(http, LOADING_FRAME_THUMBNAIL, body, edition))


async def asyncio(
    http: httpx.AsyncClient, body: FrameThumbnailRequest, *, edition: str = API_VERSION
) -> ThumbnailPathsEnvelope:
    """Do as `sync` does, over an async client."""
    return ThumbnailPathsEnvelope(await send_async(http, LOADING_FRAME_THUMBNAIL, body, edition))

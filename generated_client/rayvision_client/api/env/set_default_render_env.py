# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Make a render environment the default (`setDefaultRenderEnv`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.render_env_name_request import RenderEnvNameRequest
from ...operations import API_VERSION, SET_DEFAULT_RENDER_ENV


def sync(http: httpx.Client, body: RenderEnvNameRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Make a render environment the default (`setDefaultRenderEnv`).

    Makes a saved environment the default of its software.

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
    return NothingEnvelope(send(http, SET_DEFAULT_RENDER_ENV, body, edition))


async def asyncio(
    http: httpx.AsyncClient, body: RenderEnvNameRequest, *, edition: str = API_VERSION
) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, SET_DEFAULT_RENDER_ENV, body, edition))

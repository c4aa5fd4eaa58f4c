# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Change a render environment (`updateRenderEnv`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.render_env_request import RenderEnvRequest
from ...operations import API_VERSION, UPDATE_RENDER_ENV


def sync(http: httpx.Client, body: RenderEnvRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Change a render environment (`updateRenderEnv`).

    Saves an environment again. `editName` has to be the name of one that exists; it identifies it, so
    the name itself cannot be changed. An empty `pluginIds` leaves the environment without plugins.

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
    return NothingEnvelope(send(http, UPDATE_RENDER_ENV, body, edition))


async def asyncio(http: httpx.AsyncClient, body: RenderEnvRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, UPDATE_RENDER_ENV, body, edition))

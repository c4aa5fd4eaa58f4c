# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Delete a render environment (`deleteRenderEnv`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.render_env_name_request import RenderEnvNameRequest
from ...operations import DELETE_RENDER_ENV


def sync(http: httpx.Client, body: RenderEnvNameRequest) -> NothingEnvelope:
    """Delete a render environment.

    Removes a saved environment by its name.

    Args:
        http: A client with the service's `base_url` and a signer as `auth`.
        body: What to ask for.

    Returns:
        The reply's envelope; look at its `code` before its `data`.

    Raises:
        NotAnEnvelopeError: The reply is no envelope.
        httpx.HTTPError: The request could not be sent or answered.
    """
    return NothingEnvelope(send(http, DELETE_RENDER_ENV, body))


async def asyncio(http: httpx.AsyncClient, body: RenderEnvNameRequest) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, DELETE_RENDER_ENV, body))

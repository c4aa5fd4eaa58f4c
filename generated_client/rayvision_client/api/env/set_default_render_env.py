# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Make a render environment the default (`setDefaultRenderEnv`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.render_env_name_request import RenderEnvNameRequest
from ...operations import SET_DEFAULT_RENDER_ENV


def sync(http: httpx.Client, body: RenderEnvNameRequest) -> NothingEnvelope:
    """Make a render environment the default.

    Marks a saved environment as the default one of its software.

    Args:
        http: A client with the service's `base_url` and a signer as `auth`.
        body: What to ask for.

    Returns:
        The reply's envelope; look at its `code` before its `data`.

    Raises:
        NotAnEnvelopeError: The reply is no envelope.
        httpx.HTTPError: The request could not be sent or answered.
    """
    return NothingEnvelope(send(http, SET_DEFAULT_RENDER_ENV, body))


async def asyncio(http: httpx.AsyncClient, body: RenderEnvNameRequest) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, SET_DEFAULT_RENDER_ENV, body))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Add a render environment (`addRenderEnv`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.render_env_name_envelope import RenderEnvNameEnvelope
from ...models.render_env_request import RenderEnvRequest
from ...operations import ADD_RENDER_ENV, API_VERSION


def sync(http: httpx.Client, body: RenderEnvRequest, *, edition: str = API_VERSION) -> RenderEnvNameEnvelope:
    """Add a render environment (`addRenderEnv`).

    Saves a named combination of software version and plugins for the account. Take software and plugin
    numbers from `querySupportedPlugin`.

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
    return RenderEnvNameEnvelope(send(http, ADD_RENDER_ENV, body, edition))


async def asyncio(
    http: httpx.AsyncClient, body: RenderEnvRequest, *, edition: str = API_VERSION
) -> RenderEnvNameEnvelope:
    """Do as `sync` does, over an async client."""
    return RenderEnvNameEnvelope(await send_async(http, ADD_RENDER_ENV, body, edition))

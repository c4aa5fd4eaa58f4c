# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List the render environments of a software (`getRenderEnv`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.render_env_list_request import RenderEnvListRequest
from ...models.render_envs_envelope import RenderEnvsEnvelope
from ...operations import API_VERSION, GET_RENDER_ENV


def sync(http: httpx.Client, body: RenderEnvListRequest, *, edition: str = API_VERSION) -> RenderEnvsEnvelope:
    """List the render environments of a software (`getRenderEnv`).

    Returns the saved environments of the account for one application.

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
    return RenderEnvsEnvelope(send(http, GET_RENDER_ENV, body, edition))


async def asyncio(
    http: httpx.AsyncClient, body: RenderEnvListRequest, *, edition: str = API_VERSION
) -> RenderEnvsEnvelope:
    """Do as `sync` does, over an async client."""
    return RenderEnvsEnvelope(await send_async(http, GET_RENDER_ENV, body, edition))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List the versions and plugins of a software (`querySupportedPlugin`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.supported_plugin_request import SupportedPluginRequest
from ...models.supported_plugins_envelope import SupportedPluginsEnvelope
from ...operations import API_VERSION, QUERY_SUPPORTED_PLUGIN


def sync(http: httpx.Client, body: SupportedPluginRequest, *, edition: str = API_VERSION) -> SupportedPluginsEnvelope:
    """List the versions and plugins of a software (`querySupportedPlugin`).

    Lists the versions of an application that the farm runs on a system, and for each the plugins, with
    their versions, that go with it. `cvId` of a plugin is the `id` of the software version that it
    belongs to.

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
    return SupportedPluginsEnvelope(send(http, QUERY_SUPPORTED_PLUGIN, body, edition))


async def asyncio(
    http: httpx.AsyncClient, body: SupportedPluginRequest, *, edition: str = API_VERSION
) -> SupportedPluginsEnvelope:
    """Do as `sync` does, over an async client."""
    return SupportedPluginsEnvelope(await send_async(http, QUERY_SUPPORTED_PLUGIN, body, edition))

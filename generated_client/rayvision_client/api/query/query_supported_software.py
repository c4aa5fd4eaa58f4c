# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List the software that the farm renders (`querySupportedSoftware`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.supported_software_envelope import SupportedSoftwareEnvelope
from ...operations import API_VERSION, QUERY_SUPPORTED_SOFTWARE


def sync(http: httpx.Client, *, edition: str = API_VERSION) -> SupportedSoftwareEnvelope:
    """List the software that the farm renders (`querySupportedSoftware`).

    Lists the applications that the farm runs, with their numbers and file endings. For the versions and
    plugins of one of them, use `querySupportedPlugin`.

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
    return SupportedSoftwareEnvelope(send(http, QUERY_SUPPORTED_SOFTWARE, None, edition))


async def asyncio(http: httpx.AsyncClient, *, edition: str = API_VERSION) -> SupportedSoftwareEnvelope:
    """Do as `sync` does, over an async client."""
    return SupportedSoftwareEnvelope(await send_async(http, QUERY_SUPPORTED_SOFTWARE, None, edition))

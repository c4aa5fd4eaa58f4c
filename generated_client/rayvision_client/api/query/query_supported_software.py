# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List the software that the farm renders (`querySupportedSoftware`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.supported_software_envelope import SupportedSoftwareEnvelope
from ...operations import QUERY_SUPPORTED_SOFTWARE


def sync(http: httpx.Client) -> SupportedSoftwareEnvelope:
    """List the software that the farm renders.

    Answers which applications the farm runs, with their numbers and file endings. Versions and plugins of one of
    them: `querySupportedPlugin`.

    Args:
        http: A client with the service's `base_url` and a signer as `auth`.

    Returns:
        The reply's envelope; look at its `code` before its `data`.

    Raises:
        NotAnEnvelopeError: The reply is no envelope.
        httpx.HTTPError: The request could not be sent or answered.
    """
    return SupportedSoftwareEnvelope(send(http, QUERY_SUPPORTED_SOFTWARE))


async def asyncio(http: httpx.AsyncClient) -> SupportedSoftwareEnvelope:
    """Do as `sync` does, over an async client."""
    return SupportedSoftwareEnvelope(await send_async(http, QUERY_SUPPORTED_SOFTWARE))

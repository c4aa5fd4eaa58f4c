# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Explain an analysis error (`queryErrorDetail`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.error_detail_request import ErrorDetailRequest
from ...models.error_details_envelope import ErrorDetailsEnvelope
from ...operations import API_VERSION, QUERY_ERROR_DETAIL


def sync(http: httpx.Client, body: ErrorDetailRequest, *, edition: str = API_VERSION) -> ErrorDetailsEnvelope:
    """Explain an analysis error (`queryErrorDetail`).

    Returns what an error code of the scene analysis means and what to do about it. They are not the
    codes of the reply envelope.

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
    return ErrorDetailsEnvelope(send(http, QUERY_ERROR_DETAIL, body, edition))


async def asyncio(
    http: httpx.AsyncClient, body: ErrorDetailRequest, *, edition: str = API_VERSION
) -> ErrorDetailsEnvelope:
    """Do as `sync` does, over an async client."""
    return ErrorDetailsEnvelope(await send_async(http, QUERY_ERROR_DETAIL, body, edition))

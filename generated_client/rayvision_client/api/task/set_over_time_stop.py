# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Set when tasks are stopped for running too long (`setOverTimeStop`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.over_time_stop_request import OverTimeStopRequest
from ...models.text_envelope import TextEnvelope
from ...operations import API_VERSION, SET_OVER_TIME_STOP


def sync(http: httpx.Client, body: OverTimeStopRequest, *, edition: str = API_VERSION) -> TextEnvelope:
    """Set when tasks are stopped for running too long (`setOverTimeStop`).

    Sets for the given tasks after how many seconds they are stopped (status 23, `TIME_OUT_STOP`).

    Returns a word instead of null. Only `code` tells whether it worked: the wording is not fixed.

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
    return TextEnvelope(send(http, SET_OVER_TIME_STOP, body, edition))


async def asyncio(http: httpx.AsyncClient, body: OverTimeStopRequest, *, edition: str = API_VERSION) -> TextEnvelope:
    """Do as `sync` does, over an async client."""
    return TextEnvelope(await send_async(http, SET_OVER_TIME_STOP, body, edition))

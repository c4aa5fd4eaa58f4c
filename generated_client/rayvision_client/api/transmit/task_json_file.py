# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Put a job file on the server (`taskJsonFile`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.job_file_request import JobFileRequest
from ...models.nothing_envelope import NothingEnvelope
from ...operations import API_VERSION, TASK_JSON_FILE


def sync(http: httpx.Client, body: JobFileRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Put a job file on the server (`taskJsonFile`).

    Stores one of the four job files under the number of a task, where a transfer engine would otherwise
    put it. All four have to be there before `submitTask`.

    The file travels as text within the JSON of the request, and that text is signed as it is: with its
    quotation marks, line ends, `&` and `=`. Since edition 2.0.0.

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
    return NothingEnvelope(send(http, TASK_JSON_FILE, body, edition))


async def asyncio(http: httpx.AsyncClient, body: JobFileRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, TASK_JSON_FILE, body, edition))

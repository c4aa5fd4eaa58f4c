# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Submit a task for rendering (`submitTask`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.submit_task_request import SubmitTaskRequest
from ...operations import API_VERSION, SUBMIT_TASK


def sync(http: httpx.Client, body: SubmitTaskRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Submit a task for rendering (`submitTask`).

    Submits a task to the farm. Its configuration files must have been uploaded before.

    Assets of an account normally share one directory. Integrators whose users or tasks have files of
    the same names ask for an isolated directory with `assetIsolationModel`; see `AssetIsolationModel`
    for how the path is built and how long it is kept.

    Submitting starts work that costs money, so a request whose answer was lost must not be repeated
    blindly.

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
    return NothingEnvelope(send(http, SUBMIT_TASK, body, edition))


async def asyncio(http: httpx.AsyncClient, body: SubmitTaskRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, SUBMIT_TASK, body, edition))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Move tasks to other hardware (`editTaskHardwareConfig`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.nothing_envelope import NothingEnvelope
from ...models.task_hardware_request import TaskHardwareRequest
from ...operations import API_VERSION, EDIT_TASK_HARDWARE_CONFIG


def sync(http: httpx.Client, body: TaskHardwareRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Move tasks to other hardware (`editTaskHardwareConfig`).

    Changes the hardware that tasks render on. Take numbers, model, graphics cards and memory from an
    entry of `listHardwareConfigs`. Since edition 2.0.0.

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
    return NothingEnvelope(send(http, EDIT_TASK_HARDWARE_CONFIG, body, edition))


async def asyncio(http: httpx.AsyncClient, body: TaskHardwareRequest, *, edition: str = API_VERSION) -> NothingEnvelope:
    """Do as `sync` does, over an async client."""
    return NothingEnvelope(await send_async(http, EDIT_TASK_HARDWARE_CONFIG, body, edition))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List the hardware on offer (`listHardwareConfigs`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.hardware_config_list_request import HardwareConfigListRequest
from ...models.hardware_configs_envelope import HardwareConfigsEnvelope
from ...operations import API_VERSION, LIST_HARDWARE_CONFIGS


def sync(http: httpx.Client, body: HardwareConfigListRequest, *, edition: str = API_VERSION) -> HardwareConfigsEnvelope:
    """List the hardware on offer (`listHardwareConfigs`).

    Returns the hardware that the platforms offer for tasks; given task ids, also which of it they
    render on. Numbers, model, graphics cards and memory of an entry go into `editTaskHardwareConfig`.
    Since edition 2.0.0.

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
    return HardwareConfigsEnvelope(send(http, LIST_HARDWARE_CONFIGS, body, edition))


async def asyncio(
    http: httpx.AsyncClient, body: HardwareConfigListRequest, *, edition: str = API_VERSION
) -> HardwareConfigsEnvelope:
    """Do as `sync` does, over an async client."""
    return HardwareConfigsEnvelope(await send_async(http, LIST_HARDWARE_CONFIGS, body, edition))

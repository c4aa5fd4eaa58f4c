# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List the rented machines (`getUserPackNodeInfo`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.rented_machines_envelope import RentedMachinesEnvelope
from ...operations import API_VERSION, GET_USER_PACK_NODE_INFO


def sync(http: httpx.Client, *, edition: str = API_VERSION) -> RentedMachinesEnvelope:
    """List the rented machines (`getUserPackNodeInfo`).

    Lists the machines that the account has rented. To render a task on them, its `task.json` names
    their number. Since edition 2.0.0.

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
    return RentedMachinesEnvelope(send(http, GET_USER_PACK_NODE_INFO, None, edition))


async def asyncio(http: httpx.AsyncClient, *, edition: str = API_VERSION) -> RentedMachinesEnvelope:
    """Do as `sync` does, over an async client."""
    return RentedMachinesEnvelope(await send_async(http, GET_USER_PACK_NODE_INFO, None, edition))

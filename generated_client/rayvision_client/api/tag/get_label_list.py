# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List the custom labels (`getLabelList`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.label_list_envelope import LabelListEnvelope
from ...operations import API_VERSION, GET_LABEL_LIST


def sync(http: httpx.Client, *, edition: str = API_VERSION) -> LabelListEnvelope:
    """List the custom labels (`getLabelList`).

    Returns the labels of the account. In replies a label is called a project.

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
    return LabelListEnvelope(send(http, GET_LABEL_LIST, None, edition))


async def asyncio(http: httpx.AsyncClient, *, edition: str = API_VERSION) -> LabelListEnvelope:
    """Do as `sync` does, over an async client."""
    return LabelListEnvelope(await send_async(http, GET_LABEL_LIST, None, edition))

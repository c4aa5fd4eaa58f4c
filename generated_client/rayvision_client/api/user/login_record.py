# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List who has logged in (`loginRecord`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.login_record_page_envelope import LoginRecordPageEnvelope
from ...models.login_record_request import LoginRecordRequest
from ...operations import API_VERSION, LOGIN_RECORD


def sync(http: httpx.Client, body: LoginRecordRequest, *, edition: str = API_VERSION) -> LoginRecordPageEnvelope:
    """List who has logged in (`loginRecord`).

    Returns one page of the login log of the account, failed attempts included. Since edition 2.0.0.

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
    return LoginRecordPageEnvelope(send(http, LOGIN_RECORD, body, edition))


async def asyncio(
    http: httpx.AsyncClient, body: LoginRecordRequest, *, edition: str = API_VERSION
) -> LoginRecordPageEnvelope:
    """Do as `sync` does, over an async client."""
    return LoginRecordPageEnvelope(await send_async(http, LOGIN_RECORD, body, edition))

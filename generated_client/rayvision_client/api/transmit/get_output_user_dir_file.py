# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""List a directory of rendered output (`getOutputUserDirFile`)."""

from __future__ import annotations

import httpx

from ...client import send, send_async
from ...models.output_files_envelope import OutputFilesEnvelope
from ...models.output_files_request import OutputFilesRequest
from ...operations import API_VERSION, GET_OUTPUT_USER_DIR_FILE


def sync(http: httpx.Client, body: OutputFilesRequest, *, edition: str = API_VERSION) -> OutputFilesEnvelope:
    """List a directory of rendered output (`getOutputUserDirFile`).

    Returns the files and directories in one directory of the account's output storage, or of the output
    of one task. Each part of a layered task has its own output: ask for the number of the part. Since
    edition 2.0.0.

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
    return OutputFilesEnvelope(send(http, GET_OUTPUT_USER_DIR_FILE, body, edition))


async def asyncio(
    http: httpx.AsyncClient, body: OutputFilesRequest, *, edition: str = API_VERSION
) -> OutputFilesEnvelope:
    """Do as `sync` does, over an async client."""
    return OutputFilesEnvelope(await send_async(http, GET_OUTPUT_USER_DIR_FILE, body, edition))

"""The one module that knows httpx: signing what it sends, and saying what went wrong on the way."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Generator
from typing import Any

import httpx
from httpx import AsyncBaseTransport as AsyncTransport
from httpx import AsyncClient, Client, HTTPError, Request, Response, Timeout
from httpx import BaseTransport as Transport
from rayvision_client.errors import NotAnEnvelopeError

from rayvision_api.errors import RayvisionConnectionError, RayvisionError, RayvisionProtocolError, RayvisionTimeoutError
from rayvision_api.signing import signature

__all__ = [
    "AsyncClient",
    "AsyncTransport",
    "Client",
    "HTTPError",
    "RayvisionAuth",
    "Request",
    "Response",
    "Timeout",
    "Transport",
    "client_arguments",
    "failure",
    "protocol_failure",
]

# The vendor's number for callers of the API, and the version of the protocol.
_CHANNEL = "4"
_VERSION = "1.0.0"


def random_nonce() -> str:
    """Give nine random digits: the vendor sends six, of which a busy client would draw the same twice in a second."""
    return str(100_000_000 + secrets.randbelow(900_000_000))


def unix_time() -> float:
    """Give the seconds since the epoch, by this machine's clock."""
    return time.time()


class RayvisionAuth(httpx.Auth):
    """Signs every request that an httpx client sends, whether by the wrapper or by the low-level client alone.

        with httpx.Client(base_url="https://task.renderbus.com", auth=RayvisionAuth(ID, KEY, "2")) as http:
            envelope = query_user_profile.sync(http)

    Args:
        access_id: The account's access id.
        access_key: The account's access key.
        platform: Number of the platform that the calls are for.
        domain: The domain to sign; the host that the request goes to where it is not given.
        clock: Gives the seconds since the epoch.
        nonce: Gives a number that serves one request only.
    """

    requires_request_body = True

    def __init__(
        self,
        access_id: str,
        access_key: str,
        platform: str | int,
        *,
        domain: str | None = None,
        clock: Callable[[], float] = unix_time,
        nonce: Callable[[], str] = random_nonce,
    ) -> None:
        self._access_id = access_id
        self._access_key = access_key
        self._platform = str(platform)
        self._domain = domain
        self._clock = clock
        self._nonce = nonce

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sign the body that is really sent."""
        headers = {
            "accessId": self._access_id,
            "channel": _CHANNEL,
            "platform": self._platform,
            "UTCTimestamp": str(int(self._clock())),
            "nonce": self._nonce(),
            "version": _VERSION,
        }
        domain = self._domain or request.headers["Host"]
        body = json.loads(request.content)
        request.headers.update(headers)
        request.headers["signature"] = signature(self._access_key, domain, request.url.path, headers, body)
        yield request

    def __repr__(self) -> str:
        return f"RayvisionAuth(platform={self._platform!r}, domain={self._domain!r})"


def failure(operation: str, address: str, error: Exception) -> RayvisionError:
    """Say in our words what went wrong between a request and its reply.

    The original error is not kept as the cause: it holds the request, and with it the signature.
    """
    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    if isinstance(error, httpx.TimeoutException):
        return RayvisionTimeoutError(operation, address, reason)
    if isinstance(error, httpx.DecodingError | httpx.TooManyRedirects):
        return RayvisionProtocolError(operation, address, 200, f"cannot be read: {reason}")
    return RayvisionConnectionError(operation, address, reason)


def protocol_failure(
    operation: str, address: str, response: httpx.Response, error: NotAnEnvelopeError
) -> RayvisionProtocolError:
    """Say what is wrong with a reply that is no envelope."""
    target = response.headers.get("Location")
    if response.is_redirect and target:
        reason = f"it redirects to {target}, and a signed request is never sent elsewhere: set `domain` to that address"
    elif not error.content:
        reason = "its body is empty"
    else:
        # A proxy may echo the request, signature included.
        start = (
            error.content[:200]
            .decode("utf-8", "replace")
            .replace(response.request.headers.get("signature", "\0"), "***")
        )
        reason = f"its body of {len(error.content)} bytes is no JSON envelope; it starts with {start!r}"
    return RayvisionProtocolError(operation, address, response.status_code, reason)


def client_arguments(timeout: Any) -> dict[str, Any]:
    """The arguments with which the sync and the async half make their httpx client."""
    # httpx would carry the signature to whatever host a redirect names.
    return {"timeout": timeout, "follow_redirects": False}

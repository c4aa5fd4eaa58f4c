"""The one module that knows httpx: what the wrapper takes of it, and the signature as httpx's `auth`.

Requests go straight to an httpx transport. What an httpx client would do on top of it is of no use here, and some of it
harmful: it follows redirects with the signature, keeps cookies, and decompresses whatever comes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator

import httpx
from rayvision_client.operations import API_VERSION

from rayvision_api._arguments import checked_edition
from rayvision_api._secret import discreet
from rayvision_api.signing import Signer, random_nonce, unix_time

# What the rest of the wrapper needs of httpx it takes from here.
__all__ = [
    "NEVER_LEFT",
    "OWN_TRANSPORTS",
    "RayvisionAuth",
    "SecondsInAll",
    "as_proxy",
    "httpx",
    "port_of",
]

if not hasattr(httpx, "AsyncHTTPTransport"):
    wrong = f"rayvision-sdk needs httpx below 1.0, and {httpx.__version__} is installed: pip install 'httpx<1'"
    raise ImportError(wrong, name="httpx")

# What other transports call their errors proves nothing: httpx-aiohttp 0.2.0 says ConnectTimeout where a service has
# read the request, and hung up.
OWN_TRANSPORTS = (httpx.HTTPTransport, httpx.AsyncHTTPTransport, httpx.MockTransport)

# What these raise only where a request never left this machine.
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)

_USUAL_PORT = 443


def port_of(address: str | httpx.URL) -> int | None:
    """Read the port of an address, or the usual one; `None` where nothing could be sent to it."""
    try:
        url = httpx.URL(address)
        # A host that begins with `xn--` is decoded here, and may be none.
        port = (_USUAL_PORT if url.port is None else url.port) if url.host else 0
    except (httpx.InvalidURL, ValueError):
        return None
    return port if 0 < port < 65536 else None


def as_proxy(address: str) -> httpx.Proxy | None:
    """Read the address of a proxy; `None` for what is not one."""
    try:
        return httpx.Proxy(address)
    except (httpx.InvalidURL, ValueError):
        return None


class SecondsInAll(httpx.Timeout):
    """A number of seconds for a whole attempt, where an `httpx.Timeout` is one for each of its steps."""


class RayvisionAuth(httpx.Auth):
    """Signs the requests of an httpx client, so that the low-level client can be used by itself.

        with httpx.Client(base_url="https://task.renderbus.com", auth=RayvisionAuth(ID, KEY, "2")) as http:
            envelope = query_user_profile.sync(http)

    Args:
        access_id: The account's access id.
        access_key: The account's access key.
        platform: Number of the platform that the calls are for.
        clock: Gives the seconds since the epoch.
        nonce: Gives digits that serve one request only.
        api_version: Number of the edition of the API in which the calls are made.

    Raises:
        TypeError: The edition is no text.
        ValueError: There is no such edition.
    """

    requires_request_body = True

    @discreet
    def __init__(
        self,
        access_id: str,
        access_key: str,
        platform: str | int,
        *,
        clock: Callable[[], float] = unix_time,
        nonce: Callable[[], str] = random_nonce,
        api_version: str = API_VERSION,
    ) -> None:
        edition = checked_edition(api_version)
        self._signer = Signer(access_id, access_key, str(platform), clock=clock, nonce=nonce, version=edition)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sign the body that is really sent, for the host that it is sent to."""
        body = json.loads(request.content)
        request.headers.update(self._signer.headers(request.headers["Host"], request.url.path, body))
        yield request

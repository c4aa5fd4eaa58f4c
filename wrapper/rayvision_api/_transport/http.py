"""The only module that imports httpx: the rest of the wrapper takes from here what it needs.

Requests go straight to an httpx transport. What an httpx client would do on top of it is of no use here, and some of it
harmful: it follows redirects with the signature, keeps cookies, and decompresses whatever comes.
"""

from __future__ import annotations

import httpx

__all__ = [
    "NEVER_LEFT",
    "OWN_TRANSPORTS",
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
        # A host that begins with `xn--` is decoded here, and may be invalid.
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

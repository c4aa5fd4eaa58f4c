"""How to reach the service: with which certificates, through which proxy, over which transport."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

from rayvision_api._secret import Secret
from rayvision_api._transport.http import httpx
from rayvision_api._transport.settings import checked_proxy

# httpx keeps only 20 of its 100 connections, so that a busy client would make a new one, with a TLS handshake, for most
# of its calls.
_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=100)

# More at once make nothing faster: by then the work is this machine's.
_MANY = 16

# With these, httpx refuses to make a transport: certificates that are not there, a proxy that it cannot speak to.
SET_UP_FAILURES = (OSError, ValueError, ImportError, httpx.InvalidURL)


class Network:
    """How to reach the service.

    Args:
        address: The service's address.
        given: A transport to send with instead of the network.
        limits: How many connections to open and to keep.
        proxy: Address of a proxy; by default what the environment says.
        verify: Whose certificates to trust.
    """

    def __init__(
        self,
        address: str,
        given: Any,
        limits: httpx.Limits | None,
        proxy: Secret[httpx.Proxy | None],
        verify: bool | str | Path | ssl.SSLContext,
    ) -> None:
        self.given = given
        self._address = address
        self._limits = limits or _LIMITS
        self._proxy = proxy
        self._verify = verify

    @property
    def most_at_once(self) -> int:
        """How many calls to make at once, at most, where there are many to make."""
        connections = self._limits.max_connections
        return _MANY if connections is None else max(1, min(_MANY, connections))

    def transport_arguments(self) -> dict[str, Any]:
        """Return what httpx's transports are made with.

        Raises:
            SET_UP_FAILURES: No transport can be made.
        """
        return {
            "verify": self._ssl_context(),
            "proxy": self._proxy.reveal() or self._system_proxy(),
            "limits": self._limits,
        }

    def _ssl_context(self) -> ssl.SSLContext:
        verify = self._verify
        if isinstance(verify, ssl.SSLContext):
            return verify
        if isinstance(verify, bool):
            # Nothing is encrypted over http; the machine's certificates take longer to read than a call.
            unused = self._address.startswith("http:")
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if unused else httpx.create_ssl_context(verify=verify)
        path = Path(verify)
        if path.is_dir():
            return ssl.create_default_context(capath=path)
        return ssl.create_default_context(cafile=path)

    def _system_proxy(self) -> httpx.Proxy | None:
        from urllib.request import getproxies, proxy_bypass

        url = httpx.URL(self._address)
        proxies = getproxies()
        proxy = proxies.get(url.scheme) or proxies.get("all")
        if proxy is None or proxy_bypass(url.netloc.decode()):
            return None
        origin = f"{url.scheme.upper()}_PROXY or ALL_PROXY"
        return checked_proxy(proxy if "://" in proxy else f"http://{proxy}", origin)

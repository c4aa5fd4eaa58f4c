"""Which requests are answered: those of programs and of the farm's own pages, but not of other web pages.

A browser lets every page send requests to this machine. `Origin` and `Sec-Fetch-Site` say where they come from, and
`Host` is the name by which the page reached the farm: a name that the page's owner has pointed here (DNS rebinding) is
not one of the farm's.
"""

import ipaddress
import re
from collections.abc import Collection

from starlette.requests import Request

HOST = re.compile(r"(?:\[(?P<ipv6>[0-9a-f:.]+)\]|(?P<name>[\w.-]+))(?::[0-9]{1,5})?", re.ASCII | re.IGNORECASE)
# "none" is an address that a person typed. A program sends no such header.
OWN_SITES = ("same-origin", "none")


def host_name(host: str) -> str | None:
    """Read the name or address in a `Host` header, without the port; None if it is not one."""
    match = HOST.fullmatch(host)
    return _canonical(match["ipv6"] or match["name"]) if match else None


def is_loopback(host: str) -> bool:
    """Return whether an address is one of this machine's own."""
    try:
        return ipaddress.ip_address(_canonical(host)).is_loopback
    except ValueError:
        return False


def is_local(request: Request) -> bool:
    """Return whether a request comes from this machine."""
    # A test client in this process has a name instead of an address, or nothing.
    host = request.client.host if request.client else ""
    return is_loopback(host) or not host or host == "testclient"


def _canonical(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host.lower()
    # A socket for both families shows IPv4 addresses like this.
    return str(getattr(address, "ipv4_mapped", None) or address)


def find_objection(request: Request, domains: Collection[str]) -> str | None:
    """Return why a request may come from a foreign web page.

    Args:
        request: The request.
        domains: Names of the farm besides `localhost`, the loopback addresses, and the address that was connected to.

    Returns:
        The objection and how to avoid it, or None.
    """
    host = request.headers.get("host", "")
    name = host_name(host)
    server = request.scope.get("server") or ("", None)
    if name is None or not (name in {"localhost", _canonical(server[0]), *domains} or is_loopback(name)):
        return (
            f"{host!r} is not a domain of this sandbox: if it should be, start the sandbox with --domain {name or ''}"
        )
    for origin in request.headers.getlist("origin"):
        if origin.lower().partition("://")[2] != host.lower():
            return f"requests of web pages from {origin!r} are refused"
    for site in request.headers.getlist("sec-fetch-site"):
        if site not in OWN_SITES:
            return f"requests of other web pages are refused (Sec-Fetch-Site: {site})"
    return None

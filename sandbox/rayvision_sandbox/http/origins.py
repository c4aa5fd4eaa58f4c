"""Which requests are answered: those of programs and of the farm's own pages, but not of other web pages.

A browser lets every page send requests to this machine. `Origin` and `Sec-Fetch-Site` say where they come from, and
`Host` is the name by which the page reached the farm: a name that the page's owner has pointed here (DNS rebinding) is
not one of the farm's.
"""

from collections.abc import Collection

from starlette.requests import Request

from rayvision_sandbox.hosts import canonical, host_name, is_loopback

# "none" is an address that a person typed. A program sends no such header.
OWN_SITES = ("same-origin", "none")


def is_local(request: Request) -> bool:
    """Return whether a request comes from this machine."""
    # A test client in this process has a name instead of an address, or nothing.
    host = request.client.host if request.client else ""
    return is_loopback(host) or not host or host == "testclient"


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
    if name is None or not (name in {"localhost", canonical(server[0]), *domains} or is_loopback(name)):
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

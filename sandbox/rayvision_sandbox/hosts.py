"""Names and addresses of machines."""

import ipaddress
import re

HOST = re.compile(r"(?:\[(?P<ipv6>[0-9a-f:.]+)\]|(?P<name>[\w.-]+))(?::[0-9]{1,5})?", re.ASCII | re.IGNORECASE)


def host_name(host: str) -> str | None:
    """Read the name or address in a `Host` header, without the port; None if it is not one."""
    match = HOST.fullmatch(host)
    return canonical(match["ipv6"] or match["name"]) if match else None


def is_loopback(host: str) -> bool:
    """Return whether an address is one of this machine's own."""
    try:
        return ipaddress.ip_address(canonical(host)).is_loopback
    except ValueError:
        return False


def canonical(host: str) -> str:
    """Write a name or an address in the one way in which it is compared."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host.lower()
    # A socket for both families shows IPv4 addresses like this.
    return str(getattr(address, "ipv4_mapped", None) or address)

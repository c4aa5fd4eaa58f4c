"""What a client uses where no argument says otherwise: environment variables, and defaults behind them."""

from __future__ import annotations

import re

from rayvision_client.models import Zone
from rayvision_client.operations import API_VERSION

ACCESS_ID_VARIABLE = "RAYVISION_API_ACCESS_ID"
ACCESS_KEY_VARIABLE = "RAYVISION_API_KEY"
PROFILE_VARIABLE = "RAYVISION_API_PROFILE"
VARIABLES = {
    "access_id": ACCESS_ID_VARIABLE,
    "access_key": ACCESS_KEY_VARIABLE,
    "domain": "RAYVISION_API_DOMAIN",
    "platform": "RAYVISION_API_PLATFORM",
    "protocol": "RAYVISION_API_PROTOCOL",
    "api_version": "RAYVISION_API_VERSION",
}
"""Where each setting stands in the environment."""


class Default(str):
    """The default of an argument, distinct from the same text given by a caller: a profile may replace only this."""

    __slots__ = ()


DEFAULT_DOMAIN = Default("task.renderbus.com")
DEFAULT_PLATFORM = Default("4")
DEFAULT_PROTOCOL = Default("https")
DEFAULT_API_VERSION = Default(API_VERSION)


def zone_of(domain: str) -> Zone:
    """Return the zone of a domain: China for every domain of Renderbus, international for all others."""
    return Zone.CHINA if "renderbus" in domain.lower() else Zone.INTERNATIONAL


def is_loopback(domain: str) -> bool:
    """Return whether a domain is this machine, where a farm speaks plain HTTP."""
    host = domain.rpartition(":")[0] if re.search(r":[0-9]+$", domain) else domain
    return host.lower() in ("localhost", "[::1]") or re.fullmatch(r"127(\.[0-9]{1,3}){3}", host) is not None

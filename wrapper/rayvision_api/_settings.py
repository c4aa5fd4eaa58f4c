"""Who calls, and where: everything about a client but its connections."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from attrs import field, frozen
from rayvision_client.models import Zone

ACCESS_ID_VARIABLE = "RAYVISION_API_ACCESS_ID"
ACCESS_KEY_VARIABLE = "RAYVISION_API_KEY"


@frozen
class Settings:
    """What a client was made with."""

    access_id: str = field(repr=False)
    access_key: str = field(repr=False)
    domain: str
    platform: str
    protocol: str
    headers: Mapping[str, str] = field(repr=False)

    @property
    def zone(self) -> Zone:
        """The zone of the domain: China for any domain of Renderbus, international for every other."""
        return Zone.CHINA if "renderbus" in self.domain.lower() else Zone.INTERNATIONAL

    @property
    def address(self) -> str:
        """The service's address."""
        return f"{self.protocol}://{self.domain}"


def checked_settings(
    access_id: str | None,
    access_key: str | None,
    domain: str,
    platform: str | int,
    protocol: str,
    headers: Mapping[str, str] | None,
) -> Settings:
    """Check a client's arguments, and take the keys from the environment where they are not given.

    Raises:
        ValueError: One of them is missing or malformed.
        TypeError: One of them is of the wrong type.
    """
    if protocol not in ("https", "http"):
        raise ValueError(f"protocol is {protocol!r}; it has to be 'https' or 'http'")
    return Settings(
        access_id=_credential("access_id", access_id, ACCESS_ID_VARIABLE),
        access_key=_credential("access_key", access_key, ACCESS_KEY_VARIABLE),
        domain=_checked_domain(domain),
        platform=checked_platform(platform),
        protocol=protocol,
        headers=dict(headers or {}),
    )


def checked_platform(platform: str | int) -> str:
    """Check a platform's number, given as a number or as text."""
    if isinstance(platform, bool) or not isinstance(platform, int | str):
        raise TypeError(f"platform is {platform!r}; give the platform's number, 2 or '2' say")
    if not re.fullmatch(r"[0-9]+", str(int(platform)) if isinstance(platform, int) else platform):
        raise ValueError(f"platform is {platform!r}; give the platform's number, 2 or '2' say")
    return str(int(platform)) if isinstance(platform, int) else platform


def _credential(name: str, value: str | None, variable: str) -> str:
    if value is None:
        value = os.environ.get(variable)
    if value is None:
        raise ValueError(f"{name} is missing: give it as an argument or in the environment variable {variable}")
    if not isinstance(value, str):
        raise TypeError(f"{name} has to be text, and is of type {type(value).__name__}")
    # A header cannot carry anything else, and what was pasted with a line break would only fail at the service.
    if not re.fullmatch(r"[!-~]+", value):
        raise ValueError(f"{name} is empty or holds spaces, line breaks or non-ASCII characters")
    return value


def _checked_domain(domain: str) -> str:
    if not isinstance(domain, str):
        raise TypeError(f"domain is {domain!r}; give it as text, 'task.renderbus.com' say")
    if not re.fullmatch(r"[A-Za-z0-9._-]+(:[0-9]+)?|\[[0-9A-Fa-f:.]+\](:[0-9]+)?", domain):
        raise ValueError(f"domain is {domain!r}; give it without scheme and path, 'task.renderbus.com' say")
    return domain

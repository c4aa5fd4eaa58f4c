"""Who calls, and where: everything about a client but its connections."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from math import inf
from ssl import SSLContext
from typing import Any, NamedTuple

from rayvision_client import models
from rayvision_client.operations import API_VERSION

from rayvision_api._arguments import checked_edition, integer
from rayvision_api._secret import Secret
from rayvision_api._transport.http import SecondsInAll, as_proxy, httpx, port_of
from rayvision_api._transport.retries import NO_RETRIES, RetryPolicy
from rayvision_api._version import __version__
from rayvision_api.environment import (
    ACCESS_ID_VARIABLE,
    ACCESS_KEY_VARIABLE,
    PROFILE_VARIABLE,
    VARIABLES,
    Default,
    is_loopback,
    zone_of,
)
from rayvision_api.text import masked

ARGUMENTS = "arguments"
DEFAULTS = "defaults"
"""The origin of a setting that comes from neither the environment nor a profile."""


# A year: a socket cannot wait for what does not fit its clock.
_LONGEST = 365 * 86_400

# Headers that are the client's own affair: signed ones, and those that say how a body travels, and over what.
_OWN_HEADERS = frozenset(
    {
        *("accessid", "channel", "platform", "utctimestamp", "nonce", "version", "signature", "languageflag"),
        *("host", "content-type", "content-length", "transfer-encoding", "accept-encoding", "connection", "upgrade"),
    }
)


class ConnectionFacts(NamedTuple):
    """What there is to know of a client's connection.

    Attributes:
        timeout: How many seconds a reply may take; `None` for any number.
        address: The service's address, `https://task.renderbus.com` for example.
        zone: The zone of its domain.
        platform: Number of the platform.
        api_version: Number of the edition of the API.
        access_id: The end of the access id, which distinguishes it from others.
        keys_from: Where access id and access key come from, in words.
        origins: Where each of `access_id`, `access_key`, `domain`, `platform`, `protocol` and `api_version` comes from:
            `arguments`, the name of an environment variable, `profile 'NAME'`, or `defaults`.
    """

    timeout: float | None
    address: str
    zone: models.Zone
    platform: str
    api_version: str
    access_id: str
    keys_from: str
    origins: Mapping[str, str]


class Settings(NamedTuple):
    """What a client was made with."""

    access_id: str
    access_key: Secret[str]
    domain: str
    platform: str
    protocol: str
    headers: Mapping[str, str]
    timeout: httpx.Timeout
    retries: RetryPolicy
    max_reply_size: int
    edition: str
    origins: Mapping[str, str]

    def __repr__(self) -> str:
        return f"Settings({self.facts})"

    @property
    def zone(self) -> models.Zone:
        """The zone of the domain."""
        return zone_of(self.domain)

    @property
    def is_first_edition(self) -> bool:
        """Whether the edition of the API is that of the guide."""
        return self.edition == API_VERSION

    @property
    def facts(self) -> ConnectionFacts:
        """What of them may be shown."""
        return ConnectionFacts(
            timeout=self.timeout.read,
            address=self.address,
            zone=self.zone,
            platform=self.platform,
            api_version=self.edition,
            access_id=masked(self.access_id),
            keys_from=self.keys_from,
            origins=self.origins,
        )

    @property
    def keys_from(self) -> str:
        """Where access id and access key come from, in words."""
        return " + ".join(dict.fromkeys((self.origins["access_id"], self.origins["access_key"])))

    @property
    def secrets(self) -> tuple[Secret[str], ...]:
        """What no error and no log may show."""
        return (self.access_key, Secret(self.access_id))

    def within(self, seconds: float) -> Settings:
        """The same settings for a call that has so much time, repetitions included, but a second at least."""
        return self._replace(retries=self.retries.within(max(seconds, 1.0)))

    @property
    def longest_attempt(self) -> float:
        """How many seconds one attempt may take; an `httpx.Timeout` bounds its steps alone."""
        limit = self.timeout.read if isinstance(self.timeout, SecondsInAll) else None
        return inf if limit is None else limit

    @property
    def address(self) -> str:
        """The service's address."""
        return f"{self.protocol}://{self.domain}"


def checked_settings(
    *,
    access_id: str | None,
    access_key: str | None,
    domain: str,
    platform: str | int,
    protocol: str,
    profile: str | None,
    headers: Mapping[str, str] | None,
    timeout: float | httpx.Timeout | None,
    retries: RetryPolicy | None,
    max_reply_size: int,
    api_version: str,
) -> Settings:
    """Check a client's arguments, and find elsewhere what they leave out.

    Raises:
        ValueError: One of them is missing or malformed.
        TypeError: One of them is of the wrong type.
    """
    given: dict[str, Any] = {
        "access_id": access_id,
        "access_key": access_key,
        "domain": domain,
        "platform": platform,
        "protocol": protocol,
        "api_version": api_version,
    }
    chosen, origins = _chosen(given, profile)
    checked = {
        name: _checked(chosen[name], origins[name], check)
        for name, check in {
            "domain": _checked_domain,
            "platform": checked_platform,
            "protocol": _checked_protocol,
            "api_version": checked_edition,
        }.items()
    }
    if origins["protocol"] == DEFAULTS and is_loopback(checked["domain"]):
        checked["protocol"] = "http"
    return Settings(
        access_id=_credential("access_id", chosen["access_id"], ACCESS_ID_VARIABLE),
        access_key=Secret(_credential("access_key", chosen["access_key"], ACCESS_KEY_VARIABLE)),
        domain=checked["domain"],
        platform=checked["platform"],
        protocol=checked["protocol"],
        headers=_checked_headers(headers or {}),
        timeout=checked_timeout(timeout),
        retries=checked_retries(retries),
        max_reply_size=integer("max_reply_size", max_reply_size),
        edition=checked["api_version"],
        origins=origins,
    )


def _chosen(given: Mapping[str, Any], profile: str | None) -> tuple[dict[str, Any], dict[str, str]]:
    """Choose each setting from arguments, environment, profile and defaults, in this order; return the origins too."""
    set_in_environment = {name: value for name, variable in VARIABLES.items() if (value := os.environ.get(variable))}
    chosen: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name, value in given.items():
        if value is not None and not isinstance(value, Default):
            chosen[name], origins[name] = value, ARGUMENTS
        elif name in set_in_environment:
            chosen[name], origins[name] = set_in_environment[name], VARIABLES[name]
    place, stored = _stored(profile, chosen)
    for name, value in given.items():
        if name not in chosen:
            chosen[name], origins[name] = (stored[name], place) if name in stored else (value, DEFAULTS)
    return chosen, origins


def _checked(value: Any, origin: str, check: Callable[[Any], str]) -> str:
    """Check a setting; where it is not an argument, say where the wrong one comes from."""
    try:
        return check(value)
    except ValueError as error:
        if origin == ARGUMENTS:
            raise
        raise ValueError(f"{error}; it comes from {origin}") from None


def checked_platform(platform: str | int) -> str:
    """Check a platform's number, given as a number or as text."""
    if isinstance(platform, bool) or not isinstance(platform, int | str):
        raise TypeError(f"platform is {platform!r}; give the platform's number, for example 2 or '2'")
    text = str(int(platform)) if isinstance(platform, int) else str(platform)
    if not re.fullmatch(r"[0-9]+", text):
        raise ValueError(f"platform is {platform!r}; give the platform's number, for example 2 or '2'")
    return text


def checked_timeout(timeout: float | httpx.Timeout | None) -> httpx.Timeout:
    """Check a time limit in seconds; `None` means no limit."""
    if isinstance(timeout, httpx.Timeout):
        return timeout
    if timeout is None:
        return SecondsInAll(None)
    if isinstance(timeout, bool) or not isinstance(timeout, int | float):
        raise TypeError(f"timeout is {timeout!r}; give seconds, or an httpx.Timeout")
    if not 0 < timeout <= _LONGEST:
        raise ValueError(
            f"timeout is {timeout!r}; it has to be above 0, and {_LONGEST} seconds (a year) at most, "
            "or None for no limit"
        )
    return SecondsInAll(float(timeout))


def checked_retries(retries: RetryPolicy | None) -> RetryPolicy:
    """Check a retry policy; `None` means never to repeat."""
    if retries is None:
        return NO_RETRIES
    if not isinstance(retries, RetryPolicy):
        raise TypeError(f"retries is {retries!r}; give a RetryPolicy, or None for no retries")
    return retries


def _stored(profile: str | None, chosen: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Read a profile where one is named, or where a key is missing: what it is called, and what it holds by name."""
    if not profile and chosen.keys() >= VARIABLES.keys():
        # Nothing is left for the environment's profile, which may be for another farm, or gone.
        return "", {}
    # A variable that is set to nothing, as CI systems do, is not set.
    name = profile or os.environ.get(PROFILE_VARIABLE) or None
    if name is None and chosen.keys() >= {"access_id", "access_key"}:
        return "", {}
    from attrs import asdict

    from rayvision_api.profiles import DEFAULT, load

    stored: dict[str, str] = asdict(load(name), filter=lambda _, value: value is not None)
    if chosen.get("access_id") not in (None, stored.get("access_id")):
        # A key signs for one access id only.
        stored.pop("access_key", None)
    return f"profile {name or DEFAULT!r}", stored


def _credential(name: str, value: str | None, variable: str) -> str:
    if value is None:
        raise ValueError(
            f"{name} is missing: give it as an argument, in the environment variable {variable}, or in a profile"
        )
    if not isinstance(value, str):
        raise TypeError(f"{name} has to be text, and is of type {type(value).__name__}")
    # A header cannot carry anything else, and what was pasted with a line break would only fail at the service.
    if not re.fullmatch(r"[!-~]+", value):
        raise ValueError(f"{name} is empty, or holds spaces, line breaks or non-ASCII characters")
    return value


def _checked_protocol(protocol: Any) -> str:
    if protocol not in ("https", "http"):
        raise ValueError(f"protocol is {protocol!r}; it has to be 'https' or 'http'")
    return str(protocol)


def _checked_domain(domain: Any) -> str:
    if isinstance(domain, int) and not isinstance(domain, bool):
        raise TypeError(f"domain is {domain!r}, which is a platform's number; give it as platform={domain!r}")
    if not isinstance(domain, str):
        raise TypeError(f"domain is {domain!r}; give it as text, 'task.renderbus.com' for example")
    if domain.isdecimal():
        raise ValueError(f"domain is {domain!r}, which is a platform's number; give it as platform={domain!r}")
    label = r"[A-Za-z0-9_-]{1,63}"
    shape = rf"({label}(\.{label})*|\[[0-9A-Fa-f:.]+\])(:[0-9]{{1,5}})?"
    if not re.fullmatch(shape, domain) or port_of(f"https://{domain}") is None:
        raise ValueError(
            f"domain is {domain!r}; give a host, and a port up to 65535 if needed, without scheme or path, for example "
            "'task.renderbus.com'"
        )
    return str(domain)


def checked_proxy(proxy: Any, origin: str = "proxy") -> httpx.Proxy | None:
    """Check the address of a proxy; nothing of it is shown, for it may hold a password.

    Args:
        proxy: The address, or a proxy of httpx; `None` for none.
        origin: Where it comes from.
    """
    if proxy is not None and not isinstance(proxy, str | httpx.Proxy):
        raise TypeError(f"{origin} is of type {type(proxy).__name__}; give an address as text, or an httpx.Proxy")
    checked = as_proxy(proxy) if isinstance(proxy, str) else proxy
    if proxy is not None and (checked is None or port_of(checked.url) is None):
        raise ValueError(
            f"{origin} is not the address of a proxy; write it as 'http://proxy.example:3128', or with a name and a "
            "password as 'http://name:password@proxy.example:3128', where '#' is '%23', '@' '%40', '/' '%2F', ':' '%3A'"
        )
    return checked


def check_network(limits: Any, verify: Any) -> None:
    """Check of which types a client's further arguments about the network are."""
    if limits is not None and not isinstance(limits, httpx.Limits):
        raise TypeError(f"limits is {limits!r}; give httpx.Limits")
    if not isinstance(verify, bool | str | os.PathLike | SSLContext):
        raise TypeError(f"verify is {verify!r}; give True, False, a file or folder of certificates, or an SSLContext")


def _checked_headers(headers: Any) -> dict[str, str]:
    if not isinstance(headers, Mapping):
        raise TypeError(f"headers is of type {type(headers).__name__}; give a dict of names and values")
    # We undo compression ourselves, within bounds, so nothing else than what we can undo is asked for.
    checked = {
        "User-Agent": f"rayvision-sdk/{__version__}",
        "Accept": "application/json",
        "Accept-Encoding": "gzip, deflate",
    }
    for name, value in headers.items():
        if not isinstance(name, str) or not isinstance(value, str):
            # Values are not shown: one may be a password.
            kinds = f"{type(name).__name__} with a value of type {type(value).__name__}"
            raise TypeError(f"headers has a name of type {kinds}; both have to be text")
        if name.lower() in _OWN_HEADERS:
            raise ValueError(f"headers has {name!r}, which the client sets itself")
        is_name = re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name)
        if not is_name or not re.fullmatch(r"([!-~]([ -~\t]*[!-~])?)?", value):
            raise ValueError(f"headers has {name!r}, whose name or value holds what a header cannot hold")
        checked = {known: kept for known, kept in checked.items() if known.lower() != name.lower()} | {name: value}
    return checked

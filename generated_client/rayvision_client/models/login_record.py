# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""An attempt to log in."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from ..types import Reply, read_milliseconds


class LoginRecord(Reply):
    """An attempt to log in."""

    __slots__ = ()
    _hidden: ClassVar[frozenset[str]] = frozenset({"user_name", "user_ua", "trace_id", "ip", "login_ip"})

    @property
    def id(self) -> int | str | None:
        """Number of the entry (`id`)."""
        return self._wire.get("id")

    @property
    def user_id(self) -> int | str | None:
        """Number of the account (`userId`)."""
        return self._wire.get("userId")

    @property
    def user_name(self) -> str | None:
        """Name to log in with (`userName`)."""
        return self._wire.get("userName")

    @property
    def user_ua(self) -> str | None:
        """What the browser says about itself (`userUa`)."""
        return self._wire.get("userUa")

    @property
    def trace_id(self) -> str | None:
        """Number of the session (`traceId`)."""
        return self._wire.get("traceId")

    @property
    def login_type(self) -> str | None:
        """How the login was tried, in words (`loginType`)."""
        return self._wire.get("loginType")

    @property
    def login_status(self) -> int | str | None:
        """Outcome, a `code` as envelopes have them, mostly in digits; 200 for success (`loginStatus`)."""
        return self._wire.get("loginStatus")

    @property
    def login_sta_desc(self) -> str | None:
        """Outcome in words (`loginStaDesc`)."""
        return self._wire.get("loginStaDesc")

    @property
    def module_type(self) -> str | None:
        """Part of the service, in words (`moduleType`)."""
        return self._wire.get("moduleType")

    @property
    def ip(self) -> str | None:
        """Address that the login came from (`ip`)."""
        return self._wire.get("ip")

    @property
    def login_time(self) -> datetime | None:
        """When the login was tried, in milliseconds since the Unix epoch (`loginTime`)."""
        return read_milliseconds(self._wire.get("loginTime"))

    @property
    def login_ip(self) -> str | None:
        """Address that the login came from; see `ip` (`loginIp`)."""
        return self._wire.get("loginIp")

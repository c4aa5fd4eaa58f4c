# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""An account as the Raysync transfer server knows it, with its key."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, cast

from ..models.zone import Zone
from ..types import Reply, read_milliseconds


class RaySyncUser(Reply):
    """An account as the Raysync transfer server knows it, with its key."""

    __slots__ = ()
    _hidden: ClassVar[frozenset[str]] = frozenset({"signature", "user_key", "phone", "email", "ray_sync_user_key"})

    @property
    def channel(self) -> int | None:
        """How the account came in; the values are not documented (`channel`)."""
        return self._wire.get("channel")

    @property
    def platform(self) -> int | None:
        """Number of the render platform (`platform`)."""
        return self._wire.get("platform")

    @property
    def signature(self) -> str | None:
        """A secret word of the services (`signature`).

        Not the signature of a request.
        """
        return self._wire.get("signature")

    @property
    def version(self) -> str | None:
        """Version of the protocol (`version`)."""
        return self._wire.get("version")

    @property
    def user_key(self) -> str | None:
        """A key of the account; what it opens is not documented (`userKey`)."""
        return self._wire.get("userKey")

    @property
    def id(self) -> int:
        """Number of the account (`id`)."""
        return cast("int", self._wire.get("id"))

    @property
    def user_name(self) -> str:
        """Name to log in with (`userName`)."""
        return cast("str", self._wire.get("userName"))

    @property
    def zone(self) -> Zone | None:
        """Zone that the account belongs to (`zone`)."""
        return Zone.read(self._wire.get("zone"))

    @property
    def phone(self) -> str | None:
        """Phone number (`phone`)."""
        return self._wire.get("phone")

    @property
    def email(self) -> str | None:
        """Mail address (`email`)."""
        return self._wire.get("email")

    @property
    def login_time(self) -> datetime | None:
        """When the account logged in, in milliseconds since the Unix epoch (`loginTime`)."""
        return read_milliseconds(self._wire.get("loginTime"))

    @property
    def info_status(self) -> int | None:
        """Status of the account's personal data; the values are not documented (`infoStatus`)."""
        return self._wire.get("infoStatus")

    @property
    def account_type(self) -> int | None:
        """Kind of account; the values are not documented (`accountType`)."""
        return self._wire.get("accountType")

    @property
    def share_main_capital(self) -> int | None:
        """Whether a subaccount uses the money of the main account, 0 no, 1 yes (`shareMainCapital`)."""
        return self._wire.get("shareMainCapital")

    @property
    def sub_delete_task(self) -> int | None:
        """Whether subaccounts may delete tasks, 0 no, 1 yes (`subDeleteTask`)."""
        return self._wire.get("subDeleteTask")

    @property
    def sub_delete_capital(self) -> int | None:
        """Whether subaccounts may delete assets, 0 no, 1 yes (`subDeleteCapital`)."""
        return self._wire.get("subDeleteCapital")

    @property
    def use_main_balance(self) -> int | None:
        """Whether subaccounts may use balance and credit of the main account, 0 no, 1 yes (`useMainBalance`)."""
        return self._wire.get("useMainBalance")

    @property
    def download_disable(self) -> int | None:
        """Whether downloads are forbidden, 0 no, 1 yes (`downloadDisable`)."""
        return self._wire.get("downloadDisable")

    @property
    def ray_sync_user_key(self) -> str:
        """Key with which the Raysync client identifies itself as the account (`raySyncUserKey`)."""
        return cast("str", self._wire.get("raySyncUserKey"))

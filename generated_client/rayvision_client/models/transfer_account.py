# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""An account of a transfer engine."""

from __future__ import annotations

from typing import ClassVar, cast

from ..types import Reply


class TransferAccount(Reply):
    """An account of a transfer engine."""

    __slots__ = ()
    _hidden: ClassVar[frozenset[str]] = frozenset({"password"})

    @property
    def bid(self) -> str:
        """Id of the storage that it opens (`bid`)."""
        return cast("str", self._wire.get("bid"))

    @property
    def name(self) -> str:
        """Name to log in with (`name`)."""
        return cast("str", self._wire.get("name"))

    @property
    def password(self) -> str:
        """Password to log in with (`password`)."""
        return cast("str", self._wire.get("password"))

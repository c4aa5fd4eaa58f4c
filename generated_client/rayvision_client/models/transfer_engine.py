# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A program that transfers files, with its accounts and lines."""

from __future__ import annotations

from typing import cast

from ..models.transfer_account import TransferAccount
from ..models.transfer_line import TransferLine
from ..types import Reply


class TransferEngine(Reply):
    """A program that transfers files, with its accounts and lines."""

    __slots__ = ()

    @property
    def engine_name(self) -> str:
        """Name of the engine, `Aspera` or `RaySync` for example (`engineName`)."""
        return cast("str", self._wire.get("engineName"))

    @property
    def is_default(self) -> int | None:
        """Whether this is the default engine, 0 no, 1 yes (`isDefault`)."""
        return self._wire.get("isDefault")

    @property
    def automatic_check(self) -> int | None:
        """Whether lines are checked and changed automatically, 0 no, 1 yes (`automaticCheck`)."""
        return self._wire.get("automaticCheck")

    @property
    def check_server(self) -> str | None:
        """Address of the server that checks (`checkServer`)."""
        return self._wire.get("checkServer")

    @property
    def check_port(self) -> str | None:
        """Port of the server that checks, in digits (`checkPort`)."""
        return self._wire.get("checkPort")

    @property
    def check_enable(self) -> str | None:
        """Whether to check, `0` no, `1` yes (`checkEnable`)."""
        return self._wire.get("checkEnable")

    @property
    def check_exclud_type(self) -> str | None:
        """Endings of files that are not checked, separated by commas (`checkExcludType`)."""
        return self._wire.get("checkExcludType")

    @property
    def resq_engine_accounts(self) -> list[TransferAccount] | None:
        """Accounts of the engine, one for each storage; null if it has none (`resqEngineAccounts`)."""
        return TransferAccount.read_list(self._wire.get("resqEngineAccounts"))

    @property
    def resp_task_engine_lines(self) -> list[TransferLine]:
        """Lines to transfer on (`respTaskEngineLines`)."""
        return TransferLine.read_list(self._wire.get("respTaskEngineLines")) or []

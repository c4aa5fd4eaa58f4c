# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Ids under which the transfer service keeps an account's files."""

from __future__ import annotations

from typing import cast

from ..models.subaccount_output import SubaccountOutput
from ..types import Reply


class TransferIds(Reply):
    """Ids under which the transfer service keeps an account's files."""

    __slots__ = ()

    @property
    def parent_input_bid(self) -> str | None:
        """Id for assets of the main account, judging by the name (`parent_input_bid`)."""
        return self._wire.get("parent_input_bid")

    @property
    def config_bid(self) -> str:
        """Id for configuration files (`config_bid`)."""
        return cast("str", self._wire.get("config_bid"))

    @property
    def output_bid(self) -> str:
        """Id for rendered output, to download from (`output_bid`)."""
        return cast("str", self._wire.get("output_bid"))

    @property
    def input_bid(self) -> str:
        """Id for assets, to upload to (`input_bid`)."""
        return cast("str", self._wire.get("input_bid"))

    @property
    def sub_user_output_bids(self) -> list[SubaccountOutput] | None:
        """Ids for rendered output of the subaccounts of a main account; empty for others
        (`sub_user_output_bids`).

        Since edition 2.0.0.
        """
        return SubaccountOutput.read_list(self._wire.get("sub_user_output_bids"))

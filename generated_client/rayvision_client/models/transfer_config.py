# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Where the files of an account are kept, and how they are transferred."""

from __future__ import annotations

from typing import cast

from ..models.subaccount_output import SubaccountOutput
from ..models.transfer_engine import TransferEngine
from ..types import Reply


class TransferConfig(Reply):
    """Where the files of an account are kept, and how they are transferred."""

    __slots__ = ()

    @property
    def input_bid(self) -> str:
        """Id for assets, to upload to (`inputBid`)."""
        return cast("str", self._wire.get("inputBid"))

    @property
    def output_bid(self) -> str:
        """Id for rendered output, to download from (`outputBid`)."""
        return cast("str", self._wire.get("outputBid"))

    @property
    def config_bid(self) -> str:
        """Id for configuration files (`configBid`)."""
        return cast("str", self._wire.get("configBid"))

    @property
    def parent_input_bid(self) -> str | None:
        """Id for assets of the main account; null for an account that is not a subaccount (`parentInputBid`)."""
        return self._wire.get("parentInputBid")

    @property
    def resq_engines(self) -> list[TransferEngine]:
        """The transfer engines (`resqEngines`)."""
        return TransferEngine.read_list(self._wire.get("resqEngines")) or []

    @property
    def sub_user_output_bids(self) -> list[SubaccountOutput] | None:
        """Ids for rendered output of the subaccounts of a main account; empty for others
        (`subUserOutputBids`)."""
        return SubaccountOutput.read_list(self._wire.get("subUserOutputBids"))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Under which id the transfer service keeps the output of a subaccount."""

from __future__ import annotations

from typing import cast

from ..types import Reply


class SubaccountOutput(Reply):
    """Under which id the transfer service keeps the output of a subaccount."""

    __slots__ = ()

    @property
    def user_id(self) -> str:
        """Number of the subaccount, in digits (`userId`)."""
        return cast("str", self._wire.get("userId"))

    @property
    def output_bid(self) -> str:
        """Id for its rendered output, to download from (`outputBid`)."""
        return cast("str", self._wire.get("outputBid"))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""How far a block of a picture is."""

from __future__ import annotations

from datetime import datetime

from ..types import Reply, read_china_standard_time


class ProgressFrame(Reply):
    """How far a block of a picture is."""

    __slots__ = ()

    @property
    def coupon_fee(self) -> str | None:
        """What was taken from coupons, in the account's currency, `1.04` for example (`couponFee`)."""
        return self._wire.get("couponFee")

    @property
    def frame_index(self) -> str | None:
        """Number of the frame (`frameIndex`)."""
        return self._wire.get("frameIndex")

    @property
    def render_info(self) -> str | None:
        """What the renderer says about its progress (`renderInfo`)."""
        return self._wire.get("renderInfo")

    @property
    def frame_block(self) -> str | None:
        """Number of the block; null for an undivided picture (`frameBlock`)."""
        return self._wire.get("frameBlock")

    @property
    def frame_est(self) -> str | None:
        """How long rendering will still take, in seconds like `frameUsed` (`frameEst`)."""
        return self._wire.get("frameEst")

    @property
    def grab_url(self) -> str | None:
        """Path of the latest picture on the farm's storage (`grabUrl`)."""
        return self._wire.get("grabUrl")

    @property
    def fee_amount(self) -> str | None:
        """What was taken from the balance, in the account's currency, `0.00` for example (`feeAmount`)."""
        return self._wire.get("feeAmount")

    @property
    def frame_used(self) -> str | None:
        """How long rendering has taken, in seconds (`frameUsed`)."""
        return self._wire.get("frameUsed")

    @property
    def frame_status(self) -> str | None:
        """State of the block, a number of `FrameStatus` in digits (`frameStatus`)."""
        return self._wire.get("frameStatus")

    @property
    def frame_percent(self) -> str | None:
        """How much is done, in percent (`framePercent`)."""
        return self._wire.get("framePercent")

    @property
    def is_max_price(self) -> str | None:
        """Whether the price has reached its cap, `0` no, `1` yes (`isMaxPrice`)."""
        return self._wire.get("isMaxPrice")

    @property
    def start_time(self) -> datetime | None:
        """When rendering began, `yyyy-MM-dd HH:mm:ss` in China Standard Time (`startTime`)."""
        return read_china_standard_time(self._wire.get("startTime"))

    @property
    def end_time(self) -> datetime | None:
        """When rendering ended, `yyyy-MM-dd HH:mm:ss` in China Standard Time (`endTime`)."""
        return read_china_standard_time(self._wire.get("endTime"))

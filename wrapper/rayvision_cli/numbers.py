"""Numbers of a reply, which a server may leave out, write as text, or make larger than anything is."""

from __future__ import annotations

import math
from typing import Any

from rayvision_client.models import FrameInfo, UserProfile, Zone

_LARGEST = 1e12
_CURRENCIES: dict[int, str] = {Zone.CHINA: "CNY", Zone.INTERNATIONAL: "USD"}


def number(value: Any) -> float | None:
    """Read a wire value as a number of a size that can be drawn, or give `None`."""
    try:
        read = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return read if math.isfinite(read) and abs(read) < _LARGEST else None


def whole(value: Any) -> int | None:
    """Read a wire value as a whole number of such a size, or give `None`."""
    read = number(value)
    return int(read) if read is not None and read.is_integer() else None


def frame_cost(frame: FrameInfo) -> float | None:
    """Add up what a frame has cost, whether coupons or the balance paid it, or nobody has yet; `None` if not told."""
    fees = [number(fee) for fee in (frame.coupon_fee, frame.fee_amount, frame.arrears_fee)]
    told = [max(fee, 0.0) for fee in fees if fee is not None]
    return sum(told) if told else None


def currency_of(profile: UserProfile) -> str:
    """Find out in which currency an account has paid; where it has not, its zone's. Empty where neither is known."""
    paid = {
        "CNY": (number(profile.rmb_cumulative) or 0.0, number(profile.rmbbalance) or 0.0),
        "USD": (number(profile.usd_cumulative) or 0.0, number(profile.usdbalance) or 0.0),
    }
    known = [code for code, amounts in paid.items() if any(amounts)]
    return known[0] if len(known) == 1 else _CURRENCIES.get(whole(profile.zone) or 0, "")


def balance_of(profile: UserProfile) -> float | None:
    """Read what an account has in its currency."""
    return number(profile.usdbalance if currency_of(profile) == "USD" else profile.rmbbalance)

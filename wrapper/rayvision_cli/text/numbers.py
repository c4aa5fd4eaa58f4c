"""Numbers of a reply, which a server may leave out, write as text, or make larger than anything is."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import Any

from rayvision_api import RayvisionAPI, RayvisionError, currency_of
from rayvision_client.models import FrameInfo, UserProfile

_LARGEST = 1e12

AMOUNTS = {"balance": "from balance", "coupon": "from coupons", "arrears": "arrears", "total": "total"}
"""What a cost is made up of, and its sum, with the headings: a bare "balance" reads as money that is left."""


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


def count(value: Any) -> int:
    """Read a wire value as a count; anything else is 0."""
    return whole(value) or 0


def frame_cost(frame: FrameInfo) -> float | None:
    """Add up what a frame has cost, by balance, coupons and what is still owed; `None` if not known."""
    fees = [number(fee) for fee in (frame.coupon_fee, frame.fee_amount, frame.arrears_fee)]
    known = [max(fee, 0.0) for fee in fees if fee is not None]
    return sum(known) if known else None


def asked_currency(api: RayvisionAPI) -> str:
    """Ask for an account's currency; empty where the service does not tell it."""
    with suppress(RayvisionError):
        return currency_of(api.user.query_user_profile())
    return ""


def balance_of(profile: UserProfile) -> float | None:
    """Read what an account has in its currency."""
    return number(profile.usdbalance if currency_of(profile) == "USD" else profile.rmbbalance)

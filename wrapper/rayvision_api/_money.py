"""Amounts of money, read from replies without losing a cent."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from rayvision_client.models import TaskInfo, UserProfile, Zone

_CURRENCIES: dict[object, str] = {Zone.CHINA: "CNY", Zone.INTERNATIONAL: "USD"}


def exact(value: object) -> Decimal | None:
    """Read an amount; `None` for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def spent_on(tasks: Iterable[TaskInfo]) -> Decimal:
    """Add up what tasks have cost so far, as far as it is known."""
    return sum((exact(task.get("renderConsume")) or Decimal(0) for task in tasks), Decimal(0))


def currency_of(profile: UserProfile) -> str:
    """Find out in which currency an account has paid; where it has not, its zone's. Empty where neither is known."""
    paid = {"CNY": ("rmbCumulative", "rmbbalance"), "USD": ("usdCumulative", "usdbalance")}
    known = [code for code, names in paid.items() if any(exact(profile.get(name)) for name in names)]
    return known[0] if len(known) == 1 else _CURRENCIES.get(exact(profile.get("zone")), "")

"""Amounts of money, read from replies without losing a cent."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from rayvision_client.models import TaskInfo, UserProfile, Zone

from rayvision_api._calls.sub_tasks import AMOUNTS, parts_of

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


class Paid(NamedTuple):
    """What a task has cost so far, as far as it is known, and what is still owed for it."""

    balance: Decimal
    coupon: Decimal
    arrears: Decimal


def paid_for(task: TaskInfo) -> Paid:
    """Read how a task was paid for."""
    parts = parts_of(task)
    has_amounts = any(part.get(name) is not None for part in parts for name in AMOUNTS)
    paid = [_paid_for_one(part) for part in (parts if has_amounts else [task])]
    return Paid(*(sum(amounts, Decimal(0)) for amounts in zip(*paid, strict=True)))


def spent_on(tasks: Iterable[TaskInfo]) -> Decimal:
    """Add up what tasks have cost so far, whether coupons or the balance paid it.

    Args:
        tasks: The tasks; one whose cost the service does not tell counts as 0.

    Returns:
        The sum, in the account's currency (`currency_of`).
    """
    return sum((paid.balance + paid.coupon for paid in map(paid_for, tasks)), Decimal(0))


def _paid_for_one(task: TaskInfo) -> Paid:
    def amount(name: str) -> Decimal:
        return exact(task.get(name)) or Decimal(0)

    # The whole is 0 in the printed reply of queryTaskInfo although a coupon has paid.
    spent, coupon = amount("renderConsume"), amount("couponConsume") + amount("qyCouponConsume")
    balance = exact(task.get("userAccountConsume"))
    if balance is None:
        balance = max(spent - coupon, Decimal(0))
    return Paid(balance, max(spent - balance, coupon), amount("taskArrears"))


def currency_of(profile: UserProfile) -> str:
    """Return the currency of an account, which is that of all amounts in replies.

        profile = api.user.query_user_profile()
        print(task.render_consume, currency_of(profile))

    Args:
        profile: The account. Replies name no currency: the profile has a balance and a sum of payments in each, and
            where neither says, the currency is that of the account's zone.

    Returns:
        `CNY` or `USD`; empty where the account does not say.
    """
    paid = {"CNY": ("rmbCumulative", "rmbbalance"), "USD": ("usdCumulative", "usdbalance")}
    known = [code for code, names in paid.items() if any(exact(profile.get(name)) for name in names)]
    return known[0] if len(known) == 1 else _CURRENCIES.get(exact(profile.get("zone")), "")

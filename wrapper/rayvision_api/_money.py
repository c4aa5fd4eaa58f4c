"""Amounts of money, read from replies without losing a cent."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from rayvision_client.models import TaskInfo


def exact(value: object) -> Decimal | None:
    """Read an amount; `None` where it is none."""
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

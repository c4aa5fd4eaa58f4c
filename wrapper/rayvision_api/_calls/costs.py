"""What tasks have cost, added up by groups, and what further ones will cost by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import tzinfo
from decimal import Decimal
from typing import Literal, NamedTuple

from rayvision_client.models import TaskInfo, TaskStatus

from rayvision_api._calls.create_once import PREFIX
from rayvision_api._calls.money import exact, paid_for
from rayvision_api._calls.sub_tasks import count, parts_of, statuses_of
from rayvision_api._calls.submitted import was_submitted

CostGroup = Literal["label", "day", "user", "software", "platform", "state"]


class Cost(NamedTuple):
    """What a group of tasks has cost; amounts are in the account's currency.

    Attributes:
        key: What the tasks have in common; empty where they have none of it, such as tasks without a label.
        tasks: How many tasks there are.
        balance: What was taken from the balance.
        coupon: What was taken from coupons.
        arrears: What is still owed.
    """

    key: str
    tasks: int
    balance: Decimal
    coupon: Decimal
    arrears: Decimal

    @property
    def total(self) -> Decimal:
        """All of it, what is still owed included."""
        return self.balance + self.coupon + self.arrears


class Costs(NamedTuple):
    """What tasks have cost.

    Attributes:
        groups: The groups: days in their order, all others with the most expensive first.
        days: The same tasks by the day of their submission.
        total: All tasks together; its `key` is empty.
        currency: `CNY` or `USD`; empty where the account does not say.
    """

    groups: list[Cost]
    days: list[Cost]
    total: Cost
    currency: str


class CostEstimate(NamedTuple):
    """What frames will cost, by the finished tasks that are like them.

    Attributes:
        tasks: How many finished tasks it is based on.
        typical: The median, in the account's currency.
        low: By the cheapest of the tasks.
        high: By the most expensive of them.
        currency: `CNY` or `USD`; empty where the account does not say.
    """

    tasks: int
    typical: Decimal
    low: Decimal
    high: Decimal
    currency: str


def added_up(tasks: Iterable[tuple[str, TaskInfo]], by: str, zone: tzinfo | None, currency: str) -> Costs:
    """Add up what tasks, each with its platform, have cost."""
    groups: dict[str, Cost] = {}
    days: dict[str, Cost] = {}
    total = _NOTHING
    for platform, task in tasks:
        cost = Cost("", 1, *paid_for(task))
        for sums, key in ((groups, platform if by == "platform" else _KEYS[by](task, zone)), (days, _day(task, zone))):
            sums[key] = _sum(sums.get(key, _NOTHING._replace(key=key)), cost)
        total = _sum(total, cost)
    by_day = sorted(days.values(), key=lambda group: group.key)
    by_cost = sorted(groups.values(), key=lambda group: (-group.total, group.key))
    return Costs(by_day if by == "day" else by_cost, by_day, total, currency)


def estimated(tasks: Iterable[TaskInfo], frames: int, currency: str) -> CostEstimate | None:
    """Estimate what frames will cost by tasks that rendered all of theirs; `None` where there are no such tasks."""
    # Importing the client must not wait for it.
    from statistics import median

    finished = [task for task in tasks if all(status == TaskStatus.FINISHED for status in statuses_of(task))]
    prices = sorted(sum(paid_for(task), Decimal(0)) / done for task in finished if (done := _done_frames(task)))
    if not prices:
        return None
    typical, low, high = (_CENT * round(frames * price / _CENT) for price in (median(prices), prices[0], prices[-1]))
    return CostEstimate(len(prices), typical, low, high, currency)


_NOTHING = Cost("", 0, Decimal(0), Decimal(0), Decimal(0))
_CENT = Decimal("0.01")


def _sum(one: Cost, other: Cost) -> Cost:
    balance, coupon, arrears = one.balance + other.balance, one.coupon + other.coupon, one.arrears + other.arrears
    return Cost(one.key, one.tasks + other.tasks, balance, coupon, arrears)


def _done_frames(task: TaskInfo) -> int:
    """Count the finished frames of a task whose cost is known."""
    parts = [part for part in parts_of(task) if exact(part.get("renderConsume")) is not None]
    return sum(count(part.done_frames) for part in parts)


def _day(task: TaskInfo, zone: tzinfo | None) -> str:
    submitted = task.submit_date
    return f"{submitted.astimezone(zone):%Y-%m-%d}" if submitted and was_submitted(task) else ""


_KEYS: dict[str, Callable[[TaskInfo, tzinfo | None], str]] = {
    # A label that carries a key would put each task into a separate group.
    "label": lambda task, _: ", ".join(sorted(one for one in task.labels if one and not one.startswith(PREFIX))),
    "day": _day,
    "user": lambda task, _: str(task.user_name or ""),
    "software": lambda task, _: str(getattr(task.cg_id, "name", "") or ""),
    "state": lambda task, _: ", ".join(sorted({str(getattr(status, "name", "")) for status in statuses_of(task)})),
}

"""Money: what a user has spent, what is left, and when the coupon and the account run out.

A frame is paid when it is done: from the coupon first, then from the balance; what neither covers is in arrears. All
of it follows from one number, the user's spending so far. Amounts are integers, in thousandths.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from rayvision_sandbox.farm.database import Database, Row

THOUSAND = 1000
NEVER = 2**62


def amount(thousandths: int) -> float | int:
    """Write an amount as a JSON number; a whole one without a fraction, as the service does."""
    return thousandths // THOUSAND if thousandths % THOUSAND == 0 else thousandths / THOUSAND


def thousandths(value: Any) -> int:
    """Read an amount, given as a number or a string.

    Raises:
        ValueError: It is not an amount, or has more than three decimal places.
    """
    try:
        exact = Decimal(str(value)) * THOUSAND
        if exact == exact.to_integral_value():
            return int(exact)
    except (InvalidOperation, OverflowError):
        pass
    raise ValueError(f"{value!r} is not an amount of money")


@dataclass(frozen=True)
class Account:
    """A user's money at one moment."""

    spent: int
    coupon: int
    balance: int
    arrears: int


def settle(database: Database, user_id: int, now: int) -> int:
    """Add up what the user has spent until now, starting from the last sum."""
    user = database.row("users", user_id)
    if now <= user["settled_at"]:
        return int(user["settled"])
    spent: int = user["settled"] + database.number(
        "SELECT sum(cost) FROM frames WHERE user_id = ? AND end > ? AND end <= ?", user_id, user["settled_at"], now
    )
    database.update("users", user_id, settled_at=now, settled=spent)
    return spent


def account(database: Database, user_id: int, now: int) -> Account:
    """Return a user's account at a given time."""
    spent = settle(database, user_id, now)
    user = database.row("users", user_id)
    beyond_coupon = max(0, spent - user["coupon"])
    return Account(
        spent=spent,
        coupon=max(0, user["coupon"] - spent),
        balance=max(0, user["balance"] - beyond_coupon),
        arrears=max(0, beyond_coupon - user["balance"]),
    )


def arrears(database: Database, user: Row, now: int) -> int:
    """Return what a user owes; usually this is known to be nothing without adding up."""
    return account(database, user["id"], now).arrears if user["arrears_frame"] is not None else 0


def recharge(database: Database, user_id: int, now: int, paid_in: int) -> None:
    """Pay into the balance; arrears are paid from it at once, since they are what the funds do not cover."""
    database.run("UPDATE users SET balance = balance + ? WHERE id = ?", paid_in, user_id)
    forecast_arrears(database, user_id, now)


def coupon_share(user: Row, frame_id: int, end: int, cost: int) -> int:
    """Return how much of a frame's cost the coupon has paid."""
    border = (user["coupon_at"], user["coupon_frame"])
    if user["coupon_at"] is None or (end, frame_id) < border:
        return cost
    # When the same frame is rendered again, it ends later, and the coupon has not paid for that.
    return int(user["coupon_part"]) if (end, frame_id) == border else 0


def forecast_arrears(database: Database, user_id: int, now: int) -> None:
    """Find the frame at which the coupon, and the one at which the whole account, will run out.

    Necessary whenever a command has changed the schedule.
    """
    spent = settle(database, user_id, now)
    user = database.row("users", user_id)
    funds = user["coupon"] + user["balance"]
    # A cheap upper bound: usually it shows that single frames need not be checked.
    to_come = database.number(
        "SELECT sum(to_come) FROM tasks WHERE root_id IS NULL AND to_come > 0 AND user_id = ? AND ends > ?",
        user_id,
        now,
    )
    coupon = (user["coupon_at"], user["coupon_frame"], user["coupon_part"])
    if spent < user["coupon"] or coupon == (None, None, None):
        coupon = _coupon_runs_out(database, user, spent, now, to_come)
    dry: tuple[int | None, int | None] = (None, user["arrears_frame"] if spent > funds else None)
    if to_come and funds <= spent:
        dry = (now, dry[1])
    elif to_come and funds <= spent + to_come:
        dry = _first_beyond(database, user_id, now, funds - spent)[:2]
    at, frame, part = coupon
    arrears_at, arrears_frame = dry
    changes = {"coupon_at": at, "coupon_frame": frame, "coupon_part": part}
    database.update("users", user_id, **changes, arrears_at=arrears_at, arrears_frame=arrears_frame)


def _coupon_runs_out(
    database: Database, user: Row, spent: int, now: int, to_come: int
) -> tuple[int | None, int | None, int | None]:
    left = user["coupon"] - spent
    if left <= 0:
        return (0, 0, 0)
    return _first_beyond(database, user["id"], now, left) if to_come >= left else (None, None, None)


def _first_beyond(database: Database, user_id: int, now: int, left: int) -> tuple[int | None, int | None, int | None]:
    """Find the planned frame at which an amount is used up, and what of the amount is left for that frame."""
    for frame in database.run(
        "SELECT id, end, cost FROM frames WHERE user_id = ? AND end > ? AND cost > 0 ORDER BY end, id", user_id, now
    ):
        if frame["cost"] >= left:
            return (frame["end"], frame["id"], left)
        left -= frame["cost"]
    return (None, None, None)

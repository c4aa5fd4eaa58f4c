"""How far tasks are at a moment, and what they have cost by then."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from rayvision_sandbox.farm.database import Database, Row


class Progress(NamedTuple):
    """Sums over the frames of a task, or of a part of one; in seconds, and in thousandths of money."""

    total: int = 0
    finished: int = 0
    failed: int = 0
    executing: int = 0
    duration: int = 0
    cost: int = 0
    coupon: int = 0
    stopped: int = 0


def add_up(parts: Sequence[Progress]) -> Progress:
    """Add up the progress of a task's parts."""
    return parts[0] if len(parts) == 1 else Progress(*map(sum, zip(*parts, strict=True)))


def read(database: Database, task_ids: Sequence[int], user: Row, now: int) -> dict[int, Progress]:
    """Sum up the frames of some whole tasks of one user, by the part that they belong to."""
    rows = database.named(
        """SELECT part_id, count(*), count(past), coalesce(sum(past * fails), 0),
            sum(start <= :now AND past IS NULL), coalesce(sum(past * (end - start)), 0),
            sum(spent) + coalesce(sum(past * cost), 0), sum(spent_coupon) + coalesce(sum(past * CASE
                WHEN :coupon_at IS NULL OR (end, id) < (:coupon_at, :coupon_frame) THEN cost
                WHEN (end, id) = (:coupon_at, :coupon_frame) THEN :coupon_part ELSE 0 END), 0), sum(stopped)
        FROM (SELECT *, CASE WHEN end <= :now THEN 1 END AS past FROM frames
            WHERE task_id IN (SELECT value FROM json_each(:tasks)))
        GROUP BY part_id""",
        now=now,
        tasks=json.dumps(list(task_ids)),
        coupon_at=user["coupon_at"],
        coupon_frame=user["coupon_frame"],
        coupon_part=user["coupon_part"],
    )
    return {part_id: Progress(*(number or 0 for number in sums)) for part_id, *sums in rows}

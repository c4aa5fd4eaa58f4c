"""How far the parts of a task are at any moment, without looking at each of their frames.

A page of a thousand tasks stands for a hundred thousand frames: too many to count for every request. But the times of
frames change only with the schedule. So with the schedule each frame gets the sums over its part up to its own end, and
the progress of a part is that of the last of its frames to have ended.
"""

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
    """Add up the progress of a task's parts; most tasks have only one."""
    return parts[0] if len(parts) == 1 else Progress(*map(sum, zip(*parts, strict=True)))


def save(database: Database, task_id: int) -> None:
    """Save the sums of a task's parts; necessary whenever its frames have been scheduled anew."""
    database.run_many(
        "UPDATE frames SET all_ended = ?, all_failed = ?, all_seconds = ?, all_cost = ?, all_begun = ? WHERE id = ?",
        database.all(
            """SELECT row_number() OVER ended, sum(fails) OVER ended, sum(end - start) OVER ended, sum(cost) OVER ended,
                row_number() OVER (PARTITION BY part_id ORDER BY start, id), id FROM frames
            WHERE task_id = ? AND end IS NOT NULL WINDOW ended AS (PARTITION BY part_id ORDER BY end, id)""",
            task_id,
        ),
    )
    database.run(
        "INSERT OR REPLACE INTO parts SELECT part_id, count(*), sum(stopped), sum(spent), sum(spent_coupon)"
        " FROM frames WHERE task_id = ? GROUP BY part_id",
        task_id,
    )


def read(database: Database, part_ids: Sequence[int], user: Row, now: int) -> dict[int, Progress]:
    """Read how far some parts of one user's tasks are at a given time."""
    at, frame, shared = user["coupon_at"], user["coupon_frame"], user["coupon_part"]
    if at is None or at > now:
        at, frame, shared = now + 1, 0, 0
    # The coupon has paid for all frames before the one at which it ran out, and for a share of that one.
    values = {"ids": json.dumps(part_ids), "now": now, "at": at, "frame": frame, "shared": shared}
    values["shared_in"] = database.number("SELECT max(part_id) FROM frames WHERE id = ? AND end = ?", frame, at)
    last = "SELECT id FROM frames WHERE part_id = parts.id AND"
    rows = database.all(
        f"""SELECT parts.id, total, coalesce(ended.all_ended, 0), coalesce(ended.all_failed, 0),
            coalesce(begun.all_begun, 0) - coalesce(ended.all_ended, 0), coalesce(ended.all_seconds, 0),
            parts.spent + coalesce(ended.all_cost, 0),
            parts.spent_coupon + coalesce(paid.all_cost, 0) + (parts.id = :shared_in) * :shared, parts.stopped
        FROM parts
        LEFT JOIN frames AS ended ON ended.id = ({last} end <= :now ORDER BY end DESC, id DESC LIMIT 1)
        LEFT JOIN frames AS begun ON begun.id = ({last} start <= :now ORDER BY start DESC, id DESC LIMIT 1)
        LEFT JOIN frames AS paid ON paid.id = ({last} end <= :now AND (end, id) < (:at, :frame)
            ORDER BY end DESC, id DESC LIMIT 1)
        WHERE parts.id IN (SELECT value FROM json_each(:ids))""",  # noqa: S608  # our own text
        **values,
    )
    return {part_id: Progress(*sums) for part_id, *sums in rows}

"""How far the parts of a task are at any moment, without looking at each of their frames.

A page of a thousand tasks stands for a hundred thousand frames: too many to count for every request. But the times of
frames change only with the schedule. So running sums over a part's frames, in the order in which they end, are saved
together with the schedule, and the progress at a moment is found by bisection.
"""

import json
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, groupby
from typing import Any, NamedTuple

from rayvision_sandbox.farm.database import Database, Row

# A million frames must not need much memory: each column's numbers are as narrow as its biggest one allows.
ITEM_CODES = "BHIQ"
# Of the frames that have a time, in the order in which they end; the last three are sums over the first 0, 1, 2, ...
COLUMNS = ("ends", "starts", "frame_ids", "durations", "costs", "failures")


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
    """Save the running sums of a task's parts; necessary whenever its frames have been scheduled anew."""
    frames = database.all(
        "SELECT id, part_id, start, end, fails, stopped, cost, spent, spent_coupon FROM frames WHERE task_id = ?"
        " ORDER BY part_id, end, id",
        task_id,
    )
    database.run_many(
        "INSERT OR REPLACE INTO progress (part_id, total, stopped, spent, spent_coupon, begins, first_frame,"
        " item_codes, ends, starts, frame_ids, durations, costs, failures)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (part_id, *_running_sums(list(group)))
            for part_id, group in groupby(frames, key=lambda frame: int(frame["part_id"]))
        ],
    )


def _running_sums(frames: Sequence[Row]) -> tuple[Any, ...]:
    scheduled = [frame for frame in frames if frame["end"] is not None]
    begins = min((frame["start"] for frame in scheduled), default=0)
    first_frame = min(frame["id"] for frame in frames)
    columns = (
        [frame["end"] - begins for frame in scheduled],
        sorted(frame["start"] - begins for frame in scheduled),
        [frame["id"] - first_frame for frame in scheduled],
        *(
            list(accumulate(numbers, initial=0))
            for numbers in (
                [frame["end"] - frame["start"] for frame in scheduled],
                [frame["cost"] for frame in scheduled],
                [frame["fails"] for frame in scheduled],
            )
        ),
    )
    item_codes = "".join(_narrowest(max(column, default=0)) for column in columns)
    return (
        len(frames),
        sum(frame["stopped"] for frame in frames),
        sum(frame["spent"] for frame in frames),
        sum(frame["spent_coupon"] for frame in frames),
        *(begins, first_frame, item_codes),
        *(array(code, column).tobytes() for code, column in zip(item_codes, columns, strict=True)),
    )


def _narrowest(biggest: int) -> str:
    return next(code for code in ITEM_CODES if biggest.bit_length() <= 8 * array(code).itemsize)


def read(database: Database, part_ids: Sequence[int], user: Row, now: int) -> dict[int, Progress]:
    """Read how far some parts of one user's tasks are at a moment."""
    border = (user["coupon_at"], user["coupon_frame"], user["coupon_part"])
    rows = database.run(
        "SELECT * FROM progress WHERE part_id IN (SELECT value FROM json_each(?))", json.dumps(list(part_ids))
    )
    return {row["part_id"]: _progress(row, border, now) for row in rows}


def _progress(row: Row, border: tuple[int | None, int, int], now: int) -> Progress:
    ends, starts, frame_ids, durations, costs, failures = [
        memoryview(row[name]).cast(code) for name, code in zip(COLUMNS, row["item_codes"], strict=True)
    ]
    finished = bisect_right(ends, now - row["begins"])
    coupon_at, coupon_frame, coupon_part = border
    coupon = costs[finished]
    if coupon_at is not None and coupon_at <= now:
        # The coupon has paid for all frames before the one at which it ran out, and for a part of that one.
        runs_out, frame = coupon_at - row["begins"], coupon_frame - row["first_frame"]
        before = bisect_left(ends, runs_out, 0, finished)
        while before < finished and ends[before] == runs_out and frame_ids[before] < frame:
            before += 1
        is_here = before < finished and (ends[before], frame_ids[before]) == (runs_out, frame)
        coupon = costs[before] + (coupon_part if is_here else 0)
    return Progress(
        total=row["total"],
        finished=finished,
        failed=failures[finished],
        executing=bisect_right(starts, now - row["begins"]) - finished,
        duration=durations[finished],
        cost=row["spent"] + costs[finished],
        coupon=row["spent_coupon"] + coupon,
        stopped=row["stopped"],
    )

"""How far the parts of a task are at any moment, without looking at each of their frames.

A page of a thousand tasks stands for a hundred thousand frames: too many to be counted anew for every request. But when
frames begin and end changes only with the plan. So together with the plan the running sums over a part's frames, in the
order in which they end, are written down, and the figures of a moment are found by bisection.
"""

import json
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, groupby
from typing import Any, NamedTuple

from rayvision_sandbox.store import Row, Store

# A million frames shall not need much memory: each column's numbers are as narrow as its biggest one allows.
ITEM_CODES = "BHIQ"
# Of the frames that have a time, in the order in which they end; the last three are sums over the first none, one, ...
COLUMNS = ("ends", "starts", "frame_ids", "durations", "costs", "failures")


class Figures(NamedTuple):
    """What the frames of a task, or of a part of one, have come to; in seconds, and in thousandths of money."""

    total: int = 0
    finished: int = 0
    failed: int = 0
    executing: int = 0
    duration: int = 0
    cost: int = 0
    coupon: int = 0
    stopped: int = 0


def add_up(figures: Sequence[Figures]) -> Figures:
    """Add up the figures of a task's parts; most tasks have but one."""
    return figures[0] if len(figures) == 1 else Figures(*map(sum, zip(*figures, strict=True)))


def write(store: Store, task_id: int) -> None:
    """Write down the tallies of a task's parts; to be done whenever the plan of its frames has changed."""
    frames = store.all(
        "SELECT id, part_id, start, end, fails, stopped, cost, spent, spent_coupon FROM frames WHERE task_id = ?"
        " ORDER BY part_id, end, id",
        task_id,
    )
    store.run_many(
        "INSERT OR REPLACE INTO tallies (part_id, total, stopped, spent, spent_coupon, begins, first_frame,"
        " item_codes, ends, starts, frame_ids, durations, costs, failures)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (part_id, *_tally(list(group)))
            for part_id, group in groupby(frames, key=lambda frame: int(frame["part_id"]))
        ],
    )


def _tally(frames: Sequence[Row]) -> tuple[Any, ...]:
    planned = [frame for frame in frames if frame["end"] is not None]
    begins = min((frame["start"] for frame in planned), default=0)
    first_frame = min(frame["id"] for frame in frames)
    columns = (
        [frame["end"] - begins for frame in planned],
        sorted(frame["start"] - begins for frame in planned),
        [frame["id"] - first_frame for frame in planned],
        *(
            list(accumulate(numbers, initial=0))
            for numbers in (
                [frame["end"] - frame["start"] for frame in planned],
                [frame["cost"] for frame in planned],
                [frame["fails"] for frame in planned],
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


def read(store: Store, part_ids: Sequence[int], user: Row, now: int) -> dict[int, Figures]:
    """Tell what the frames of some parts of one user's tasks have come to by a moment."""
    border = (user["coupon_at"], user["coupon_frame"], user["coupon_part"])
    tallies = store.run(
        "SELECT * FROM tallies WHERE part_id IN (SELECT value FROM json_each(?))", json.dumps(list(part_ids))
    )
    return {tally["part_id"]: _figures(tally, border, now) for tally in tallies}


def _figures(tally: Row, border: tuple[int | None, int, int], now: int) -> Figures:
    ends, starts, frame_ids, durations, costs, failures = [
        memoryview(tally[name]).cast(code) for name, code in zip(COLUMNS, tally["item_codes"], strict=True)
    ]
    finished = bisect_right(ends, now - tally["begins"])
    coupon_at, coupon_frame, coupon_part = border
    coupon = costs[finished]
    if coupon_at is not None and coupon_at <= now:
        # The coupon has paid for all frames before the one at which it ran out, and for a part of that one.
        runs_out, frame = coupon_at - tally["begins"], coupon_frame - tally["first_frame"]
        before = bisect_left(ends, runs_out, 0, finished)
        while before < finished and ends[before] == runs_out and frame_ids[before] < frame:
            before += 1
        is_here = before < finished and (ends[before], frame_ids[before]) == (runs_out, frame)
        coupon = costs[before] + (coupon_part if is_here else 0)
    return Figures(
        total=tally["total"],
        finished=finished,
        failed=failures[finished],
        executing=bisect_right(starts, now - tally["begins"]) - finished,
        duration=durations[finished],
        cost=tally["spent"] + costs[finished],
        coupon=tally["spent_coupon"] + coupon,
        stopped=tally["stopped"],
    )

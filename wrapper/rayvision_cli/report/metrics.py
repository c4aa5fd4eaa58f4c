"""Figures about the frames of a task: counts, times, distributions, costs. Nothing here draws or writes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import accumulate, pairwise
from statistics import fmean, median
from typing import TypeVar

from attrs import frozen

from rayvision_cli.report.task_data import Frame, Task
from rayvision_cli.text.statuses import Kind, of_status

_Item = TypeVar("_Item")


def kind_of(frame: Frame) -> Kind:
    """Return what a frame looks like."""
    return of_status(frame.status).kind


@frozen
class Summary:
    """The figures at the head of the page. Durations are in seconds; typical and longest are those of finished frames.

    Attributes:
        counts: How many frames are of each kind.
        restarted: How many frames were started again.
        machine: How long machines have rendered altogether.
        elapsed: How long the task has been rendering.
        typical: The median duration of a frame.
        longest: The longest duration of a frame.
        cost: What the task has cost, in the account's currency.
        pace: How many frames come in an hour of work, failed ones too; of a task at work.
        left: How long the rest will take at this pace.
    """

    counts: dict[Kind, int]
    restarted: int
    machine: float | None
    elapsed: float | None
    typical: float | None
    longest: float | None
    cost: float
    pace: float | None
    left: float | None


def summarise(task: Task) -> Summary:
    """Work out the figures at the head of the page."""
    counts = Counter(map(kind_of, task.frames))
    durations = [
        frame.seconds for frame in task.frames if kind_of(frame) == Kind.FINISHED and frame.seconds is not None
    ]
    measured = [frame.seconds for frame in task.frames if frame.seconds is not None]
    span = span_of(task.frames)
    begun, ended = task.started or (span and span[0]), task.completed or (span and span[1])
    paid = sum(frame.cost for frame in task.frames)
    pace = left = None
    if task.is_running and (through := counts[Kind.FINISHED] + counts[Kind.FAILED]):
        working = sum((end - begin).total_seconds() for begin, end in periods(task.frames))
        pace = through / working * 3600 if working else None
        left = (counts[Kind.WAITING] + counts[Kind.RENDERING]) / pace * 3600 if pace else None
    return Summary(
        counts={kind: counts[kind] for kind in Kind},
        restarted=sum(frame.restarts > 0 for frame in task.frames),
        # Of what was rendered before a restart the frames tell nothing, the task does.
        machine=max(filter(None, (task.machine_seconds, sum(measured))), default=None),
        elapsed=(ended - begun).total_seconds() if begun and ended and ended >= begun else None,
        typical=median(durations) if durations else None,
        longest=max(durations, default=None),
        cost=paid if task.cost is None else max(task.cost, 0.0) + max(task.arrears, 0.0),
        pace=pace,
        left=left,
    )


def mean_seconds(frames: Iterable[Frame]) -> float | None:
    """Return the mean duration of the finished frames; `None` where there are none."""
    measured = [frame.seconds for frame in frames if frame.seconds is not None and kind_of(frame) == Kind.FINISHED]
    return fmean(measured) if measured else None


def span_of(frames: Iterable[Frame]) -> tuple[datetime, datetime] | None:
    """Return when the first frame began and the last one ended."""
    times = [time for frame in frames for time in (frame.start, frame.end) if time]
    return (min(times), max(times)) if times else None


# What can be seen of a bar, and what lies between its parts, in percent of its length.
_LEAST_PART, _BETWEEN = 0.8, 0.2


def bar_parts(counts: Mapping[Kind, int]) -> list[tuple[Kind, float, float]]:
    """Divide a bar by counts: where each part begins and how wide it is, in percent; few of many can be seen too."""
    total = sum(counts.values())
    shares = {kind: max(100 * counts[kind] / total, _LEAST_PART) for kind in Kind if counts.get(kind)}
    room = 100 - _BETWEEN * (len(shares) - 1)
    parts, left = [], 0.0
    for kind, share in shares.items():
        width = share / sum(shares.values()) * room
        parts.append((kind, round(left, 2), round(width, 2)))
        left += width + _BETWEEN
    return parts


# No number of a frame has as many digits.
_LONG_NUMBER = 12
_MOST_CUTS = 6
_LEAST_CUT = timedelta(minutes=1)
_CUT_SHARE = 0.2


def periods(frames: Iterable[Frame]) -> list[tuple[datetime, datetime]]:
    """Return the periods in which frames were rendered, without long idle times.

    Such a time is the night before failed frames are restarted. Short ones, alone or beside all the work, stay.
    """
    work = sorted((frame.start, frame.end or frame.start) for frame in frames if frame.start)
    busy: list[tuple[datetime, datetime]] = []
    for begin, end in work:
        if busy and begin <= busy[-1][1]:
            busy[-1] = (busy[-1][0], max(busy[-1][1], end))
        else:
            busy.append((begin, end))
    least = max(sum((end - begin for begin, end in busy), timedelta()) * _CUT_SHARE, _LEAST_CUT)
    idle = sorted(((after - before, before) for (_, before), (after, _) in pairwise(busy)), reverse=True)
    cuts = {before for length, before in idle[:_MOST_CUTS] if length > least}
    joined = busy[:1]
    for begin, end in busy[1:]:
        if joined[-1][1] in cuts:
            joined.append((begin, end))
        else:
            joined[-1] = (joined[-1][0], end)
    return joined


def ranges(frames: Iterable[Frame]) -> list[str]:
    """Write the names of frames as ranges: `3`, `17`, `20-24`; a name that is not a number stands as it is."""
    parts: list[str] = []
    run: list[int] = []
    for name in dict.fromkeys(frame.name for frame in frames):
        number = int(name) if name.isdecimal() and name.isascii() and len(name) < _LONG_NUMBER else None
        if number is not None and run and number == run[-1] + 1:
            run.append(number)
            parts[-1] = f"{run[0]}-{number}"
        else:
            run = [] if number is None else [number]
            parts.append(name)
    return parts


def at_work(frames: Iterable[Frame]) -> list[tuple[datetime, int]]:
    """Return how many frames were rendered at once, from each instant at which the number changed."""
    changes: Counter[datetime] = Counter()
    for frame in frames:
        if frame.start and frame.end:
            changes[frame.start] += 1
            changes[frame.end] -= 1
    times = sorted(changes)
    return list(zip(times, accumulate(changes[time] for time in times), strict=True))


def ticks(highest: float, *, most: int = 4, least_step: float = 0.0) -> tuple[float, list[tuple[float, float]]]:
    """Divide an axis from 0 by round numbers.

    Returns:
        Where the axis ends, and its marks: where each stands, from 0 to 1, and its value.
    """
    if highest <= 0:
        return 1.0, [(0.0, 0.0), (1.0, 1.0)]
    step = max(_round_step(highest / most), least_step)
    count = math.ceil(highest / step - 1e-9)
    return count * step, [(number / count, number * step) for number in range(count + 1)]


def _round_step(least: float) -> float:
    power: float = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10, 20) if factor * power >= least * (1 - 1e-9))


_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_TIME_STEPS = (
    *(1, 2, 5, 10, 15, 30),
    *(_MINUTE * count for count in (1, 2, 5, 10, 15, 30)),
    *(_HOUR * count for count in (1, 2, 3, 6, 12)),
    *(_DAY * count for count in (1, 2, 7, 14, 30, 90, 365, 3650, 36_500)),
)


def time_ticks(begin: datetime, end: datetime, zone: tzinfo | None, most: int = 5) -> list[tuple[float, datetime]]:
    """Find round times of day between two instants, and where they lie, from 0 to 1."""
    seconds = (end - begin).total_seconds()
    step = next((step for step in _TIME_STEPS if step * most >= seconds), _TIME_STEPS[-1])
    midnight = begin.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    first = math.ceil((begin - midnight).total_seconds() / step)
    last = math.floor((end - midnight).total_seconds() / step)
    times = [midnight + timedelta(seconds=number * step) for number in range(first, last + 1)]
    return [((time - begin).total_seconds() / seconds if seconds else 0.0, time) for time in times]


@frozen
class Bin:
    """Frames of like duration: from, to (seconds), how many of them finished, and how many did not."""

    low: float
    high: float
    finished: int
    others: int


_DURATION_STEPS = (0.1, 0.2, 0.5, *_TIME_STEPS)
_MOST_BINS = 12


def histogram(frames: Iterable[Frame]) -> list[Bin]:
    """Sort the frames that are through by how long they took."""
    through = [
        (frame.seconds, kind_of(frame) == Kind.FINISHED)
        for frame in frames
        if frame.seconds is not None and kind_of(frame) != Kind.RENDERING
    ]
    if not through:
        return []
    shortest, longest = min(through)[0], max(through)[0]
    step = next((s for s in _DURATION_STEPS if s * (_MOST_BINS - 2) >= longest - shortest), _DURATION_STEPS[-1])
    base = math.floor(shortest / step)
    placed = Counter((min(int(seconds / step) - base, _MOST_BINS - 1), finished) for seconds, finished in through)
    return [
        Bin((base + place) * step, (base + place + 1) * step, placed[place, True], placed[place, False])
        for place in range(max(place for place, _ in placed) + 1)
    ]


def cost_over_time(frames: Iterable[Frame]) -> list[tuple[datetime, float]]:
    """Add up what frames have cost, each when its rendering ended (or began, where it has not)."""
    paid = sorted((time, frame.cost) for frame in frames if frame.cost > 0 and (time := frame.end or frame.start))
    sums = accumulate(cost for _, cost in paid)
    return [(time, total) for (time, _), total in zip(paid, sums, strict=True)]


@frozen
class Share:
    """Neighbouring frames taken together: the first, the last, and what one has cost on average."""

    first: Frame
    last: Frame
    cost: float


def round_count(least: float) -> int:
    """Find the next round number: 1, 2, 5, 10, 20..."""
    return round(_round_step(max(least, 1.0)))


def cost_per_frame(frames: Sequence[Frame], most: int = 120) -> list[Share]:
    """Return what frames have cost, in the order of the scene; very many are taken together in groups."""
    return [Share(chunk[0], chunk[-1], fmean(frame.cost for frame in chunk)) for chunk in chunks(frames, most)]


def chunks(items: Sequence[_Item], most: int) -> list[Sequence[_Item]]:
    """Cut a sequence into at most so many runs of nearly the same length."""
    count = min(most, len(items))
    borders = [len(items) * number // count for number in range(count + 1)] if count else []
    return [items[low:high] for low, high in pairwise(borders)]


@frozen
class Group:
    """Frames that belong together: of one part of the task, and of one type."""

    part: int | None
    type: int | None
    frames: tuple[Frame, ...]


def groups(frames: Iterable[Frame]) -> list[Group]:
    """Sort frames into their groups, in the order in which they come: photons before the picture, layer by layer."""
    found: dict[tuple[int | None, int | None], list[Frame]] = {}
    for frame in frames:
        found.setdefault((frame.part, frame.type), []).append(frame)
    return [Group(part, type_, tuple(members)) for (part, type_), members in found.items()]

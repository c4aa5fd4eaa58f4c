"""Where an instant lies on an axis of time from which long idle times are cut out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise

from attrs import frozen

from rayvision_cli.report import metrics
from rayvision_cli.report.drawing import WIDTH, Label
from rayvision_cli.report.task_data import Frame

_GAP = 0.03
_ROOM = 0.04
_MOST_MARKS = 5
_DAY = 86_400

DISTANCE = 0.16
"""Nearer to each other, labels would meet on a phone."""


@frozen
class Stretch:
    """A period, and where it begins and ends on the axis, from 0 to 1."""

    begin: datetime
    end: datetime
    left: float
    right: float

    def at(self, time: datetime) -> float:
        """Return the place of an instant of the period."""
        share = (min(time, self.end) - self.begin) / (self.end - self.begin)
        return self.left + share * (self.right - self.left)


@frozen
class Scale:
    """An axis of time: periods side by side, each as wide as it is long."""

    stretches: tuple[Stretch, ...]

    @classmethod
    def over(cls, periods: Sequence[tuple[datetime, datetime]]) -> Scale:
        """Lay out periods, which follow each other; each is taken for a second long at least."""
        lasting = [(begin, max(end, begin + timedelta(seconds=1))) for begin, end in periods]
        whole = sum((end - begin for begin, end in lasting), timedelta())
        room = 1 - _GAP * (len(lasting) - 1)
        stretches: list[Stretch] = []
        for begin, end in lasting:
            left = stretches[-1].right + _GAP if stretches else 0.0
            stretches.append(Stretch(begin, end, left, left + (end - begin) / whole * room))
        return cls(tuple(stretches))

    @classmethod
    def of_work(cls, frames: Iterable[Frame]) -> Scale:
        """Lay out the periods in which frames were at work, with room after the last: what happens then is seen too."""
        *before, (begin, end) = metrics.periods(frames)
        return cls.over([*before, (begin, end + max((end - begin) * _ROOM, timedelta(seconds=1)))])

    @property
    def gaps(self) -> list[tuple[Stretch, Stretch]]:
        """The stretches on both sides of each time that was cut out."""
        return list(pairwise(self.stretches))

    def x(self, time: datetime) -> float:
        """Return the place of an instant in the box of marks."""
        place = bisect_right(self.stretches, time, key=lambda stretch: stretch.begin) - 1
        return self.stretches[max(place, 0)].at(time) * WIDTH

    def labels(self, zone: tzinfo | None) -> list[Label]:
        """Label round times of day, and the date where it is another; a short stretch by its beginning."""
        places: list[tuple[float, str, str, bool]] = []
        for stretch in self.stretches:
            for number, (time, line) in enumerate(_marks(stretch, zone)):
                at, begins = stretch.at(time), number == 0
                if places and at - places[-1][0] < DISTANCE:
                    # Where a stretch begins says more than another time of the one before.
                    if not begins or places[-1][-1]:
                        continue
                    places.pop()
                places.append((at, line, f"{time:%m-%d}", begins))
        days = ["", *(day for _, _, day, _ in places)]
        return [
            Label(at, (line,) if day in (before, line) else (line, day))
            for (at, line, day, _), before in zip(places, days, strict=False)
        ]


def _marks(stretch: Stretch, zone: tzinfo | None) -> list[tuple[datetime, str]]:
    """Choose the times of a stretch that are labelled, and write them."""
    most = max(1, round(_MOST_MARKS * (stretch.right - stretch.left)))
    times = [time for _, time in metrics.time_ticks(stretch.begin, stretch.end, zone, most)]
    if not times:
        times = [stretch.begin.astimezone(zone)]
    step = min(((after - before).total_seconds() for before, after in pairwise(times)), default=60)
    form = "%H:%M:%S" if step < 60 else "%H:%M" if step < _DAY else "%m-%d" if step < 30 * _DAY else "%Y-%m"
    return [(time, time.strftime(form)) for time in times]

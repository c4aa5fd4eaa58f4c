"""The charts of the page: what stands where. How it is drawn is `drawing`'s."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo

import svg
from attrs import frozen
from markupsafe import Markup

from rayvision_cli.report import drawing, figures
from rayvision_cli.report.drawing import WIDTH, Label, chart
from rayvision_cli.report.figures import Group, Kind, kind_of
from rayvision_cli.report.gathering import Frame, Task
from rayvision_cli.report.scale import Scale
from rayvision_cli.report.words import Words, moment, shown

_HEIGHT = 180
_TALLEST, _ROW = 640, 18
# More bars than this are drawn as paths, and explained some frames at a time.
_SINGLE_BARS = 400
_EXPLAINED = 80
_HEADING = 22
_GAP = 8
_LEAST_GROUP = 12
_LABEL_DISTANCE = 15
# Narrower or lower than this, nobody would see that something failed.
_VISIBLE = {Kind.FAILED: (4.0, 4.0)}
_VISIBLE_ELSE = (1.5, 2.0)
_ABOVE = (Kind.WAITING, Kind.UNKNOWN, Kind.FINISHED, Kind.STOPPED, Kind.RENDERING, Kind.FAILED)


@frozen
class Teller:
    """Says things about frames in one language and one time zone."""

    words: Words
    zone: tzinfo

    def name(self, frame: Frame) -> str:
        """Name a frame."""
        return shown(frame.name, 40) or self.words.dash

    def names(self, first: Frame, last: Frame) -> str:
        """Name neighbouring frames."""
        if first is last:
            return self.words.say("Frame {name}", name=self.name(first))
        return self.words.say("Frames {first} to {last}", first=self.name(first), last=self.name(last))

    def tip(self, frame: Frame) -> str:
        """Tell all about a frame, in a few lines."""
        words = self.words
        lines = [
            words.fact(self.names(frame, frame), words.frame_status(frame.status)),
            self.period(frame.start, frame.end),
            words.fact(words.say("Duration"), words.lasting(frame.seconds)),
            words.fact(words.say("Cost"), words.amount(frame.cost)),
        ]
        if frame.restarts:
            lines.append(words.fact(words.say("Restarts"), frame.restarts))
        return "\n".join(filter(None, lines))

    def tip_of_many(self, frames: Sequence[Frame]) -> str:
        """Tell about neighbouring frames, in a few lines."""
        counts = Counter(map(kind_of, frames))
        lines = [self.names(frames[0], frames[-1])]
        lines += [self.words.fact(self.words.kind(kind), counts[kind]) for kind in Kind if counts[kind]]
        if span := figures.span_of(frames):
            lines.insert(1, self.period(*span))
        return "\n".join(lines)

    def period(self, begin: datetime | None, end: datetime | None) -> str:
        """Write from when to when."""
        return " → ".join(moment(time, self.zone) for time in (begin, end) if time)

    def group(self, group: Group, all_groups: Sequence[Group], layers: dict[int, str]) -> str:
        """Name a group of frames: its layer, what it renders, and its number where these do not tell it apart."""
        layer = shown(layers.get(group.part or 0, ""), 60)
        kinds = {other.type for other in all_groups}
        alike = [
            other
            for other in all_groups
            if other.type == group.type and layers.get(other.part or 0) == layers.get(group.part or 0)
        ]
        names = [layer]
        if not layer or len(kinds) > 1:
            names.append(self.words.frame_type(group.type))
        if len(alike) > 1 and group.part is not None:
            names.append(self.words.say("Part {number}", number=group.part))
        return " · ".join(filter(None, names))


@frozen
class Row:
    """A frame's place in the timeline."""

    frame: Frame
    top: float
    height: float


def timeline(task: Task, teller: Teller) -> Markup | None:
    """Draw each frame as a bar from its start to its end, one below the other; `None` where none has begun."""
    span = figures.span_of(task.frames)
    if span is None:
        return None
    scale = Scale.over(figures.periods(task.frames))
    groups = figures.groups(task.frames)
    headings, rows, height = _place(groups, teller, task.layers)
    draw = _single_bars if len(task.frames) <= _SINGLE_BARS else _many_bars
    title = teller.words.say(
        "Timeline of {count} frames from {begin} to {end}. The table of all frames below says the same.",
        count=len(task.frames),
        begin=moment(span[0], teller.zone),
        end=moment(span[1], teller.zone),
    )
    around = drawing.Axes(
        title=title,
        height=height,
        across=scale.labels(teller.zone),
        up=_row_labels(rows, height),
        headings=headings,
        lines=False,
    )
    return chart(around, [*_idle_times(scale, height, teller), *draw(rows, scale, teller)])


def _idle_times(scale: Scale, height: float, teller: Teller) -> Iterator[svg.Element]:
    """Mark where time was cut out."""
    for before, after in scale.gaps:
        lasting = teller.words.lasting((after.begin - before.end).total_seconds())
        left, right = before.right * WIDTH, after.left * WIDTH
        yield drawing.bar(
            left,
            0,
            right - left,
            height,
            ["idle"],
            teller.words.say("Nothing was at work for {duration}", duration=lasting),
        )


def _place(
    groups: Sequence[Group], teller: Teller, layers: dict[int, str]
) -> tuple[list[tuple[float, str]], list[Row], float]:
    """Give every frame a row, group by group, under headings where there is more than one group."""
    row_height = min(_ROW, _TALLEST / sum(len(group.frames) for group in groups))
    headings, rows, top = [], [], 0.0
    for group in groups:
        if len(groups) > 1:
            headings.append((top, teller.group(group, groups, layers)))
            top += _HEADING
        height = max(row_height, min(_LEAST_GROUP / len(group.frames), _ROW))
        rows += [Row(frame, top + number * height, height) for number, frame in enumerate(group.frames)]
        top += len(group.frames) * height + _GAP
    return headings, rows, top


def _row_labels(rows: Sequence[Row], height: float) -> list[Label]:
    """Name the rows, as many as there is room for."""
    labels, free = [], 0.0
    for row in rows:
        middle = row.top + row.height / 2
        if middle >= free:
            labels.append(Label(1 - middle / height, (shown(row.frame.name, 7),)))
            free = middle + _LABEL_DISTANCE
    return labels


def _bar(row: Row, scale: Scale) -> tuple[float, float, float, float] | None:
    """Give the left, top, width and height of a frame's bar; one that failed is higher, not only of another colour."""
    frame = row.frame
    if not frame.start or not frame.end:
        return None
    kind = kind_of(frame)
    least_width, least_height = _VISIBLE.get(kind, _VISIBLE_ELSE)
    left = scale.x(frame.start)
    width = max(scale.x(frame.end) - left, least_width)
    height = max(row.height * (0.96 if kind == Kind.FAILED else 0.7), least_height)
    return min(left, WIDTH - width), row.top + (row.height - height) / 2, width, height


def _single_bars(rows: Sequence[Row], scale: Scale, teller: Teller) -> Iterator[svg.Element]:
    for row in rows:
        if place := _bar(row, scale):
            yield drawing.bar(*place, ["bar", kind_of(row.frame)], teller.tip(row.frame))
    yield from _restarts(rows, scale)


def _many_bars(rows: Sequence[Row], scale: Scale, teller: Teller) -> Iterator[svg.Element]:
    for kind in _ABOVE:
        places = [place for row in rows if kind_of(row.frame) == kind and (place := _bar(row, scale))]
        if places:
            yield drawing.many_bars(places, [kind])
    yield from _restarts(rows, scale)
    for run in _runs(rows):
        tip = teller.tip_of_many([row.frame for row in run])
        yield drawing.bar(0, run[0].top, WIDTH, run[-1].top + run[-1].height - run[0].top, ["tip"], tip)


def _runs(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Cut rows into runs that lie below each other without a gap and are large enough to be pointed at."""
    most = -(-len(rows) // _EXPLAINED)
    start = 0
    for number in range(1, len(rows) + 1):
        ends = number == len(rows) or rows[number].top - rows[number - 1].top > rows[number - 1].height + _GAP / 2
        if ends or number - start == most:
            yield rows[start:number]
            start = number


def _restarts(rows: Sequence[Row], scale: Scale) -> Iterator[svg.Element]:
    """Mark where frames began that were started again."""
    places = [place for row in rows if row.frame.restarts and (place := _bar(row, scale))]
    if places:
        yield drawing.many_bars(
            [(left, top, min(8.0, width / 2), height) for left, top, width, height in places], ["restarted"]
        )


def durations(frames: Iterable[Frame], teller: Teller) -> Markup | None:
    """Draw how many frames took how long; `None` where none is through."""
    bins = figures.histogram(frames)
    if not bins:
        return None
    words = teller.words
    top, marks = figures.ticks(max(one.finished + one.others for one in bins), least_step=1)
    width = WIDTH / len(bins)
    bars = []
    for number, one in enumerate(bins):
        tip = words.say(
            "{low} to {high}: {finished} finished, {others} not",
            low=words.lasting(one.low),
            high=words.lasting(one.high),
            finished=one.finished,
            others=one.others,
        )
        left, foot = number * width + width * 0.06, float(_HEIGHT)
        for count, kind in ((one.finished, Kind.FINISHED), (one.others, Kind.FAILED)):
            if count:
                height = count / top * _HEIGHT
                foot -= height
                bars.append(drawing.bar(left, foot, width * 0.88, height, ["bar", kind], tip))
    # As many as a phone has room for, and none close to the last.
    every = -(-len(bins) // 3)
    borders = [(number / len(bins), bins[number].low) for number in range(0, len(bins) - every // 2, every)]
    around = drawing.Axes(
        title=words.say(
            "Number of frames by duration, from {shortest} to {longest}.",
            shortest=words.lasting(bins[0].low),
            longest=words.lasting(bins[-1].high),
        ),
        height=_HEIGHT,
        across=[Label(at, (words.lasting(seconds),)) for at, seconds in [*borders, (1.0, bins[-1].high)]],
        up=[Label(mark.at, (f"{mark.value:,.0f}",)) for mark in marks],
    )
    return chart(around, bars)


def cost_over_time(frames: Iterable[Frame], teller: Teller) -> Markup | None:
    """Draw how the cost has added up; `None` where nothing has been paid for."""
    points = figures.cost_over_time(frames)
    if not points:
        return None
    words = teller.words
    top, marks = figures.ticks(points[-1][1])
    scale = Scale.over([(points[0][0], points[-1][0])])
    stairs = [(scale.x(time), _HEIGHT * (1 - total / top)) for time, total in _thinned(points, scale)]
    marks_drawn = [drawing.area(stairs, _HEIGHT, ["area"])]
    columns = min(60, len(points))
    for number in range(columns):
        time, total = points[(number + 1) * len(points) // columns - 1]
        before = points[number * len(points) // columns - 1][0] if number else points[0][0]
        tip = f"{moment(time, teller.zone)}\n{words.fact(words.say('Cost'), words.amount(total))}"
        left = scale.x(before)
        marks_drawn.append(drawing.bar(left, 0, max(scale.x(time) - left, 1), _HEIGHT, ["tip"], tip))
    around = drawing.Axes(
        title=words.say("Cost adding up over time, to {total} at last.", total=words.amount(points[-1][1])),
        height=_HEIGHT,
        across=scale.labels(teller.zone),
        up=[Label(mark.at, (words.amount(mark.value),)) for mark in marks],
    )
    return chart(around, marks_drawn)


def _thinned(points: Sequence[tuple[datetime, float]], scale: Scale) -> list[tuple[datetime, float]]:
    """Keep of the points that share a unit of the box the last one."""
    last_of = {int(scale.x(time)): (time, total) for time, total in points}
    return [points[0], *last_of.values()]


def cost_per_frame(frames: Sequence[Frame], teller: Teller) -> Markup | None:
    """Draw what frames have cost, side by side; `None` where nothing has been paid for."""
    shares = figures.cost_per_frame(frames)
    highest = max((share.cost for share in shares), default=0.0)
    if not highest:
        return None
    words = teller.words
    top, marks = figures.ticks(highest)
    width = WIDTH / len(shares)
    bars = []
    for number, share in enumerate(shares):
        tip = words.fact(teller.names(share.first, share.last), words.amount(share.cost))
        height = share.cost / top * _HEIGHT
        bars.append(
            drawing.bar(number * width + width * 0.08, _HEIGHT - height, width * 0.84, height, ["bar", "cost"], tip)
        )
    every = -(-len(shares) // 5)
    around = drawing.Axes(
        title=words.say(
            "Cost of each frame in the order of the scene. The dearest column stands for {highest}.",
            highest=words.amount(highest),
        ),
        height=_HEIGHT,
        across=[
            Label((number + 0.5) / len(shares), (shown(shares[number].first.name, 10),))
            for number in range(0, len(shares), every)
        ],
        up=[Label(mark.at, (words.amount(mark.value),)) for mark in marks],
    )
    return chart(around, bars)

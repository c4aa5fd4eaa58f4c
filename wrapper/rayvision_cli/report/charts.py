"""The charts of the page: what stands where. How it is drawn is `drawing`'s."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import svg
from markupsafe import Markup

from rayvision_cli.report import drawing, metrics
from rayvision_cli.report.drawing import WIDTH, Label, chart
from rayvision_cli.report.formatting import moment, shown
from rayvision_cli.report.frame_texts import FrameTexts
from rayvision_cli.report.metrics import Group, kind_of
from rayvision_cli.report.scale import DISTANCE, Scale
from rayvision_cli.report.task_data import Frame, Task
from rayvision_cli.text.statuses import Kind
from rayvision_cli.text.views import amount

MOST_BARS = 400
"""More frames than this are shown as squares, some frames each: a bar that can be seen would stand for too many."""
HEIGHT = 180
"""Of a chart of values, in pixels."""
# A number has room above the highest column.
_HEADROOM = HEIGHT / (HEIGHT - 12)
_TALLEST, _HIGHEST_ROW, _LOWEST_ROW = 1080, 18, 3
# Paper is cut between blocks of rows.
_BLOCK = 360
_LABEL_DISTANCE = 15
_LEAST_WIDTH = 2.0
_MOST_SQUARES = 600
_SHADES = 5
# As many columns as there is room for numbers above them.
_MOST_VALUES = 12


def timeline(task: Task, scale: Scale, texts: FrameTexts) -> Markup:
    """Draw each frame that has begun as a bar from start to end, one below the other.

    The bars of each group stand under its name. Where there are too many frames for that, they are squares.
    """
    begun = [frame for frame in task.frames if frame.start or len(task.frames) > MOST_BARS]
    groups = metrics.groups(begun)
    if len(task.frames) > MOST_BARS:
        return Markup("").join(_heading(group, groups, task, texts) + _squares(group.frames, texts) for group in groups)
    row = max(_LOWEST_ROW, min(_HIGHEST_ROW, _TALLEST / len(begun)))
    most = int(_BLOCK / row)
    labels = _time_labels(task, scale, texts)
    drawn = Markup("")
    for group in groups:
        drawn += _heading(group, groups, task, texts)
        for first in range(0, len(group.frames), most):
            block = group.frames[first : first + most]
            is_last = group is groups[-1] and first + most >= len(group.frames)
            drawn += _block(block, row, scale, labels if is_last else [Label(label.at, ()) for label in labels], texts)
    return drawn


def _heading(group: Group, groups: Sequence[Group], task: Task, texts: FrameTexts) -> Markup:
    name = texts.group(group, groups, task.layers)
    return Markup('<p class="heading" title="{0}">{0}</p>').format(name) if len(groups) > 1 else Markup("")


def _time_labels(task: Task, scale: Scale, texts: FrameTexts) -> list[Label]:
    """Label the axis of time; for a running task also the present: as far as its frames have got."""
    labels = scale.labels(texts.zone)
    span = metrics.span_of(frame for frame in task.frames if kind_of(frame) == Kind.RENDERING)
    if span is None or not task.is_running:
        return labels
    now = Label(scale.x(span[1]) / WIDTH, (texts.words.say("now"),))
    return [*(label for label in labels if now.at - label.at > DISTANCE), now]


def _block(frames: Sequence[Frame], row: float, scale: Scale, labels: Sequence[Label], texts: FrameTexts) -> Markup:
    height = len(frames) * row
    bars = [bar for number, frame in enumerate(frames) for bar in _bars(frame, number * row, row, scale, texts)]
    title = texts.words.fact(texts.words.say("Timeline"), texts.names(frames[0], frames[-1]))
    up, free = [], 0.0
    for number, frame in enumerate(frames):
        middle = (number + 0.5) * row
        if middle >= free:
            up.append(Label(1 - middle / height, (shown(frame.name, 7),)))
            free = middle + _LABEL_DISTANCE
    axes = drawing.Axes(title=title, height=height, across=labels, up=up, lines=False)
    return chart(axes, [*_idle_times(scale, height, texts), *bars])


def _bars(frame: Frame, top: float, row: float, scale: Scale, texts: FrameTexts) -> Iterator[svg.Element]:
    """Draw a frame; one that failed is higher, not only of another colour, and one that was restarted has a mark."""
    if not frame.start or not frame.end:
        return
    kind = kind_of(frame)
    width = max(scale.x(frame.end) - scale.x(frame.start), _LEAST_WIDTH)
    left = min(scale.x(frame.start), WIDTH - width)
    height = row * (0.96 if kind == Kind.FAILED else 0.7)
    top += (row - height) / 2
    yield drawing.bar(left, top, width, height, ["bar", kind], texts.tip(frame))
    if frame.restarts:
        yield drawing.bar(left, top, min(8.0, width / 2), height, ["restarted"], texts.words.say("Restarted"))


def _idle_times(scale: Scale, height: float, texts: FrameTexts) -> Iterator[svg.Element]:
    """Mark where time was cut out."""
    for before, after in scale.gaps:
        lasting = texts.words.lasting((after.begin - before.end).total_seconds())
        tip = texts.words.say("Idle for {duration}", duration=lasting)
        yield drawing.bar(before.right * WIDTH, 0, (after.left - before.right) * WIDTH, height, ["idle"], tip)


def _squares(frames: Sequence[Frame], texts: FrameTexts) -> Markup:
    """Draw a square for some frames each: of a stronger colour the longer they took, with a mark if any failed."""
    chunks = in_squares(frames)
    means = [metrics.mean_seconds(chunk) for chunk in chunks]
    shortest, longest = _range([mean for mean in means if mean is not None])
    parts = []
    for chunk, mean in zip(chunks, means, strict=True):
        counts = Counter(map(kind_of, chunk))
        kind = max(Kind, key=lambda kind: (counts[kind] > 0 and kind == Kind.RENDERING, counts[kind]))
        shade = _SHADES if mean is None else 1 + int((mean - shortest) / (longest - shortest) * (_SHADES - 0.01))
        classes = f"{kind} d{shade}" if kind == Kind.FINISHED else kind
        mark = " any" if counts[Kind.FAILED] else ""
        parts.append(Markup('<i class="{}{}" title="{}"></i>').format(classes, mark, texts.tip_of_many(chunk)))
    title = texts.words.fact(texts.words.say("Frames"), texts.names(frames[0], frames[-1]))
    return Markup('<div class="squares" role="img" aria-label="{}">{}</div>').format(title, Markup("").join(parts))


def in_squares(frames: Sequence[Frame]) -> list[Sequence[Frame]]:
    """Cut frames into as many as a square stands for, a round number of them."""
    count = metrics.round_count(len(frames) / _MOST_SQUARES)
    return [frames[first : first + count] for first in range(0, len(frames), count)]


def _range(values: Sequence[float]) -> tuple[float, float]:
    lowest, highest = min(values, default=0.0), max(values, default=0.0)
    return lowest, highest if highest > lowest else lowest + 1


def machines(task: Task, scale: Scale, texts: FrameTexts) -> Markup | None:
    """Draw how many frames were at work at once; `None` where the bars of the timeline show it."""
    points = metrics.at_work(task.frames)
    if len(task.frames) <= MOST_BARS or not points:
        return None
    highest = max(count for _, count in points)
    top, up = ticks(highest, _whole, least_step=1)
    around = drawing.Axes(
        title=texts.words.say("Machines at work over time, {highest:,} at most.", highest=highest),
        height=HEIGHT,
        across=_time_labels(task, scale, texts),
        up=up,
    )
    return chart(around, [_stairs(points, top, scale)])


def durations(frames: Sequence[Frame], texts: FrameTexts) -> Markup | None:
    """Draw how many frames took how long; `None` where fewer than two are through."""
    bins = metrics.histogram(frames)
    if sum(one.finished + one.others for one in bins) < 2:
        return None
    words = texts.words
    top, up = ticks(max(one.finished + one.others for one in bins), _whole, least_step=1)
    stacks = []
    for one in bins:
        tip = words.say(
            "{low} to {high}: {finished} finished, {others} not",
            low=words.lasting(one.low),
            high=words.lasting(one.high),
            finished=one.finished,
            others=one.others,
        )
        stacks.append(Stack(tip, ((one.finished, Kind.FINISHED), (one.others, Kind.FAILED))))
    # As many as a phone has room for, and none close to the last.
    every = -(-len(bins) // 3)
    borders = [(number / len(bins), bins[number].low) for number in range(0, len(bins) - every // 2, every)]
    around = drawing.Axes(
        title=words.say(
            "Number of frames by duration, from {shortest} to {longest}.",
            shortest=words.lasting(bins[0].low),
            longest=words.lasting(bins[-1].high),
        ),
        height=HEIGHT,
        across=[Label(at, (words.lasting(seconds),)) for at, seconds in [*borders, (1.0, bins[-1].high)]],
        up=up,
        values=_values(stacks, top, _whole),
    )
    return chart(around, columns(stacks, top))


def cost_over_time(task: Task, scale: Scale, texts: FrameTexts) -> Markup | None:
    """Draw how the cost has added up; `None` where there are not two payments."""
    points = metrics.cost_over_time(task.frames)
    if len(points) < 2:
        return None
    words = texts.words
    top, up = ticks(points[-1][1], amount)
    marks = [*_idle_times(scale, HEIGHT, texts), _stairs(points, top, scale)]
    for chunk in metrics.chunks(points, 60):
        (begin, _), (time, total) = chunk[0], chunk[-1]
        tip = f"{moment(time, texts.zone)}\n{words.fact(words.say('Cost'), words.amount(total))}"
        left = scale.x(begin)
        marks.append(drawing.bar(left, 0, max(scale.x(time) - left, 4), HEIGHT, ["tip"], tip))
    around = drawing.Axes(
        title=words.say("Cost adding up over time, to {total} in total.", total=words.amount(points[-1][1])),
        height=HEIGHT,
        across=_time_labels(task, scale, texts),
        up=up,
    )
    return chart(around, marks)


def _stairs(points: Sequence[tuple[datetime, float]], top: float, scale: Scale) -> svg.Element:
    """Draw how a value changes; of the points that share a unit of the box, the last one."""
    last_of = {int(scale.x(time)): (time, value) for time, value in points}
    steps = [points[0], *last_of.values()]
    return drawing.area([(scale.x(time), HEIGHT * (1 - value / top)) for time, value in steps], HEIGHT, ["area"])


def cost_per_frame(frames: Sequence[Frame], texts: FrameTexts) -> Markup | None:
    """Draw what frames have cost, side by side; `None` where fewer than two of them cost anything."""
    shares = metrics.cost_per_frame(frames)
    highest = max((share.cost for share in shares), default=0.0)
    if not highest or len(frames) < 2:
        return None
    words = texts.words
    top, up = ticks(highest, amount)
    stacks = [
        Stack(words.fact(texts.names(share.first, share.last), words.amount(share.cost)), ((share.cost, "cost"),))
        for share in shares
    ]
    around = drawing.Axes(
        title=words.say(
            "Cost of each frame in the order of the scene, {highest} at most.", highest=words.amount(highest)
        ),
        height=HEIGHT,
        across=[
            Label((place + 0.5) / len(frames), (shown(frames[place].name, 10),)) for place in _round_numbered(frames)
        ],
        up=up,
        values=_values(stacks, top, amount) if len(stacks) <= _MOST_VALUES else (),
    )
    return chart(around, columns(stacks, top))


class Stack(NamedTuple):
    """A column of a chart: what it says when pointed at, and its parts from the bottom up, each with its colour."""

    tip: str
    parts: Sequence[tuple[float, str]]


def ticks(highest: float, write: Callable[[float], str], *, least_step: float = 0.0) -> tuple[float, list[Label]]:
    """Divide the axis of values: where it ends, and its labels."""
    top, marks = metrics.ticks(highest * _HEADROOM, least_step=least_step)
    return top, [Label(at, (write(value),)) for at, value in marks]


def columns(stacks: Sequence[Stack], top: float) -> list[svg.Element]:
    """Draw columns side by side, on an axis that ends at `top`."""
    width = WIDTH / max(len(stacks), 1)
    bars = []
    for number, stack in enumerate(stacks):
        foot = float(HEIGHT)
        for value, colour in stack.parts:
            height = max(value, 0.0) / top * HEIGHT
            foot -= height
            if height:
                left = number * width + width * 0.08
                bars.append(drawing.bar(left, foot, width * 0.84, height, ["bar", colour], stack.tip))
    return bars


def _values(stacks: Sequence[Stack], top: float, write: Callable[[float], str]) -> list[tuple[float, float, str]]:
    """Write its sum above each column; one that is missing has nothing above it."""
    sums = [sum(value for value, _ in stack.parts) for stack in stacks]
    return [
        ((number + 0.5) / len(sums), HEIGHT * (1 - total / top) - 3, write(total))
        for number, total in enumerate(sums)
        if total
    ]


def _whole(value: float) -> str:
    return f"{value:,.0f}"


def _round_numbered(frames: Sequence[Frame]) -> list[int]:
    """Choose some frames to name, at round numbers where they have numbers."""
    step = metrics.round_count(len(frames) / 5)
    numbers = [int(frame.name[-9:]) for frame in frames if frame.name.isdecimal()]
    named = [place for place, number in enumerate(numbers) if number % step == 0]
    if len(numbers) == len(frames) and 2 <= len(named) <= 6:
        return named
    return list(range(0, len(frames), -(-len(frames) // 5)))

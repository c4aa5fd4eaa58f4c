"""The page: facts, figures and charts put into the template."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from statistics import fmean
from typing import Any

from attrs import frozen
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rayvision_cli.report import charts
from rayvision_cli.report.charts import MOST_BARS
from rayvision_cli.report.formatting import Words, moment, shown, shown_in_short
from rayvision_cli.report.frame_texts import FrameTexts
from rayvision_cli.report.metrics import Summary, at_work, bar_parts, kind_of, periods, ranges, span_of, summarise
from rayvision_cli.report.scale import Scale
from rayvision_cli.report.task_data import Frame, Task, text
from rayvision_cli.report.thumbnails import Thumbnail
from rayvision_cli.text.spreadsheets import sheet
from rayvision_cli.text.statuses import SIGNS, Kind, of_status, restart_command

_MOST_FAILED = 500
_MOST_LISTED = 5000
# What fits into two lines of a phone.
_LONGEST_TITLE = 60
_MOST_RANGES = 2000
_COLUMNS = ("frame", "status", "start", "seconds", "restarts", "cost", "currency", "frame id", "layer or pass")
# A table that is not longer is shown as it is.
_FEW = 5


@frozen
class Table:
    """Rows under headings, which of them hold numbers, and a note where not all rows are there."""

    headings: list[str]
    numbers: list[int]
    rows: list[tuple[str, ...]]
    note: str


def render(task: Task, thumbnails: Sequence[Thumbnail], words: Words) -> str:
    """Write the page about a task."""
    texts = _frame_texts(words)
    members = _members(task, thumbnails, texts) | {
        "code": "zh-CN" if words.say.language == "zh" else "en",
        "css": Markup(style()),  # noqa: S704  # a file of this package
        "all_frames": _table(task.frames, task, texts, _MOST_LISTED),
        "csv": _csv(task, words),
    }
    return environment().get_template("page.html.jinja").render(members)


def render_live(task: Task, thumbnails: Sequence[Thumbnail], words: Words) -> str:
    """Write the parts of the page that another one shows while the task goes on: no style, no list of all frames."""
    members = _members(task, thumbnails, _frame_texts(words))
    return environment().get_template("live.html.jinja").render(members)


def _frame_texts(words: Words) -> FrameTexts:
    # One distance from UTC for the whole page, which it names: in a report, summer time shall not make an hour vanish.
    offset = datetime.now().astimezone(words.say.zone).utcoffset()
    return FrameTexts(words, timezone(offset or timedelta()))


def _members(task: Task, thumbnails: Sequence[Thumbnail], texts: FrameTexts) -> dict[str, Any]:
    words = texts.words
    summary = summarise(task)
    failed = [frame for frame in task.frames if kind_of(frame) == Kind.FAILED]
    name = shown(task.scene) or words.say("Task {id}", id=task.id)
    return {
        "say": words.say,
        "name": name,
        "title": shown_in_short(task.scene, _LONGEST_TITLE) or name,
        "alias": shown(task.alias),
        "task": task,
        "signs": SIGNS,
        "status": words.status(task.status, len(failed)),
        "kind": task.status.kind,
        "why_empty": _why_empty(task, words),
        "facts": _facts(task, texts),
        "figures": _figures(task, summary, words),
        "counts": [(kind, words.kind(kind), count) for kind, count in summary.counts.items() if count],
        "bar": bar_parts(summary.counts),
        "restarted": summary.restarted,
        "charts": _charts(task, summary, texts),
        "thumbnails": [(_caption(picture, task), picture.address) for picture in thumbnails],
        "thumbnails_note": words.say(
            "{shown:,} of {total:,} finished frames, spread over the task.",
            shown=len(thumbnails),
            total=summary.counts[Kind.FINISHED],
        ),
        "failed_ranges": _to_copy(ranges(failed)),
        "failed_count": len(failed),
        "restart": restart_command(task.id),
        "failed": _table(failed, task, texts, _MOST_FAILED),
        "failed_is_open": len(failed) <= _FEW,
        "made": words.made(datetime.now().astimezone(texts.zone)),
    }


@cache
def environment() -> Environment:
    """Load the templates of this package."""
    return Environment(
        loader=PackageLoader("rayvision_cli.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def style() -> str:
    """Read the style sheet."""
    return (files("rayvision_cli.report") / "page.css").read_text("utf-8")


def _to_copy(ranges: Sequence[str]) -> Markup:
    """Put ranges one after the other, which a narrow window may break between them."""
    cut = ["…"] if len(ranges) > _MOST_RANGES else []
    return Markup(",<wbr>").join([*map(shown, ranges[:_MOST_RANGES]), *cut])


def _why_empty(task: Task, words: Words) -> str:
    """Write why a task has no frames, and what to do."""
    say = words.say
    reasons = {
        "not submitted": say("Created and not submitted: nothing is rendered or charged before that. To submit it:"),
        "analysis failed": say("The farm could not analyse the scene, so there is nothing to render."),
        "analysing": say("The farm is analysing the scene; frames follow."),
        "waiting": say("The task is queued; it has frames once the farm has analysed the scene."),
    }
    return reasons.get(str(task.status.word), say("The task ended before it had any frames."))


def _facts(task: Task, texts: FrameTexts) -> list[tuple[str, str]]:
    """Name what is known about the task; what is not known is left out."""
    words = texts.words
    facts = [
        (words.say("Software"), words.software_name(task.info.cg_id)),
        (words.say("Platform"), text(task.platform)),
        (words.say("Frame range"), text(task.info.frames_range)),
        (words.say("Camera"), text(task.info.render_camera)),
        (words.say("Project"), text(task.info.project_name)),
        (words.say("Account"), text(task.info.user_name)),
        (words.say("Producer"), text(task.info.producer)),
        (words.say("Labels"), words.say(", ").join(task.labels)),
        (words.say("Remark"), text(task.info.remark)),
        *(
            (name, "" if time is None else moment(time, texts.zone))
            for name, time in (
                (words.say("Submitted"), task.submitted),
                (words.say("Started"), task.started),
                (words.say("Completed"), task.completed),
            )
        ),
    ]
    return [(name, shown(value)) for name, value in facts if value]


def _figures(task: Task, summary: Summary, words: Words) -> list[tuple[str, str, str]]:
    """Name the figures at the head of the page, each with a note."""
    say = words.say
    done, total = summary.counts[Kind.FINISHED], len(task.frames)
    owed = say("{amount} still owed", amount=words.amount(task.arrears)) if task.arrears > 0 else ""
    slowest = (
        say("slowest: {duration}", duration=words.lasting(summary.longest)) if total > 1 and summary.longest else ""
    )
    frames = say("Parts finished") if task.is_still else say("Frames finished")
    typical = say("Typical part") if task.is_still else say("Typical frame")
    figures = [(frames, f"{done:,} / {total:,}", f"{100 * done // total} %" if total else "")]
    if task.is_running:
        pace = "" if summary.pace is None else say("{count} frames an hour", count=f"{summary.pace:,.3g}")
        figures += [
            (say("Time left"), words.lasting(summary.left), pace),
            (say("Cost so far"), words.amount(summary.cost), owed),
            (say("Time so far"), words.lasting(summary.elapsed), ""),
        ]
    else:
        figures += [
            (say("Cost"), words.amount(summary.cost), owed),
            (say("Total time"), words.lasting(summary.elapsed), ""),
            (say("Machine time"), words.lasting(summary.machine), ""),
        ]
    # Of one part all else says the same.
    return [*figures, (typical, words.lasting(summary.typical), slowest)] if total > 1 else figures[1:]


def _charts(task: Task, summary: Summary, texts: FrameTexts) -> dict[str, tuple[Markup | None, str]]:
    """Draw the charts, each with a note that says what can be read off it; what would be one bar is left out."""
    words, frames, say = texts.words, task.frames, texts.words.say
    if span_of(frames) is None:
        return {"timeline": (None, say("No frame has begun yet."))}
    scale = Scale.of_work(frames)
    grey = say("Grey stripes are times when nothing was rendering.") if len(periods(frames)) > 1 else ""
    if len(frames) > MOST_BARS:
        count = len(charts.in_squares(frames)[0])
        note = say(
            "A square is {count:,} frames, line by line in the order of the scene. Stronger colours took longer; "
            "a thick edge: some of them failed.",
            count=count,
        )
    else:
        note = say("One line is one frame, in the order of the scene; time runs to the right.")
        idle = sum(frame.start is None for frame in frames)
        waiting = say("{count:,} frames have not begun.", count=idle) if idle else ""
        note = " ".join(filter(None, (note, grey, waiting)))
    paid = [frame for frame in frames if frame.cost > 0]
    costs = dearest = ""
    if paid:
        highest = max(paid, key=lambda frame: frame.cost)
        costs = say("{amount} in total.", amount=words.amount(sum(frame.cost for frame in paid)))
        dearest = say(
            "{mean} on average; highest: {amount}, frame {name}.",
            mean=words.amount(fmean(frame.cost for frame in paid)),
            amount=words.amount(highest.cost),
            name=texts.name(highest),
        )
    lasting = ""
    if summary.typical is not None:
        lasting = say(
            "Half of them took {typical} at most; the slowest {longest}.",
            typical=words.lasting(summary.typical),
            longest=words.lasting(summary.longest),
        )
    machines = say("{highest:,} at most.", highest=max((count for _, count in at_work(frames)), default=0))
    if task.is_still:
        return {"timeline": (charts.timeline(task, scale, texts), note)} if len(frames) > 1 else {}
    drawn = {
        "timeline": (charts.timeline(task, scale, texts), note),
        "machines": (charts.machines(task, scale, texts), f"{machines} {grey}".strip()),
        "durations": (charts.durations(frames, texts), lasting),
        "cost_over_time": (charts.cost_over_time(task, scale, texts), costs),
        "cost_per_frame": (charts.cost_per_frame(frames, texts), dearest),
    }
    return {name: content for name, content in drawn.items() if content[0]}


def _caption(picture: Thumbnail, task: Task) -> str:
    return " · ".join(shown(name, 40) for name in (picture.name, task.layers.get(picture.part or 0)) if name)


def _has_groups(task: Task) -> bool:
    return len({(frame.part, frame.type) for frame in task.frames}) > 1


def _table(frames: Sequence[Frame], task: Task, texts: FrameTexts, most: int) -> Table:
    """Write frames as rows; what is empty in all of them gets no column."""
    words = texts.words
    columns: list[tuple[str, bool, list[str]]] = []

    def add(title: str, values: list[str], nothing: str | None = words.dash, *, is_number: bool = True) -> None:
        if any(value != nothing for value in values):
            columns.append((title, is_number, values))

    listed = frames[:most]
    add(words.say("Frame"), [texts.name(frame) for frame in listed], None)
    statuses = [words.status(of_status(frame.status)) for frame in listed]
    add(words.say("Status"), statuses, None, is_number=False)
    starts = [moment(frame.start, texts.zone) if frame.start else words.dash for frame in listed]
    add(words.say("Started"), starts, is_number=False)
    add(words.say("Duration"), [words.lasting(frame.seconds) for frame in listed])
    add(words.say("Restarts"), [str(frame.restarts) for frame in listed], "0")
    add(words.say("Cost"), [words.amount(frame.cost) for frame in listed], words.amount(0))
    add(words.say("Frame id"), [words.dash if frame.id is None else str(frame.id) for frame in listed])
    if _has_groups(task):
        add(words.say("Layer or pass"), [_group(frame, task, words) for frame in listed], "", is_number=False)
    cut = words.say("The first {shown:,} of {total:,} are listed.", shown=most, total=len(frames))
    return Table(
        [title for title, _, _ in columns],
        [place for place, (_, is_number, _) in enumerate(columns, 1) if is_number],
        list(zip(*(values for _, _, values in columns), strict=True)),
        cut if len(frames) > most else "",
    )


def _group(frame: Frame, task: Task, words: Words) -> str:
    layer = shown(task.layers.get(frame.part or 0, ""), 60)
    return " · ".join(filter(None, (layer, words.frame_type(frame.type))))


def _csv(task: Task, words: Words) -> str:
    """Write the frames that are listed as the address of a file for spreadsheets."""
    rows = (
        (
            *(shown(frame.name), of_status(frame.status).word, frame.start, frame.seconds, frame.restarts),
            *(round(frame.cost, 4), task.currency, frame.id, _group(frame, task, words)),
        )
        for frame in task.frames[:_MOST_LISTED]
    )
    # The mark at the beginning makes spreadsheets read it as what it is.
    content = sheet(_COLUMNS, rows, end="\r\n").encode("utf-8-sig", "replace")
    return f"data:text/csv;charset=utf-8;base64,{b64encode(content).decode()}"

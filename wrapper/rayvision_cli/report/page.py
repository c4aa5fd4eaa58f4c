"""The page: facts, figures and charts put into the template."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from rayvision_client.models import TaskStatus

from rayvision_cli.report import charts
from rayvision_cli.report.charts import Teller
from rayvision_cli.report.figures import Kind, Summary, kind_of, periods, summarise
from rayvision_cli.report.gathering import Frame, Task
from rayvision_cli.report.thumbnails import Thumbnail
from rayvision_cli.report.words import Words, moment, shown, zone_name

_MOST_FAILED = 500
_MOST_LISTED = 5000

_TASK_KINDS = {
    TaskStatus.RENDERING: Kind.RENDERING,
    TaskStatus.PRE_RENDERING: Kind.RENDERING,
    TaskStatus.ANALYSE: Kind.RENDERING,
    TaskStatus.WAITING: Kind.WAITING,
    TaskStatus.FINISHED: Kind.FINISHED,
    TaskStatus.FINISHED_TEST: Kind.FINISHED,
    TaskStatus.FINISHED_HAS_FAILED: Kind.FAILED,
    TaskStatus.FAILED: Kind.FAILED,
    TaskStatus.STOP: Kind.STOPPED,
    TaskStatus.USER_STOP: Kind.STOPPED,
    TaskStatus.ARREARAGE_STOP: Kind.STOPPED,
    TaskStatus.TIME_OUT_STOP: Kind.STOPPED,
    TaskStatus.ABANDON: Kind.STOPPED,
}


@frozen
class Table:
    """Rows of a table, and a note where not all of them are there."""

    rows: list[tuple[str, ...]]
    note: str


def render(task: Task, thumbnails: Sequence[Thumbnail], words: Words) -> str:
    """Write the page about a task."""
    # One distance from UTC for the whole page, which it names: in a report, summer time shall not make an hour vanish.
    now = datetime.now().astimezone()
    zone = now.tzinfo
    assert zone is not None  # noqa: S101  (`astimezone` has just set it)
    teller = Teller(words, zone)
    summary = summarise(task)
    failed = [frame for frame in task.frames if kind_of(frame) == Kind.FAILED]
    members: dict[str, Any] = {
        "say": words.say,
        "code": "zh-CN" if words.say.language == "zh" else "en",
        "css": Markup(_style()),  # noqa: S704  (a file of this package)
        "title": shown(task.scene) or words.say("Task {id}", id=task.id),
        "alias": shown(task.alias),
        "task": task,
        "status": words.task_status(task.status),
        "status_kind": Kind.UNKNOWN if task.status is None else _TASK_KINDS.get(task.status, Kind.UNKNOWN),
        "facts": _facts(task, teller),
        "figures": _figures(task, summary, words),
        "counts": [(kind, words.kind(kind), count) for kind, count in summary.counts.items() if count],
        "restarted": summary.restarted,
        "timeline_note": _timeline_note(task, words),
        "charts": {
            "timeline": charts.timeline(task, teller),
            "durations": charts.durations(task.frames, teller),
            "cost_over_time": charts.cost_over_time(task.frames, teller),
            "cost_per_frame": charts.cost_per_frame(task.frames, teller),
        },
        "thumbnails": [(_caption(picture, task), picture.address) for picture in thumbnails],
        "thumbnails_note": words.say(
            "{shown:,} of {total:,} finished frames, spread over the task.",
            shown=len(thumbnails),
            total=summary.counts[Kind.FINISHED],
        ),
        "columns": _columns(task, words),
        "failed": _table(failed, task, teller, _MOST_FAILED),
        "all_frames": _table(task.frames, task, teller, _MOST_LISTED),
        "made": words.say("Made {time}. Times are in {zone}.", time=moment(now, zone), zone=zone_name(zone, now)),
    }
    return _environment().get_template("page.html.jinja").render(members)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("rayvision_cli.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style() -> str:
    return (files("rayvision_cli.report") / "page.css").read_text("utf-8")


def _facts(task: Task, teller: Teller) -> list[tuple[str, str]]:
    """Name what is known about the task; what is not known is left out."""
    words = teller.words
    facts = [
        (words.say("Software"), words.software_name(task.software)),
        (words.say("Platform"), "" if task.platform is None else str(task.platform)),
        (words.say("Frame range"), task.frames_range),
        (words.say("Camera"), task.camera),
        (words.say("Project"), task.project),
        (words.say("Account"), task.user),
        (words.say("Producer"), task.producer),
        (words.say("Labels"), ", ".join(task.labels)),
        (words.say("Remark"), task.remark),
        *(
            (name, "" if time is None else moment(time, teller.zone))
            for name, time in (
                (words.say("Submitted"), task.submitted),
                (words.say("Started"), task.started),
                (words.say("Completed"), task.completed),
            )
        ),
    ]
    return [(name, shown(value)) for name, value in facts if value]


def _figures(task: Task, summary: Summary, words: Words) -> list[tuple[str, str]]:
    figures = [
        (words.say("Frames finished"), f"{summary.counts[Kind.FINISHED]:,} / {len(task.frames):,}"),
        (words.say("Cost"), words.amount(summary.cost)),
        (words.say("Average frame cost"), words.amount(summary.frame_cost)),
        (words.say("From start to end"), words.lasting(summary.elapsed)),
        (words.say("Machine time"), words.lasting(summary.machine)),
        (words.say("Typical frame"), words.lasting(summary.typical)),
        (words.say("Longest frame"), words.lasting(summary.longest)),
    ]
    if task.arrears > 0:
        figures.append((words.say("Still owed"), words.amount(task.arrears)))
    return figures


def _timeline_note(task: Task, words: Words) -> str:
    is_cut = len(periods(task.frames)) > 1
    note = words.say("One line is one frame, in the order of the scene; time runs to the right.")
    if is_cut:
        note += " " + words.say("Grey stripes stand for times when nothing was at work.")
    return note


def _caption(picture: Thumbnail, task: Task) -> str:
    return " · ".join(shown(name, 40) for name in (picture.name, task.layers.get(picture.part or 0)) if name)


def _columns(task: Task, words: Words) -> list[str]:
    names = [
        words.say("Frame"),
        words.say("Status"),
        words.say("Started"),
        words.say("Duration"),
        words.say("Restarts"),
        words.say("Cost"),
        words.say("Frame id"),
    ]
    return [*names, words.say("Layer or pass")] if _has_groups(task) else names


def _has_groups(task: Task) -> bool:
    return len({(frame.part, frame.type) for frame in task.frames}) > 1


def _table(frames: Sequence[Frame], task: Task, teller: Teller, most: int) -> Table:
    words = teller.words
    grouped = _has_groups(task)
    rows = []
    for frame in frames[:most]:
        row: tuple[str, ...] = (
            teller.name(frame),
            words.frame_status(frame.status),
            moment(frame.start, teller.zone) if frame.start else words.dash,
            words.lasting(frame.seconds),
            str(frame.restarts),
            words.amount(frame.cost),
            words.dash if frame.id is None else str(frame.id),
        )
        if grouped:
            layer = shown(task.layers.get(frame.part or 0, ""), 60)
            row += (" · ".join(filter(None, (layer, words.frame_type(frame.type)))),)
        rows.append(row)
    cut = words.say("The first {shown:,} of {total:,} are listed.", shown=most, total=len(frames))
    return Table(rows, cut if len(frames) > most else "")

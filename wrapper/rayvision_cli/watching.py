"""Looking on: waiting for tasks, and the table of all running tasks."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from attrs import define, evolve, field
from cyclopts import Parameter
from rayvision_api import RayvisionError, RayvisionTaskFailedError, TaskStatus
from rayvision_api._redaction import printable
from rayvision_client.models import TaskInfo
from rich.console import Group, RenderableType
from rich.live import Live
from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.table import Column as BarCell
from rich.text import Text

from rayvision_cli.exits import CommandError, Exit
from rayvision_cli.failures import explained
from rayvision_cli.keys import ending_in_order, pressed, single_keys, unbroken
from rayvision_cli.languages import Texts
from rayvision_cli.numbers import whole
from rayvision_cli.output import Output
from rayvision_cli.session import Session
from rayvision_cli.views import amount, clock, duration, frames_done, readable

_RUNNING = (TaskStatus.WAITING, TaskStatus.ANALYSE, TaskStatus.PRE_RENDERING, TaskStatus.RENDERING)

_UNTIL_HELP = "succeeded: a task that ends in any other way makes the exit code 6. finished: any end will do."
_POLL_HELP = "Seconds between two looks; by default from 1 to 30, the longer the less happens."
_ONCE_HELP = "Show one picture and end; --json does so as well."


@define
class Pace:
    """How fast the frames of a task come, as far as it has been watched."""

    _first: tuple[float, int] | None = field(default=None, init=False)

    def frames_a_minute(self, task: TaskInfo) -> float | None:
        """Give the rate since the first look; `None` where no frame has come since."""
        now, done = time.monotonic(), _count(task.done_frames)
        if self._first is None:
            self._first = (now, done)
        began, before = self._first
        return (done - before) / (now - began) * 60 if done > before and now > began else None

    def text(self, task: TaskInfo, say: Texts) -> str:
        """Write the rate, and how long the rest will take at it."""
        rate = self.frames_a_minute(task)
        if rate is None:
            return ""
        through = _count(task.done_frames) + _count(task.failed_frames) + _count(task.abort_frames)
        missing = _count(task.total_frames) - through
        if missing <= 0:
            return say("{rate}/min", rate=f"{rate:.1f}")
        return say("{rate}/min, {time} left", rate=f"{rate:.1f}", time=duration(missing / rate * 60))


class Bars:
    """Live progress bars, one for each task.

    All of them stand there from the start, so that the library's own thread does all drawing: Ctrl-C, which reaches the
    main thread, cannot cut a picture in two.
    """

    def __init__(self, output: Output, say: Texts, task_ids: Sequence[int]) -> None:
        self._say = say
        self._paces: dict[int, Pace] = {}
        self._progress = Progress(
            self._cell("name", ratio=2),
            BarColumn(bar_width=None, table_column=BarCell(ratio=1, min_width=8)),
            self._cell("frames"),
            self._cell("status"),
            self._cell("pace"),
            self._cell("spent"),
            console=output.console,
            expand=True,
        )
        self._rows: dict[int, TaskID] = {
            task_id: self._progress.add_task("", total=None, name=str(task_id), frames="", status="", pace="", spent="")
            for task_id in dict.fromkeys(task_ids)
        }

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the bars while a block runs; the terminal is as before after it, however it ends."""
        with _drawn(self._progress):
            yield

    def show(self, task: TaskInfo) -> None:
        """Take what has become of a task."""
        self._progress.update(
            self._rows[task.id],
            total=whole(task.total_frames) or None,
            completed=_count(task.done_frames),
            **self._texts(task),
        )

    def _texts(self, task: TaskInfo) -> dict[str, Any]:
        return {
            "name": printable(f"{task.id} {task.scene_name or ''}"),
            "frames": frames_done(task),
            "status": standing(task, self._say),
            "pace": self._paces.setdefault(task.id, Pace()).text(task, self._say),
            "spent": spent(task, self._say),
        }

    @staticmethod
    def _cell(name: str, ratio: int | None = None) -> TextColumn:
        column = BarCell(no_wrap=True, overflow="ellipsis", ratio=ratio)
        return TextColumn(f"{{task.fields[{name}]}}", markup=False, table_column=column)


class Lines:
    """Plain lines, one whenever something has changed."""

    def __init__(self, output: Output, say: Texts) -> None:
        self._output = output
        self._say = say
        self._paces: dict[int, Pace] = {}
        self._last: dict[int, str] = {}

    def shown(self) -> AbstractContextManager[object]:
        """Lines need no place of their own."""
        return nullcontext()

    def show(self, task: TaskInfo) -> None:
        """Print how a task stands, if that is new."""
        pace = self._paces.setdefault(task.id, Pace()).text(task, self._say)
        facts = [f"{task.id} {task.scene_name or ''}".strip(), standing(task, self._say), frames_done(task)]
        facts.append(spent(task, self._say))
        text = ", ".join(fact for fact in facts if fact)
        if self._last.get(task.id) != text:
            self._last[task.id] = text
            self._output.line(f"{clock(datetime.now(UTC))}  {text}{f', {pace}' if pace else ''}")


class Nothing:
    """No sign of progress: only the result counts."""

    def shown(self) -> AbstractContextManager[object]:
        """Nothing needs no place."""
        return nullcontext()

    def show(self, _task: TaskInfo) -> None:
        """Keep silent."""


def standing(task: TaskInfo, say: Texts) -> str:
    """Write where a task stands, and how many frames failed."""
    status = readable("task_status", task.task_status) or "?"
    failed = whole(task.failed_frames)
    return f"{status}, {say('{count} failed', count=failed)}" if failed else status


def spent(task: TaskInfo, say: Texts) -> str:
    """Write what a task has cost so far."""
    cost = task.render_consume
    return say("{amount} spent", amount=amount(cost)) if isinstance(cost, int | float) else ""


def wait(
    *task_ids: Annotated[int, Parameter(required=True, help="Ids of the tasks.")],
    until: Annotated[Literal["succeeded", "finished"], Parameter(help=_UNTIL_HELP)] = "succeeded",
    poll: Annotated[float | None, Parameter(help=_POLL_HELP)] = None,
    session: Annotated[Session, Parameter(parse=False)],
) -> None:
    """Wait until tasks have ended, and show how far they are."""
    say, output = session.say, session.output
    display: Bars | Lines | Nothing
    display = Nothing() if output.as_json else Bars(output, say, task_ids) if output.is_live else Lines(output, say)
    names = {"task_ids": "TASK_IDS", "poll": "--poll", "timeout": "--timeout"}
    # Here the time-out is that of waiting; a single reply keeps the client's own.
    api = evolve(session, timeout=None).api
    try:
        with session.checking(names), display.shown():
            tasks = api.task.wait(
                task_ids,
                session.timeout,
                until=until,
                poll=(1.0, 30.0) if poll is None else poll,
                on_progress=display.show,
            )
    except KeyboardInterrupt:
        raise CommandError(Exit.INTERRUPTED, say("waiting was interrupted; the tasks go on")) from None
    except RayvisionTaskFailedError as error:
        # What became of the tasks is known, and that is what was asked; the exit code says the rest.
        if output.as_json:
            output.document(error.tasks)
        raise
    if output.as_json:
        output.document(tasks)


def top(
    *,
    once: Annotated[bool, Parameter(help=_ONCE_HELP, negative=(), show_default=False)] = False,
    every: Annotated[float, Parameter(help="Seconds between two pictures.")] = 3.0,
    session: Annotated[Session, Parameter(parse=False)],
) -> None:
    """Show all running tasks, again and again."""
    say, output = session.say, session.output
    if not 0.1 <= every <= 3600:
        expected = say("from 0.1 to 3600")
        raise CommandError(
            Exit.USAGE,
            say("{name} is {value!r}; it has to be {expected}", name="--every", value=every, expected=expected),
        )
    if output.as_json:
        output.document(_running(session))
    elif once:
        output.listing(_running(session))
    elif output.is_live:
        _live_top(session, every)
    else:
        while True:
            output.line(clock(datetime.now(UTC)))
            output.listing(_running(session))
            sys.stdout.flush()
            time.sleep(every)


def _running(session: Session) -> list[TaskInfo]:
    tasks = session.api.query.iter_tasks(status_list=_RUNNING)
    # A task that was created and never submitted waits as well, for its owner and not for the farm.
    return [task for task in tasks if task.task_status != TaskStatus.WAITING or task.submit_date is not None]


def _live_top(session: Session, every: float) -> None:
    say, output = session.say, session.output
    tasks = _running(session)
    seen, trouble = datetime.now(UTC), ""
    live = Live(console=output.console, screen=True, auto_refresh=False)
    with _drawn(live):
        while True:
            heading = say("{time}   {count} running   q or Ctrl-C ends", time=clock(seen), count=len(tasks))
            live.update(_picture(output, heading, tasks, trouble), refresh=True)
            if pressed(every) in ("q", "Q"):
                return
            try:
                tasks = _running(session)
                seen, trouble = datetime.now(UTC), ""
            except RayvisionError as error:
                # What fails for a while is no reason to stop looking; wrong keys stay wrong.
                code, trouble = explained(error, say)
                if code is Exit.CREDENTIALS:
                    raise


@contextmanager
def _drawn(display: Live | Progress) -> Iterator[None]:
    """Show a display while a block runs, and put the terminal right after it, however early the end comes."""
    # Keys come singly so that their echo, that of Ctrl-C too, does not stand within the picture.
    with ending_in_order(), single_keys():
        try:
            with unbroken():
                display.start()
            yield
        finally:
            # The terminal may be gone, and nothing left to put right.
            with unbroken(), suppress(OSError):
                display.stop()


def _picture(output: Output, heading: str, tasks: list[TaskInfo], trouble: str) -> RenderableType:
    # Heading, the table's own heading and its rule, and a line at the end.
    room = max(1, output.console.height - 5)
    parts: list[RenderableType] = [Text(heading, no_wrap=True, overflow="ellipsis")]
    if tasks:
        parts.append(output.table(tasks[:room]))
    if len(tasks) > room:
        parts.append(Text(f"+ {len(tasks) - room}"))
    if trouble:
        parts.append(Text(printable(trouble), style="red", no_wrap=True, overflow="ellipsis"))
    return Group(*parts)


def _count(value: object) -> int:
    return whole(value) or 0

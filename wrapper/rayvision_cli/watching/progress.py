"""Looking on: the pictures of tasks while they are waited for, and of all running ones."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from typing import Annotated, Any

from attrs import define, field
from cyclopts import Parameter
from rayvision_api import RayvisionError, RayvisionNotFoundError, TaskStatus, was_submitted, whole_task
from rayvision_api.text import printable
from rayvision_client.models import TaskInfo
from rich.console import Group, JustifyMethod, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from rayvision_cli.tables import GAP, fitted, fold_of, shortened
from rayvision_cli.terminal.exit_codes import Exit
from rayvision_cli.terminal.failures import explained
from rayvision_cli.terminal.keyboard import ending_in_order, pressed, single_keys, unbroken
from rayvision_cli.terminal.output import Output
from rayvision_cli.terminal.session import Session, SessionArgument
from rayvision_cli.text.languages import Texts
from rayvision_cli.text.numbers import count, number, whole
from rayvision_cli.text.statuses import STYLES, Kind, of_task, with_failures
from rayvision_cli.text.views import amount, at_the_clock, clock, duration, frames_done, labels, listed

# What the board asks for: statuses of every edition. A task that moves on to another is asked for by its number.
_LISTED = (TaskStatus.WAITING, TaskStatus.ANALYSE, TaskStatus.PRE_RENDERING, TaskStatus.RENDERING)

_ONCE_HELP = "Print the tasks once and end; --json does so as well."


@define
class Pace:
    """How fast the frames of a task come, as far as it has been watched."""

    _first: tuple[float, int] | None = field(default=None, init=False)
    rate: float | None = field(default=None, init=False)
    """Frames a minute; `None` where no frame has come since the first look."""
    left: float | None = field(default=None, init=False)
    """Seconds that the rest will take at this rate."""

    def take(self, task: TaskInfo) -> None:
        """Look at the task anew."""
        now, done = time.monotonic(), count(task.done_frames)
        if self._first is None:
            self._first = (now, done)
        began, before = self._first
        self.rate = (done - before) / (now - began) * 60 if done > before and now > began else None
        missing = count(task.total_frames) - _through(task)
        self.left = missing / self.rate * 60 if self.rate and missing > 0 else None

    def texts(self, say: Texts) -> tuple[str, str]:
        """Write how long the rest will take, and the rate."""
        left = "" if self.left is None else say("{time} left", time=duration(round(self.left), say))
        return left, "" if self.rate is None else say("{rate}/min", rate=f"{self.rate:.1f}")


# The cells of a line, as they stand; and what of them goes last where there is little room.
_CELLS = ("id", "labels", "scene", "bar", "status", "frames", "left", "rate", "spent")
_BY_IMPORTANCE = ("id", "labels", "status", "frames", "bar", "scene", "left", "rate", "spent")
_RIGHT = ("id", "frames", "left", "rate", "spent")
_LEAST = {"scene": 12, "bar": 8}
_BAR, _LONGEST_BAR = 16, 40
_GLYPHS, _PLAIN_GLYPHS = ("█", "\N{MULTIPLICATION SIGN}", "\N{MIDDLE DOT}"), ("#", "x", ".")


class Board:
    """A picture of tasks: a line with a bar for each, and one about all of them."""

    def __init__(self, output: Output, say: Texts) -> None:
        self._output = output
        self.say = say
        self._paces: dict[int, Pace] = {}
        self._currency = ""

    def take(self, task: TaskInfo) -> None:
        """Note what has become of a task."""
        # Asked for here: pictures are drawn in a thread of their own.
        if number(task.render_consume):
            self._currency = self._output.currency()
        self._paces.setdefault(task.id, Pace()).take(task)

    def picture(self, tasks: Mapping[int, TaskInfo | None], room: int | None = None) -> RenderableType:
        """Draw tasks by their ids, of which some may not be known yet, on so many lines at most."""
        shown = list(tasks.items())
        if room is not None and len(shown) > room:
            shown = shown[: room - 1]
        lines = [self._cells(task_id, task) for task_id, task in shown]
        names = [name for name in _BY_IMPORTANCE if name == "bar" or any(line[name] for line in lines)]
        wishes = []
        for name in names:
            natural = _BAR if name == "bar" else max(line[name].cell_len for line in lines)
            least = fold_of(self._output.console.width) if name == "labels" else _LEAST.get(name, natural)
            wishes.append((min(natural, least), natural))
        widths = dict(zip(names, fitted(wishes, self._output.console.width), strict=False))
        if "bar" in widths:
            spare = self._output.console.width - sum(widths.values()) - GAP * (len(widths) - 1)
            widths["bar"] = min(_LONGEST_BAR, widths["bar"] + max(spare, 0))
        table = Table.grid(padding=(0, GAP))
        for name in (name for name in _CELLS if name in widths):
            justify: JustifyMethod = "right" if name in _RIGHT else "left"
            table.add_column(width=widths[name], no_wrap=name != "labels", overflow="fold", justify=justify)
        for (_, task), line in zip(shown, lines, strict=True):
            if "bar" in widths:
                line["bar"] = self._bar(task, widths["bar"])
            if "scene" in widths:
                line["scene"] = shortened(line["scene"], widths["scene"])
            table.add_row(*(line[name] for name in _CELLS if name in widths))
        parts: list[RenderableType] = [table]
        if len(tasks) > len(shown):
            parts.append(Text(f"+ {len(tasks) - len(shown)}"))
        known = [task for task in tasks.values() if task is not None]
        if known and len(tasks) > 1:
            parts.append(Text(self.summary(known), style="dim", no_wrap=True, overflow="ellipsis"))
        return Group(*parts)

    def summary(self, tasks: Sequence[TaskInfo]) -> str:
        """Write how many tasks stand how, and their frames and costs together."""
        say = self.say
        counts = Counter(of_task(task).said(say) for task in tasks)
        done, failed, total = (
            sum(count(getattr(task, f"{which}_frames")) for task in tasks) for which in ("done", "failed", "total")
        )
        facts = [say("{name}: {value}", name=word, value=some) for word, some in counts.items()]
        facts.append(say("{done:,} of {total:,} frames", done=done, total=total))
        if failed:
            facts.append(say("{count:,} failed", count=failed))
        facts.append(_spent(sum(number(task.render_consume) or 0.0 for task in tasks), say, self._currency))
        return listed(facts, say)

    def line(self, task: TaskInfo) -> str:
        """Write a task as a line of plain text."""
        say = self.say
        name = f"{task.id} {task.scene_name or ''}".strip()
        facts = [name, with_failures(of_task(task), whole(task.failed_frames), say), frames_done(task)]
        return listed((fact for fact in (*facts, spent(task, say, self._currency)) if fact), say)

    def pace(self, task: TaskInfo) -> str:
        """Write how fast a task goes on."""
        left, rate = self._paces[task.id].texts(self.say)
        return listed((fact for fact in (rate, left) if fact), self.say)

    def _cells(self, task_id: int, task: TaskInfo | None) -> dict[str, Text]:
        cells = dict.fromkeys(_CELLS, "")
        cells["id"] = str(task_id)
        status = None
        if task is not None:
            status = of_task(task)
            left, rate = self._paces[task.id].texts(self.say) if status.kind == Kind.RENDERING else ("", "")
            cells |= {
                "labels": labels(task, self.say),
                "scene": task.scene_name or "",
                "status": with_failures(status, whole(task.failed_frames), self.say),
                "frames": frames_done(task),
                "left": left,
                "rate": rate,
                "spent": spent(task, self.say, self._currency),
            }
        texts = {name: Text(printable(str(text))) for name, text in cells.items()}
        if status is not None:
            texts["status"] = self._output.marked(status.kind, texts["status"].plain)
        return texts

    def _bar(self, task: TaskInfo | None, width: int) -> Text:
        """Draw a bar that can be read without colours too: what is done is full, what failed crossed, the rest dots."""
        done, failed, rest = _GLYPHS if all(map(self._output.can_show, _GLYPHS)) else _PLAIN_GLYPHS
        total = 0 if task is None else max(count(task.total_frames), _through(task))
        if task is None or not total:
            return Text(rest * width, STYLES[Kind.WAITING])
        lost = count(task.failed_frames) + count(task.abort_frames)
        # A failed frame is seen however many there are, and nothing looks whole before it is.
        crosses = min(width, max(1, round(width * lost / total))) if lost > 0 else 0
        full = min(width - crosses, int(width * count(task.done_frames) / total + (0.5 if lost > 0 else 0)))
        return Text.assemble(
            (done * full, STYLES[Kind.FINISHED]),
            (failed * crosses, STYLES[Kind.FAILED]),
            (rest * (width - full - crosses), STYLES[Kind.WAITING]),
        )


class Bars:
    """A live board of the tasks that are waited for.

    All of them stand there from the start, and the library's own thread does all drawing: Ctrl-C, which reaches the
    main thread, cannot cut a picture in two.
    """

    def __init__(self, output: Output, board: Board, task_ids: Sequence[int]) -> None:
        self._board = board
        self._tasks: dict[int, TaskInfo | None] = dict.fromkeys(task_ids)
        self._live = Live(
            console=output.console, get_renderable=lambda: board.picture(self._tasks), vertical_overflow="visible"
        )

    def shown(self) -> AbstractContextManager[object]:
        """Show the bars while a block runs."""
        return drawn(self._live)

    def show(self, task: TaskInfo) -> None:
        """Take what has become of a task."""
        self._board.take(task)
        self._tasks[task.id] = task

    def tell(self, text: str) -> None:
        """Print a line above the bars."""
        self._live.console.print(Text(printable(text)))


class Lines:
    """Plain lines, one whenever something has changed."""

    def __init__(self, output: Output, board: Board) -> None:
        self._output = output
        self._board = board
        self._last: dict[int, str] = {}

    shown = nullcontext

    def show(self, task: TaskInfo) -> None:
        """Print how a task stands, if that is new."""
        self._board.take(task)
        text = self._board.line(task)
        if self._last.get(task.id) != text:
            self._last[task.id] = text
            self.tell("  ".join(filter(None, (text, self._board.pace(task)))))

    def tell(self, text: str) -> None:
        """Print a line, with the time."""
        self._output.line(at_the_clock(text, self._board.say))


class Nothing:
    """No sign of progress: only the result counts."""

    def __init__(self, output: Output) -> None:
        self.tell = output.aside

    shown = nullcontext

    def show(self, _task: TaskInfo) -> None:
        """Keep silent."""


def spent(task: TaskInfo, say: Texts, currency: str) -> str:
    """Write what a task has cost so far."""
    cost = task.render_consume
    return _spent(cost, say, currency) if isinstance(cost, int | float) else ""


def _spent(cost: float, say: Texts, currency: str) -> str:
    return say("{amount} spent", amount=f"{amount(cost)} {currency}".strip())


def top(
    *,
    once: Annotated[bool, Parameter(help=_ONCE_HELP)] = False,
    every: Annotated[float, Parameter(help="Seconds between two updates.")] = 3.0,
    session: SessionArgument,
) -> None:
    """Watch running tasks live, and those that end meanwhile."""
    say, output = session.say, session.output
    session.check_range("--every", every, 0.1, 3600)
    sight = _Sight(session)
    if output.as_json:
        output.document(sight.look())
    elif once:
        output.listing(sight.look())
    elif output.is_live:
        _live_top(session, sight, every)
    else:
        while True:
            output.line(clock(datetime.now(UTC), say))
            output.listing(sight.look())
            sys.stdout.flush()
            time.sleep(every)


class _Sight:
    """The tasks that run, and those that have ended since they were seen running."""

    def __init__(self, session: Session) -> None:
        self._query = session.api.query
        self._tasks: dict[int, TaskInfo] = {}

    def look(self) -> list[TaskInfo]:
        """Ask for them all."""
        # A task that was created and never submitted waits as well, for its owner and not for the farm.
        running = {
            task.id: task
            for task in map(whole_task, self._query.iter_tasks(status_list=_LISTED))
            if task.task_status != TaskStatus.WAITING or was_submitted(task)
        }
        gone = [task_id for task_id, task in self._tasks.items() if _is_running(task)]
        ended = [task_id for task_id in gone if task_id not in running]
        try:
            now = {task.id: whole_task(task) for task in self._query.task_info(ended).items} if ended else {}
        except RayvisionNotFoundError:
            now = {}
        # Anyone who deleted a task does not want to see it any more.
        kept = {task_id: task for task_id, task in self._tasks.items() if task_id not in ended}
        self._tasks = kept | now | running
        return list(self._tasks.values())


_FIRST = (Kind.RENDERING, Kind.WAITING, Kind.UNKNOWN, Kind.FAILED, Kind.STOPPED, Kind.FINISHED)
# What `top` can sort by, one after the other.
_ORDERS: dict[str, Callable[[TaskInfo], Any]] = {
    "status": lambda task: (_FIRST.index(of_task(task).kind), task.id),
    "progress": lambda task: -_through(task) / max(count(task.total_frames), 1),
    "cost": lambda task: -(number(task.render_consume) or 0.0),
    "id": lambda task: task.id,
}


def _live_top(session: Session, sight: _Sight, every: float) -> None:
    say, output = session.say, session.output
    board, orders = Board(output, say), list(_ORDERS)
    tasks = sight.look()
    seen, trouble = datetime.now(UTC), ""
    live = Live(console=output.console, screen=True, auto_refresh=False)
    with drawn(live):
        while True:
            for task in tasks:
                board.take(task)
            running = sum(map(_is_running, tasks))
            heading = say(
                "{time}   {count} running   s sorts: {order}   q or Ctrl-C ends",
                time=clock(seen, say),
                count=running,
                order=say(orders[0]),
            )
            live.update(_picture(output, board, heading, sorted(tasks, key=_ORDERS[orders[0]]), trouble), refresh=True)
            key = pressed(every)
            if key in ("q", "Q"):
                return
            if key in ("s", "S"):
                orders.append(orders.pop(0))
                continue
            try:
                tasks = sight.look()
                seen, trouble = datetime.now(UTC), ""
            except RayvisionError as error:
                # What fails for a while is no reason to stop looking; wrong keys stay wrong.
                code, trouble = explained(error, say)
                if code is Exit.CREDENTIALS:
                    raise


@contextmanager
def drawn(display: Live) -> Iterator[None]:
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


def _picture(output: Output, board: Board, heading: str, tasks: Sequence[TaskInfo], trouble: str) -> RenderableType:
    parts: list[RenderableType] = [Text(heading, no_wrap=True, overflow="ellipsis")]
    if tasks:
        # Beside the heading: the line about all, what went wrong, and a line at the end.
        parts.append(board.picture({task.id: task for task in tasks}, max(2, output.console.height - 4)))
    if trouble:
        parts.append(Text(printable(trouble), style=STYLES[Kind.FAILED], no_wrap=True, overflow="ellipsis"))
    return Group(*parts)


def _is_running(task: TaskInfo) -> bool:
    return not (task.task_status or TaskStatus.WAITING).is_final


def _through(task: TaskInfo) -> int:
    return count(task.done_frames) + count(task.failed_frames) + count(task.abort_frames)

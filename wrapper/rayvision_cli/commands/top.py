"""The command that looks at all running tasks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from cyclopts import Parameter
from rayvision_api import RayvisionError, RayvisionNotFoundError, TaskStatus, was_submitted, whole_task
from rayvision_api.text import printable
from rayvision_client.models import TaskInfo
from rich.console import Group, RenderableType
from rich.live import Live
from rich.text import Text

from rayvision_cli.terminal.exit_codes import Exit
from rayvision_cli.terminal.failures import explained
from rayvision_cli.terminal.keyboard import pressed
from rayvision_cli.terminal.output import Output
from rayvision_cli.terminal.session import Session, SessionArgument
from rayvision_cli.text.numbers import count, number
from rayvision_cli.text.statuses import STYLES, Kind, of_task
from rayvision_cli.text.views import clock
from rayvision_cli.watching.board import Board
from rayvision_cli.watching.displays import drawn
from rayvision_cli.watching.pace import through

# What is asked for: statuses of every edition. A task that moves on to another is asked for by its number.
_LISTED = (TaskStatus.WAITING, TaskStatus.ANALYSE, TaskStatus.PRE_RENDERING, TaskStatus.RENDERING)

_ONCE_HELP = "Print the tasks once and end; --json does so as well."


def top(
    *,
    once: Annotated[bool, Parameter(help=_ONCE_HELP)] = False,
    every: Annotated[float, Parameter(help="Seconds between two updates.")] = 3.0,
    session: SessionArgument,
) -> None:
    """Watch running tasks live, and those that end meanwhile."""
    say, output = session.say, session.output
    session.check_range("--every", every, 0.1, 3600)
    running_tasks = _RunningTasks(session)
    if output.as_json:
        output.document(running_tasks.look())
    elif once:
        output.listing(running_tasks.look())
    elif output.is_live:
        _live_top(session, running_tasks, every)
    else:
        while True:
            output.line(clock(datetime.now(UTC), say))
            output.listing(running_tasks.look())
            sys.stdout.flush()
            time.sleep(every)


class _RunningTasks:
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
    "progress": lambda task: -through(task) / max(count(task.total_frames), 1),
    "cost": lambda task: -(number(task.render_consume) or 0.0),
    "id": lambda task: task.id,
}


def _live_top(session: Session, running_tasks: _RunningTasks, every: float) -> None:
    say, output = session.say, session.output
    board, orders = Board(output, say), list(_ORDERS)
    tasks = running_tasks.look()
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
                tasks = running_tasks.look()
                seen, trouble = datetime.now(UTC), ""
            except RayvisionError as error:
                # What fails for a while may pass; wrong keys stay wrong.
                code, trouble = explained(error, say)
                if code is Exit.CREDENTIALS:
                    raise


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

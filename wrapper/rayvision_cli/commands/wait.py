"""The command that waits for tasks, and supervises them meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from attrs import evolve
from cyclopts import Parameter
from rayvision_api import (
    RayvisionError,
    RayvisionTaskFailedError,
    RayvisionWaitError,
    Supervision,
)
from rayvision_api.errors import demand_success
from rayvision_client.models import TaskInfo

from rayvision_cli.terminal.exit_codes import CommandError, Exit
from rayvision_cli.terminal.failures import explained
from rayvision_cli.terminal.session import Session, SessionArgument
from rayvision_cli.text.numbers import whole
from rayvision_cli.text.statuses import restart_command
from rayvision_cli.watching.board import Board
from rayvision_cli.watching.displays import Bars, Lines, Nothing
from rayvision_cli.watching.events import event_text
from rayvision_cli.watching.notifying import Form, Notification
from rayvision_cli.watching.on_end import EndActions

_UNTIL_HELP = "succeeded: a task that ends otherwise makes the exit code 6. finished: any final state is accepted."
_POLL_HELP = "Polling interval in seconds; by default 1, growing to 30 while nothing changes."
_UNTIL_OK_HELP = "Render failed frames again, each at most this many times, and keep waiting when the network fails."
_PAUSE_HELP = "With --until-ok, seconds before failed frames are rendered again; doubled each time, up to 10 minutes."
_BUDGET_HELP = "What the tasks may cost together: warn at 80 %, and stop what would exceed that."
_ON_END_HELP = "A command to run at the end; the facts are in its environment: RAYVISION_RESULT, RAYVISION_COST ..."
_NOTIFY_HELP = "An address to post a message to at the end: JSON, or what Slack, 飞书 or 钉钉 takes."
_NOTIFY_AS_HELP = "What the address of --notify takes, where its name does not tell."


def wait(
    *task_ids: Annotated[int, Parameter(required=True, help="Ids of the tasks.")],
    until: Annotated[Literal["succeeded", "finished"], Parameter(help=_UNTIL_HELP)] = "succeeded",
    poll: Annotated[float | None, Parameter(help=_POLL_HELP)] = None,
    until_ok: Annotated[int | None, Parameter(help=_UNTIL_OK_HELP)] = None,
    restart_pause: Annotated[float, Parameter(help=_PAUSE_HELP)] = 30.0,
    budget: Annotated[float | None, Parameter(help=_BUDGET_HELP)] = None,
    on_end: Annotated[str | None, Parameter(help=_ON_END_HELP)] = None,
    notify: Annotated[str | None, Parameter(help=_NOTIFY_HELP)] = None,
    notify_as: Annotated[Form | None, Parameter(help=_NOTIFY_AS_HELP)] = None,
    session: SessionArgument,
) -> None:
    """Wait until tasks have ended, and show how far they are."""
    say, output = session.say, session.output
    # A wait alone ends with its reader; a budget, restarts and actions at the end do not.
    output.goes_on = not all(one is None for one in (until_ok, budget, on_end, notify))
    notification = Notification.to(notify, notify_as, say) if notify is not None else None
    display = _display(session, task_ids)
    names = {"task_ids": "TASK_IDS", "poll": "--poll", "timeout": "--timeout"}
    names |= {"until_ok": "--until-ok", "pause": "--restart-pause", "budget": "--budget"}
    # Here the time-out is that of waiting; a single reply keeps the client's own.
    patient = evolve(session, timeout=None)
    ending = EndActions(patient, on_end, notification)
    options: dict[str, Any] = {"poll": (1.0, 30.0) if poll is None else poll, "on_progress": display.show}
    done: Supervision | None = None
    try:
        with session.checking(names), display.shown():
            if until_ok is None and budget is None:
                tasks = patient.api.task.wait(task_ids, session.timeout, until=until, **options)
            else:
                options |= {"until_ok": until_ok or 0, "pause": restart_pause, "budget": budget}
                done = patient.api.task.supervise(
                    task_ids, session.timeout, on_event=lambda event: display.tell(event_text(event, say)), **options
                )
                tasks = done.tasks
                if until == "succeeded":
                    demand_success(tasks)
    except KeyboardInterrupt:
        raise CommandError(Exit.INTERRUPTED, say("waiting was interrupted; the tasks keep running")) from None
    except RayvisionError as error:
        if isinstance(error, RayvisionTaskFailedError):
            # What became of the tasks is known, and that is what was asked; the exit code says the rest.
            _print_end(session, error.tasks)
        seen = error.tasks if isinstance(error, RayvisionWaitError) else []
        ending.tell(task_ids, seen, explained(error, say)[0], done)
        raise
    _print_end(session, tasks)
    ending.tell(task_ids, tasks, Exit.DONE, done)


def _display(session: Session, task_ids: Sequence[int]) -> Bars | Lines | Nothing:
    """Choose what shows how far tasks are: nothing beside a document, bars at a terminal, lines elsewhere."""
    output = session.output
    if output.as_json:
        return Nothing(output)
    board = Board(output, session.say)
    return Bars(output, board, task_ids) if output.is_live else Lines(output, board)


def _print_end(session: Session, tasks: Sequence[TaskInfo]) -> None:
    """Print what became of tasks: a document, or the command that renders again what failed."""
    failed = [task.id for task in tasks if whole(task.failed_frames)]
    if session.output.as_json:
        session.output.document(tasks)
    elif failed:
        session.output.line(session.say("Restart the failed frames: {command}", command=restart_command(*failed)))

"""Tasks as the page shows them: every text in the reader's language, ready to be put in its place."""

from __future__ import annotations

from typing import Any

from rayvision_api import RayvisionError, has_ended, spent_on, was_submitted
from rayvision_client.models import TaskInfo, TaskStatus

from rayvision_cli.report.formatting import Words, moment, shown, shown_in_short
from rayvision_cli.report.metrics import bar_parts
from rayvision_cli.terminal.failures import explained
from rayvision_cli.text.languages import Texts
from rayvision_cli.text.numbers import count, number
from rayvision_cli.text.statuses import SIGNS, Kind, of_task
from rayvision_cli.web.polling import PolledTask, Poller

_LONGEST_TEXT = 120
_STOPPABLE = (TaskStatus.WAITING, TaskStatus.ANALYSE, TaskStatus.PRE_RENDERING, TaskStatus.RENDERING)


def news(poller: Poller, since: int, words: Words) -> dict[str, Any]:
    """Write what has changed since a look, and how the farm and the data are."""
    trouble = poller.trouble
    return {
        "from": since,
        "to": poller.number,
        "tasks": [row(seen, words) for seen in poller.tasks.values() if seen.number > since],
        "gone": [task_id for task_id, missed in poller.gone.items() if missed > since],
        "farm": {
            "known": poller.asked is not None,
            "age": round(poller.age, 1),
            "pause": round(poller.pause, 1),
            "since": f"{trouble.since.astimezone(words.say.zone):%H:%M:%S}" if trouble else "",
            "trouble": shown(_reason(trouble.error, words.say)) if trouble else "",
            "balance": "" if poller.account.balance is None else words.amount(poller.account.balance),
        },
    }


def _reason(error: Exception, say: Texts) -> str:
    return explained(error, say)[1] if isinstance(error, RayvisionError) else repr(error)


def row(seen: PolledTask, words: Words) -> dict[str, Any]:
    """Write a task."""
    task = seen.task
    status = of_task(task)
    failed = count(task.failed_frames)
    done, total = count(task.done_frames), count(task.total_frames)
    submitted = task.submit_date if was_submitted(task) else None
    owed = number(task.task_arrears) or 0.0
    # What went wrong by itself: anyone who stops a task knows that it stands still.
    went_wrong = failed > 0 or status.kind == Kind.FAILED or task.task_status == TaskStatus.ARREARAGE_STOP
    return {
        "id": task.id,
        "kind": status.kind,
        "sign": SIGNS[status.kind],
        "status": words.status(status, failed),
        "scene": shown_in_short(task.scene_name or "", _LONGEST_TEXT) or words.say("Task {id}", id=task.id),
        "labels": [shown_in_short(name, _LONGEST_TEXT) for name in task.labels if name],
        "software": words.software_name(task.cg_id),
        "day": f"{submitted.astimezone(words.say.zone):%Y-%m-%d}" if submitted else "",
        "submitted": moment(submitted, words.say.zone)[:-3] if submitted else "",
        "failed": failed,
        "frames": f"{done:,} / {total:,}" if total else "",
        "bar": bar_parts(_counts(task)),
        "left": "" if seen.seconds_left is None else words.lasting(round(seen.seconds_left)),
        "rate": "" if seen.rate is None else words.say("{rate}/min", rate=f"{seen.rate:.1f}"),
        "money": words.amount((number(spent_on([task])) or 0.0) + max(owed, 0.0)),
        "ended": has_ended(task),
        "attention": went_wrong and not seen.is_dismissed,
        "can": _possible(task, failed),
    }


def _counts(task: TaskInfo) -> dict[Kind, int]:
    counts = {
        Kind.FINISHED: count(task.done_frames),
        Kind.FAILED: count(task.failed_frames),
        Kind.STOPPED: count(task.abort_frames),
        Kind.RENDERING: count(task.executing_frames),
    }
    counts = {kind: max(some, 0) for kind, some in counts.items()}
    return counts | {Kind.WAITING: max(count(task.total_frames) - sum(counts.values()), 0)}


def _possible(task: TaskInfo, failed: int) -> list[str]:
    """Name what can be done with a task."""
    possible = {
        "restart": failed > 0,
        "stop": task.task_status in _STOPPABLE and was_submitted(task),
        "start": of_task(task).kind == Kind.STOPPED and task.task_status != TaskStatus.ABANDON,
        "full-speed": task.task_status in (TaskStatus.WAITING, TaskStatus.RENDERING) and was_submitted(task),
    }
    return [name for name, can_be_done in possible.items() if can_be_done]

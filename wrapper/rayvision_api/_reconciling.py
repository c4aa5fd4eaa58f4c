"""Finding out whether a task was created or submitted after all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen
from rayvision_client.models import TaskInfo

from rayvision_api.errors import OutcomeUnknownError


@frozen
class Reconciliation:
    """What became of a call whose outcome was unknown.

    Attributes:
        outcome: `done`: it was carried out. `not done`: it was not, and may be repeated. `unknown`: what the service
            shows fits both.
        tasks: For `createTask` the tasks that it may have made; for `submitTask` the task that was to be submitted.
    """

    outcome: Literal["done", "not done", "unknown"]
    tasks: list[TaskInfo]


def judged_creation(error: OutcomeUnknownError, tasks: Iterable[TaskInfo]) -> Reconciliation:
    """Judge a `createTask` by the account's newest tasks, newest first.

    Ids grow with time, so the tasks that it made have higher ids than any task that was submitted before it, carry its
    labels, and have not been submitted.
    """
    fitting: list[TaskInfo] = []
    for task in tasks:
        if task.submit_date is not None and task.submit_date < error.began:
            break
        if task.submit_date is None and all(label in (task.labels or "") for label in error.body.get("labels") or ()):
            fitting.append(task)
    if not fitting:
        return Reconciliation("not done", [])
    return Reconciliation("done" if len(fitting) == error.body["count"] else "unknown", fitting)


def judged_submission(tasks: list[TaskInfo]) -> Reconciliation:
    """Judge a `submitTask` by its task: one that has only been created has no time of submission."""
    if not tasks:
        return Reconciliation("unknown", [])
    return Reconciliation("done" if tasks[0].submit_date is not None else "not done", tasks)

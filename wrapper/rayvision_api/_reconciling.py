"""Finding out whether a task was created or submitted after all."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import timedelta
from typing import Literal

from attrs import frozen
from rayvision_client.models import TaskInfo

from rayvision_api._labels import label_names
from rayvision_api.errors import OutcomeUnknownError

# As far as this machine's clock may be from the service's without the service refusing its requests.
_TOLERANCE = timedelta(minutes=15)


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


def judged_creation(error: OutcomeUnknownError, newest: Iterable[TaskInfo], own: Container[int]) -> Reconciliation:
    """Judge a `createTask` by the account's newest tasks.

    What it made are tasks that have not been submitted, carry its labels, and are newer than any task submitted before
    it. Without labels, any unsubmitted task of the account looks the same, so they prove nothing.

    Args:
        error: What the call raised.
        newest: Tasks of the account, newest first.
        own: Ids that are known to come from other calls.
    """
    asked = set(error.body.get("labels") or ())
    fitting: list[TaskInfo] = []
    certain = bool(asked)
    for task in newest:
        if is_older(error, task):
            break
        if task.submit_date is not None or (known_ids([task.id]) and task.id in own):
            continue
        labels = label_names(task)
        if labels is None or asked <= set(labels):
            fitting.append(task)
            certain = certain and labels is not None
    if not fitting:
        return Reconciliation("not done", [])
    return Reconciliation("done" if certain and len(fitting) == error.body["count"] else "unknown", fitting)


def is_older(error: OutcomeUnknownError, task: TaskInfo) -> bool:
    """Say whether a task was submitted before the call began, as surely as two clocks can tell."""
    return task.submit_date is not None and task.submit_date < error.began - _TOLERANCE


def judged_submission(tasks: list[TaskInfo]) -> Reconciliation:
    """Judge a `submitTask` by its task: one that has only been created has no time of submission."""
    if not tasks:
        return Reconciliation("unknown", [])
    return Reconciliation("done" if tasks[0].submit_date is not None else "not done", tasks)


def known_ids(values: object) -> list[int]:
    """Pick the ids out of what the service sent as a list of them, which may be anything."""
    return [value for value in values if isinstance(value, int)] if isinstance(values, list) else []

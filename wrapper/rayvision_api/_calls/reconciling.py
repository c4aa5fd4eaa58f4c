"""Finding out whether a task was created or submitted after all."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable
from datetime import datetime, timedelta
from typing import Literal

from attrs import frozen
from rayvision_client.models import TaskInfo
from rayvision_client.types import read_texts

from rayvision_api._calls.created_tasks import known_ids
from rayvision_api._calls.submitted import was_submitted

# The service refuses a request whose timestamp is further from its clock. By how much is documented nowhere; this is
# what the sandbox allows. This machine's clock may be as far off without a refusal.
_TOLERANCE = timedelta(minutes=15)

# No call goes on for longer, whatever its retry policy says.
_LONGEST_CALL = 86_400.0


@frozen
class Reconciliation:
    """What became of a call whose outcome was unknown.

    Attributes:
        outcome: `done`: it was carried out. `pending`: it has not been carried out so far, but its request may be on
            its way. `not done`: it was not carried out, and will not be. `unknown`: what the service shows fits both.
        tasks: For `createTask` the tasks that it may have made; for `submitTask` the task that was to be submitted.
        certain_from: From when on what has not been done will not be done: the service refuses a request that old.
    """

    outcome: Literal["done", "pending", "not done", "unknown"]
    tasks: list[TaskInfo]
    certain_from: datetime


class ArrivalWindow:
    """The time within which a request may still arrive.

    Args:
        began: When its call began, by the service's clock.
        total_time: After how many seconds the call made no further attempt.
        now: What time it is, by the service's clock.
    """

    def __init__(self, began: datetime, total_time: float, now: datetime) -> None:
        self._began = began
        self._now = now
        self.ends = began + timedelta(seconds=min(total_time, _LONGEST_CALL)) + 2 * _TOLERANCE

    def is_older(self, task: TaskInfo) -> bool:
        """Return whether a task was certainly submitted before the call began, as far as two clocks can be compared."""
        submitted = task.submit_date if was_submitted(task) else None
        return submitted is not None and submitted < self._began - _TOLERANCE

    def creation(
        self, count: int, labels: Collection[str], newest: Iterable[TaskInfo], own: Container[int]
    ) -> Reconciliation:
        """Judge a `createTask` by the account's newest tasks.

        What it made are tasks that have not been submitted, carry its labels, and are newer than any task submitted
        before it. Without labels, any unsubmitted task of the account looks the same, so they prove nothing.

        Args:
            count: How many tasks were asked for.
            labels: With which labels.
            newest: Tasks of the account that were not submitted before the call.
            own: Ids that are known to come from other calls.
        """
        fitting: list[TaskInfo] = []
        certain = bool(labels)
        for task in newest:
            if was_submitted(task) or (known_ids([task.id]) and task.id in own):
                continue
            names = read_texts(task.get("labels"))
            if names is None or set(labels) <= set(names):
                fitting.append(task)
                certain = certain and names is not None
        if not fitting:
            return self._absence([])
        return Reconciliation("done" if certain and len(fitting) == count else "unknown", fitting, self.ends)

    def submission(self, tasks: list[TaskInfo]) -> Reconciliation:
        """Judge a `submitTask` by its task: one that has only been created has no time of submission."""
        if not tasks:
            return Reconciliation("unknown", [], self.ends)
        return Reconciliation("done", tasks, self.ends) if was_submitted(tasks[0]) else self._absence(tasks)

    def _absence(self, tasks: list[TaskInfo]) -> Reconciliation:
        return Reconciliation("pending" if self._now < self.ends else "not done", tasks, self.ends)

"""Waiting for tasks: what is known of them, whether it is over, how long to pause before asking again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal

from rayvision_client.models import ReplyCode, TaskInfo, TaskPage
from rayvision_client.operations import Operation

from rayvision_api._arguments import seconds
from rayvision_api._calls.created_tasks import CreatedTasks, known_ids
from rayvision_api._calls.sub_tasks import has_ended, whole_task
from rayvision_api.errors import (
    RayvisionTaskMissingError,
    RayvisionWaitStoppedError,
    RayvisionWaitTimeoutError,
    demand_success,
)

Until = Literal["finished", "succeeded"]
Poll = float | tuple[float, float]

_GROWTH = 1.5

# Of tasks that a look finds ended, those that do not say when come last.
_UNKNOWN_END = datetime.max.replace(tzinfo=UTC)


class Watch:
    """The tasks that are waited for; what is not explained here is as for `task.wait`.

    Args:
        operation: The operation that asks how the tasks stand.
        created: What the client has created: such a task may take a moment to appear.

    Attributes:
        has_looked: Whether it is known how any of them stands.
    """

    def __init__(
        self,
        operation: Operation[TaskPage],
        task_ids: list[int],
        created: CreatedTasks,
        until: Until,
        timeout: float | None,
        poll: Poll,
        on_progress: Callable[[TaskInfo], object] | None,
    ) -> None:
        if until not in ("finished", "succeeded"):
            raise ValueError(f"until is {until!r}; it has to be 'finished' or 'succeeded'")
        if timeout is not None and not seconds("timeout", timeout) >= 0:
            raise ValueError(f"timeout is {timeout!r}; it has to be at least 0 seconds, or None")
        pauses: tuple[float, ...] = poll if isinstance(poll, tuple) else (poll, poll)
        if len(pauses) != 2:
            raise ValueError(f"poll is {poll!r}; give seconds above 0, or the shortest and the longest pause")
        self._shortest, self._longest = pauses
        if not 0 < seconds("poll", self._shortest) <= seconds("poll", self._longest):
            raise ValueError(f"poll is {poll!r}; give seconds above 0, or the shortest and the longest pause")
        self._operation = operation
        self._task_ids = list(dict.fromkeys(task_ids))
        self._created = created
        self._until = until
        self._ends = None if timeout is None else time.monotonic() + timeout
        self._pause = self._shortest
        self._moved = False
        self._on_progress = on_progress
        self._tasks: dict[int, TaskInfo] = {}
        self._given: set[int] = set()
        self._reopened: set[int] = set()
        self.has_looked = False

    @property
    def open_ids(self) -> list[int]:
        """The tasks that are not known to have ended."""
        return [task_id for task_id in self._task_ids if not self._has_ended(task_id)]

    def _has_ended(self, task_id: int) -> bool:
        task = self._tasks.get(task_id)
        return task is not None and has_ended(task) and task_id not in self._reopened

    def reopen(self, task_id: int) -> None:
        """Wait for a task again that has ended: it may go on."""
        self._reopened.add(task_id)
        self._given.discard(task_id)

    def look(self, asked: Sequence[int], tasks: Iterable[TaskInfo]) -> None:
        """Take the service's reply about tasks.

        Raises:
            RayvisionTaskMissingError: It does not have one of them.
        """
        self.has_looked = True
        self._reopened.difference_update(asked)
        seen = {task.id: whole_task(task) for task in tasks if known_ids([task.id]) and task.id in asked}
        moved = [seen[task_id] for task_id in asked if task_id in seen and self._tasks.get(task_id) != seen[task_id]]
        self._tasks |= seen
        self._moved = self._moved or bool(moved)
        if self._on_progress is not None:
            for task in moved:
                self._on_progress(task)
        missing = [task_id for task_id in asked if task_id not in seen and not self._may_appear(task_id)]
        if missing:
            reason = f"there is no task {', '.join(map(str, missing))}"
            error = RayvisionTaskMissingError(ReplyCode.RESOURCE_NOT_FOUND, reason, "", self._operation.id)
            error.missing, error.tasks = missing, self.tasks
            raise error

    def _may_appear(self, task_id: int) -> bool:
        return task_id not in self._tasks and self._created.is_new(task_id)

    def ended(self) -> list[TaskInfo]:
        """Return the tasks that have ended since this was last asked, the first to end first."""
        waiting = {*self.open_ids, *self._given}
        ended = [task for task in self.tasks if task.id not in waiting]
        self._given.update(task.id for task in ended)
        return sorted(ended, key=lambda task: task.completed_date or _UNKNOWN_END)

    @property
    def seconds_left(self) -> float | None:
        """How long there is still to wait; `None` is for ever."""
        return None if self._ends is None else max(0.0, self._ends - time.monotonic())

    def pause(self) -> float:
        """Return how many seconds to wait before the next look.

        Raises:
            RayvisionWaitTimeoutError: The time for waiting is up.
        """
        self._pause = self._shortest if self._moved else min(self._pause * _GROWTH, self._longest)
        self._moved = False
        left = self.seconds_left
        if left is None:
            return self._pause
        if left == 0:
            raise self.timed_out()
        return min(self._pause, left)

    def timed_out(self) -> RayvisionWaitTimeoutError:
        """Return the error of a wait whose time is up."""
        return RayvisionWaitTimeoutError("the time for waiting is up", self.tasks)

    def stopped(self) -> RayvisionWaitStoppedError:
        """Return the error of a wait that was stopped."""
        return RayvisionWaitStoppedError("waiting was stopped", self.tasks)

    @property
    def tasks(self) -> list[TaskInfo]:
        """Each task as it was last seen, in the order of the ids."""
        return [self._tasks[task_id] for task_id in self._task_ids if task_id in self._tasks]

    def result(self) -> list[TaskInfo]:
        """Return the tasks, all of which have ended.

        Raises:
            RayvisionTaskFailedError: Success was asked for, and not all of them had it.
        """
        if self._until == "succeeded":
            demand_success(self.tasks)
        return self.tasks

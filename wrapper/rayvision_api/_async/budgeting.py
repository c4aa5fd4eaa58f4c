"""Keeping tasks within a budget."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from rayvision_client import models

from rayvision_api._calls.supervising import Budget, EventKind, OnEvent, SupervisionEvent
from rayvision_api._transport.retries import is_outage
from rayvision_api.errors import RayvisionAPIError, RayvisionRateLimitError


class AsyncBudgetKeeper:
    """Warns when a budget is nearly spent, and stops the tasks that would exceed it, once.

    Args:
        stop_tasks: Stops tasks, as `task.stop_task` does.
        budget: How much the tasks may cost together.
        on_event: Called with each warning, and when tasks were stopped.
    """

    def __init__(self, stop_tasks: Callable[[list[int]], Awaitable[None]], budget: Budget, on_event: OnEvent) -> None:
        self._stop_tasks = stop_tasks
        self._budget = budget
        self._on_event = on_event
        self._stopped: list[int] = []
        self._has_warned = False

    async def enforce(self, tasks: Sequence[models.TaskInfo], open_ids: Sequence[int]) -> None:
        """Look at what the tasks have cost, and act on it."""
        if not self._has_warned and self._budget.is_near(tasks):
            self._has_warned = True
            self._tell("budget_near", [task.id for task in tasks], tasks)
        if self._budget.is_spent or not (self._stopped or self._budget.is_exceeded(tasks, open_ids)):
            return
        outage: RayvisionAPIError | None = None
        for task_id in open_ids:
            if task_id not in self._stopped:
                try:
                    await self._stop_tasks([task_id])
                except RayvisionRateLimitError:
                    raise
                except RayvisionAPIError as error:
                    # Refused: it has ended by itself, or the account may not stop it, and the next look will
                    # show it. Where the service failed over one task, it may still stop the others.
                    outage = error if is_outage(error) else outage
                    continue
                self._stopped.append(task_id)
        if outage is not None:
            raise outage
        self._budget.is_spent = True
        self._tell("budget_stopped", self._stopped, tasks)

    def _tell(self, kind: EventKind, task_ids: Sequence[int], tasks: Sequence[models.TaskInfo]) -> None:
        self._on_event(SupervisionEvent(kind, tuple(task_ids), detail=self._budget.said(tasks)))

# Generated from wrapper/rayvision_api/_async/supervising.py by `python -m generator build`. Do not edit.
"""Supervising tasks: the loop that looks, restarts what failed, and enforces the budget."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import inf

from rayvision_api._calls.money import spent_on
from rayvision_api._calls.supervising import (
    FAILED,
    Budget,
    EventKind,
    GiveUpReason,
    OnEvent,
    Restarts,
    Supervision,
    SupervisionEvent,
)
from rayvision_api._sync.budgeting import BudgetKeeper
from rayvision_api._sync.caller import Caller
from rayvision_api._sync.query import Query
from rayvision_api._sync.waiting import TaskPoller
from rayvision_api._transport.retries import is_outage
from rayvision_api.errors import OutcomeUnknownError, RayvisionAPIError, RayvisionError
from rayvision_client import models


class Supervisor:
    """Supervises the tasks that a poller looks at."""

    def __init__(
        self,
        caller: Caller,
        stop_tasks: Callable[[list[int]], None],
        poller: TaskPoller,
        restarts: Restarts,
        budget: Budget,
        on_event: OnEvent | None,
    ) -> None:
        self._caller = caller
        self._poller = poller
        self._watch = poller.watch
        self._restarts = restarts
        self._budget = budget
        self._on_event = on_event
        self._keeper = BudgetKeeper(stop_tasks, budget, self._take)
        self._events: list[SupervisionEvent] = []
        # Tasks that ended with failures, and when to restart those; `None` where nobody has looked at them yet.
        self._due: dict[int, float | None] = {}
        self._is_away = False

    def run(self) -> Supervision:
        """Supervise the tasks to their end."""
        watch = self._watch
        while True:
            try:
                self._round()
            except RayvisionError as error:
                # A night without anyone has to outlast an outage.
                if not (watch.has_looked and is_outage(error)):
                    raise
                if not self._is_away:
                    self._tell("unreachable", detail=str(error))
                self._is_away = True
            else:
                if self._is_away:
                    self._tell("reachable")
                self._is_away = False
                if not watch.open_ids and not self._due:
                    return Supervision(watch.tasks, self._events, spent_on(watch.tasks))
            # While the service is away, what is due cannot be done: the pause grows as in any wait.
            self._poller.sleep(watch.pause() if self._is_away else min(watch.pause(), self._next_due()))

    def _round(self) -> None:
        self._poller.look()
        self._keeper.enforce(self._watch.tasks, self._watch.open_ids)
        for task in self._watch.ended():
            if self._restarts.may_help(task):
                if self._restarts.is_broken(task):
                    self._tell("given_up", [task.id], reason=GiveUpReason.BROKEN)
                else:
                    self._due[task.id] = None
        for task_id, due in list(self._due.items()):
            if due is None:
                self._plan(task_id)
            elif due <= time.monotonic():
                self._restart(task_id)

    def _next_due(self) -> float:
        """Return in how many seconds there is something to restart."""
        return max(0.0, min((due or inf for due in self._due.values()), default=inf) - time.monotonic())

    def _plan(self, task_id: int) -> None:
        """Decide whether to restart frames of an ended task, and when."""
        if self._frames_to_restart(task_id):
            self._due[task_id] = time.monotonic() + self._restarts.pause(task_id)
        else:
            del self._due[task_id]

    def _restart(self, task_id: int) -> None:
        """Restart what still has failed; somebody may have been at it meanwhile."""
        frames = self._frames_to_restart(task_id)
        if frames:
            try:
                self._query.restart_frame(task_id, 0, [frame.id for frame in frames])
            except OutcomeUnknownError:
                # It may have been done, so it counts; what has not been rendered then is restarted once more.
                pass
            except RayvisionAPIError as error:
                if is_outage(error):
                    raise
                self._give_up(task_id, frames, GiveUpReason.REFUSED, str(error))
                frames = []
        if frames:
            self._restarts.made(task_id, frames)
            self._tell("restarted", [task_id], frames)
        del self._due[task_id]
        self._watch.reopen(task_id)

    def _frames_to_restart(self, task_id: int) -> list[models.FrameInfo]:
        """Find the failed frames of a task to render again."""
        failed = [frame for frame in self._query.iter_frames(task_id, status=FAILED)]
        again, given_up = self._restarts.judge(failed)
        for reason, frames in given_up.items():
            self._tell("given_up", [task_id], frames, reason)
        if again and not self._budget.allows(self._watch.tasks, task_id, len(again)):
            self._give_up(task_id, again, GiveUpReason.BUDGET)
            return []
        return list(again)

    def _give_up(self, task_id: int, frames: list[models.FrameInfo], reason: GiveUpReason, detail: str = "") -> None:
        self._restarts.give_up(frames)
        self._tell("given_up", [task_id], frames, reason, detail)

    @property
    def _query(self) -> Query:
        return Query(self._caller.within(self._watch.seconds_left))

    def _tell(
        self,
        kind: EventKind,
        task_ids: list[int] | None = None,
        frames: list[models.FrameInfo] | None = None,
        reason: GiveUpReason | None = None,
        detail: str = "",
    ) -> None:
        names = tuple(str(frame.frame_index) for frame in frames or ())
        self._take(SupervisionEvent(kind, tuple(task_ids or ()), names, reason, detail))

    def _take(self, event: SupervisionEvent) -> None:
        self._events.append(event)
        if self._on_event is not None:
            self._on_event(event)

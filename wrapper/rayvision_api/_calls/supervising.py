"""Supervising tasks: which failed frames are rendered again, and how much all may cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, NamedTuple

from rayvision_client.models import FrameInfo, FrameStatus, TaskInfo, TaskStatus

from rayvision_api._arguments import integer, seconds
from rayvision_api._calls.money import exact, spent_on
from rayvision_api._calls.sub_tasks import count, parts_of
from rayvision_api._transport.retries import growing

FAILED = (FrameStatus.FAILED, FrameStatus.TIMED_OUT)
"""Statuses of frames that may be worth another rendering."""

# A task that somebody stopped, or that stopped for want of money or time, is left as it is.
_WITH_FAILURES = {TaskStatus.FINISHED_HAS_FAILED, TaskStatus.FINISHED_HAS_STOPPED, TaskStatus.FAILED}

_LONGEST_PAUSE = 600.0
# Renderings that failed after times no further apart than this have failed alike.
_ALIKE = 0.1
# Of so many frames, more than half have to fail before the scene itself is taken for broken.
_FEW = 10

EventKind = Literal["restarted", "given_up", "unreachable", "reachable", "budget_near", "budget_stopped"]


class GiveUpReason(StrEnum):
    """Why failed frames are not rendered again."""

    ALIKE = "they failed twice in the same way"
    TRIED = "they failed after every restart"
    BROKEN = "more than half of the frames failed, so the scene seems to be broken"
    BUDGET = "rendering them again would exceed the budget"
    REFUSED = "the service refused to render them again"


OnEvent = Callable[["SupervisionEvent"], object]


class SupervisionEvent(NamedTuple):
    """Something that the supervision of tasks did or noticed.

    Attributes:
        kind: `restarted` or `given_up`, of frames; `unreachable` or `reachable`, of the service; `budget_near` or
            `budget_stopped`, of the budget.
        task_ids: The tasks that it is about.
        frames: Names of the frames that it is about.
        reason: Why frames were given up.
        detail: What the service or the network said; of the budget, how much of it is spent.
    """

    kind: EventKind
    task_ids: tuple[int, ...] = ()
    frames: tuple[str, ...] = ()
    reason: GiveUpReason | None = None
    detail: str = ""


class Supervision(NamedTuple):
    """What became of tasks that were supervised.

    Attributes:
        tasks: The tasks as they ended, in the order of the ids.
        events: What was done for them, in its order.
        spent: What they have cost, in the account's currency.
    """

    tasks: list[TaskInfo]
    events: list[SupervisionEvent]
    spent: Decimal

    @property
    def restarts(self) -> int:
        """How many renderings were started again."""
        return sum(len(event.frames) for event in self.events if event.kind == "restarted")

    @property
    def given_up(self) -> list[SupervisionEvent]:
        """The frames that were given up, and why."""
        return [event for event in self.events if event.kind == "given_up"]

    @property
    def stopped(self) -> list[int]:
        """Ids of the tasks that were stopped because of the budget."""
        return [task_id for event in self.events if event.kind == "budget_stopped" for task_id in event.task_ids]


class _Failure(NamedTuple):
    """How a rendering failed."""

    status: object
    took: float
    rendering: tuple[object, ...]

    @classmethod
    def of(cls, frame: FrameInfo) -> _Failure:
        took: object = frame.frame_execute_time
        rendering = tuple(frame.get(name) for name in ("recommitFlag", "startTime", "endTime"))
        return cls(frame.frame_status, took if isinstance(took, int | float) else 0.0, rendering)

    def is_like(self, other: _Failure) -> bool:
        return self.status == other.status and abs(self.took - other.took) <= _ALIKE * max(self.took, other.took)


class Restarts:
    """Which failed frames are rendered again.

    Args:
        most: How often a frame is, at most.
        pause: Seconds before that, the first time.
    """

    def __init__(self, most: int, pause: float) -> None:
        self._most = integer("until_ok", most, least=0)
        if not seconds("pause", pause) >= 0:
            raise ValueError(f"pause is {pause!r}; it has to be at least 0 seconds")
        self._pause = pause
        self._rounds: dict[int, int] = {}
        self._failures: dict[int, list[_Failure]] = {}
        self._counts: dict[int, int] = {}
        self._given_up: set[int] = set()

    def may_help(self, task: TaskInfo) -> bool:
        """Whether there may be frames in a task that has ended to render again."""
        parts = [task, *(task.resp_rendering_task_list or ())]
        has_failed = self._most > 0 and count(task.failed_frames) > 0
        return has_failed and any(part.task_status in _WITH_FAILURES for part in parts)

    def is_broken(self, task: TaskInfo) -> bool:
        """Whether so much of a task has failed at first that its scene has to be broken."""
        failed, done = count(task.failed_frames), count(task.done_frames)
        return task.id not in self._rounds and failed + done >= _FEW and failed > done

    def pause(self, task_id: int) -> float:
        """Return how many seconds to wait before the next restart of frames of a task."""
        longest = max(_LONGEST_PAUSE, self._pause)
        return growing(self._pause, self._rounds.get(task_id, 0), longest, 0.8)

    def judge(self, frames: Iterable[FrameInfo]) -> tuple[list[FrameInfo], dict[GiveUpReason, list[FrameInfo]]]:
        """Return which failed frames to render again, and which ones to give up now, by the reason."""
        again: list[FrameInfo] = []
        given_up: dict[GiveUpReason, list[FrameInfo]] = {}
        for frame in frames:
            if frame.id in self._given_up:
                continue
            failures = self._failures.setdefault(frame.id, [])
            latest = _Failure.of(frame)
            # One that has not been rendered since has not failed again: a restart takes a moment, or was lost.
            if not failures or failures[-1].rendering != latest.rendering:
                failures.append(latest)
            if len(failures) > 1 and failures[-1].is_like(failures[-2]):
                given_up.setdefault(GiveUpReason.ALIKE, []).append(frame)
            elif self._counts.get(frame.id, 0) >= self._most:
                given_up.setdefault(GiveUpReason.TRIED, []).append(frame)
            else:
                again.append(frame)
        self.give_up(frame for group in given_up.values() for frame in group)
        return again, given_up

    def give_up(self, frames: Iterable[FrameInfo]) -> None:
        """Do not render frames again."""
        self._given_up.update(frame.id for frame in frames)

    def made(self, task_id: int, frames: Iterable[FrameInfo]) -> None:
        """Note that frames of a task were started again."""
        self._rounds[task_id] = self._rounds.get(task_id, 0) + 1
        for frame in frames:
            self._counts[frame.id] = self._counts.get(frame.id, 0) + 1


class Budget:
    """How much tasks may cost together.

    Args:
        limit: The most, in the account's currency; `None` for any amount.
        warn_at: At which share of it to warn.

    Attributes:
        is_spent: Whether the tasks were stopped because of it, which happens once.
    """

    def __init__(self, limit: object, warn_at: float = 0.8) -> None:
        self._limit = _amount("budget", limit) if limit is not None else None
        self._warn_at = _amount("warn_at", warn_at)
        if not 0 < self._warn_at <= 1:
            raise ValueError(f"warn_at is {warn_at!r}; it has to be a share above 0, and 1 at most")
        self.is_spent = False

    def is_near(self, tasks: Sequence[TaskInfo]) -> bool:
        """Whether the share is reached of which to warn."""
        return self._limit is not None and spent_on(tasks) >= self._limit * self._warn_at

    def is_exceeded(self, tasks: Sequence[TaskInfo], open_ids: Iterable[int]) -> bool:
        """Whether the open tasks would go beyond it with the frames that are being rendered."""
        if self._limit is None or self.is_spent:
            return False
        still = set(open_ids)
        running = [part for task in tasks if task.id in still for part in parts_of(task)]
        coming = sum((_price(part) * count(part.executing_frames) for part in running), Decimal(0))
        spent = spent_on(tasks)
        return bool(still) and (spent >= self._limit or spent + coming > self._limit)

    def allows(self, tasks: Sequence[TaskInfo], task_id: int, frames: int) -> bool:
        """Whether further frames of a task, at what its frames have cost, stay within it."""
        price = next((_price(task) for task in tasks if task.id == task_id), Decimal(0))
        return self._limit is None or (not self.is_spent and spent_on(tasks) + price * frames <= self._limit)

    def said(self, tasks: Sequence[TaskInfo]) -> str:
        """Write how much of it is spent."""
        return f"{spent_on(tasks):.2f} / {self._limit:.2f}"


def _price(task: TaskInfo) -> Decimal:
    """Return what a finished frame of a task has cost; 0 where none is finished."""
    return spent_on([task]) / (sum(count(part.done_frames) for part in parts_of(task)) or 1)


def _amount(name: str, value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise TypeError(f"{name} is {value!r}; it has to be a number")
    amount = exact(value)
    if amount is None:
        raise ValueError(f"{name} is {value!r}; it has to be a finite number")
    if amount <= 0:
        raise ValueError(f"{name} is {value!r}; it has to be above 0")
    return amount

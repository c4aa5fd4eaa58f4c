"""What the farm said last of all tasks, asked for once, however many look at it."""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import suppress
from datetime import UTC, datetime

from attrs import define, evolve, frozen
from rayvision_api import AsyncRayvisionAPI, RayvisionError, TaskStatus, currency_of, whole_task
from rayvision_client.models import TaskInfo

from rayvision_cli.text.numbers import balance_of, count
from rayvision_cli.text.statuses import Kind, of_task
from rayvision_cli.watching.pace import Pace
from rayvision_cli.web.budget import BudgetWatch

# Seconds between two looks: while something changes, while nothing does, and while nobody looks at the page.
_QUICK, _SLOW, _UNWATCHED = 3.0, 30.0, 60.0
_LONGEST_BREAK = 120.0
# At most this share of the time is spent on asking: an account with very many tasks is asked less often.
_SHARE = 5
_ACCOUNT_EVERY = 60.0
_ANSWER_SECONDS = 30.0


@frozen
class PolledTask:
    """A task as it was seen last.

    Attributes:
        number: Of the look that found it changed last.
        seconds_left: How long the rest will take.
        rate: Frames a minute.
        is_dismissed: Whether its failures have been looked at.
    """

    task: TaskInfo
    number: int
    seconds_left: float | None = None
    rate: float | None = None
    is_dismissed: bool = False


@frozen
class Trouble:
    """Why the farm cannot be asked, and since when."""

    error: Exception
    since: datetime


@define
class Account:
    """What is known of the account."""

    currency: str = ""
    balance: float | None = None
    asked: float | None = None


class Poller:
    """Asks the farm again and again: often while things change and somebody looks, seldom otherwise.

    Args:
        api: The client of the account.
        budget_watch: Checks a budget at each look; with it, the farm is asked as often when no page is open.

    Attributes:
        number: Number of the last look that found a change; it only grows.
        tasks: All tasks, by id.
        gone: Tasks that are gone, and the number of the look that missed them.
        asked: When the farm answered last, on the clock of `time.monotonic`; `None` before it first did.
        pause: Seconds from the last look to the next.
        trouble: Why the farm did not answer when it was last asked.
    """

    def __init__(self, api: AsyncRayvisionAPI, budget_watch: BudgetWatch | None = None) -> None:
        # What is asked again anyway needs no retries: the page shall say at once that the farm is away.
        self._api = api.with_options(timeout=_ANSWER_SECONDS, retries=None)
        self._budget_watch = budget_watch
        self._paces: dict[int, Pace] = {}
        self._dismissed: dict[int, tuple[TaskStatus | None, int]] = {}
        self._news = asyncio.Event()
        self._wanted = asyncio.Event()
        self._viewers = 0
        self._misses = 0
        self._asking: asyncio.Task[None] | None = None
        self.number = 0
        self.tasks: dict[int, PolledTask] = {}
        self.gone: dict[int, int] = {}
        self.account = Account()
        self.asked: float | None = None
        self.pause = _QUICK
        self.trouble: Trouble | None = None

    def start(self) -> None:
        """Begin to ask, if that has not begun."""
        if self._asking is None:
            self._asking = asyncio.get_running_loop().create_task(self._ask(), name="rayvision web: watch")

    async def close(self) -> None:
        """Stop asking."""
        if self._asking is not None:
            self._asking.cancel()
            with suppress(asyncio.CancelledError):
                await self._asking

    def look_soon(self) -> None:
        """Ask at once: something has been done, or somebody has come to look."""
        self._wanted.set()

    def enter(self) -> None:
        """Count somebody who looks."""
        self._viewers += 1
        self.start()
        # Before the first answer somebody is being asked already, unless that went wrong.
        if self.trouble or self.age > _QUICK:
            self.look_soon()

    def leave(self) -> None:
        """Count a viewer who has left."""
        self._viewers -= 1

    @property
    def age(self) -> float:
        """How many seconds old the data are."""
        return 0.0 if self.asked is None else time.monotonic() - self.asked

    async def news(self, patience: float) -> None:
        """Wait until the farm has been asked again, or for so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._news.wait()

    def dismiss(self, task_ids: list[int]) -> None:
        """Take the failures of tasks as seen; new ones of the same task count again."""
        self.number += 1
        for task_id in task_ids:
            if seen := self.tasks.get(task_id):
                self._dismissed[task_id] = _failures(seen.task)
                self.tasks[task_id] = evolve(seen, number=self.number, is_dismissed=True)
        self._tell()

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def _ask(self) -> None:
        while True:
            began = time.monotonic()
            try:
                changed = await self._look()
            # A reply like no other may raise anything; the page shall say so, and not stand still without a word.
            except Exception as error:  # noqa: BLE001  # it is shown
                self._misses += 1
                since = self.trouble.since if self.trouble else datetime.now(UTC)
                self.trouble = Trouble(error, since)
                # Many pages shall not come back to a farm at the same moment.
                self.pause = min(_QUICK * 2 ** min(self._misses, 10), _LONGEST_BREAK) * random.uniform(0.5, 1)  # noqa: S311  # chance, not secrecy
            else:
                self._misses, self.trouble, self.asked = 0, None, time.monotonic()
                grown = _QUICK if changed else min(self.pause * 1.5, _SLOW)
                self.pause = max(grown, _SHARE * (self.asked - began))
            self._tell()
            await self._rest()

    async def _rest(self) -> None:
        await self._wait(self.pause)
        # Anyone who has come meanwhile is not kept waiting for a minute.
        if not self._wanted.is_set() and not self._viewers and not self._budget_watch:
            await self._wait(_UNWATCHED - self.pause)
        self._wanted.clear()

    async def _wait(self, seconds: float) -> None:
        # Not `wait_for`: in Python 3.11 it loses a cancellation that comes together with what it waits for
        # (https://github.com/python/cpython/issues/86296).
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wanted.wait()

    async def _look(self) -> bool:
        """Ask for all tasks; tell whether anything has changed."""
        found = {task.id: whole_task(task) async for task in self._api.query.iter_tasks()}
        await self._ask_account()
        number = self.number + 1
        changed = False
        for task_id, task in found.items():
            before = self.tasks.get(task_id)
            pace = self._paces.setdefault(task_id, Pace())
            pace.take(task)
            if before is None or before.task != task:
                dismissed = self._dismissed.get(task_id) == _failures(task)
                is_rendering = of_task(task).kind == Kind.RENDERING
                left, rate = (pace.left, pace.rate) if is_rendering else (None, None)
                self.tasks[task_id] = PolledTask(task, number, left, rate, dismissed)
                self.gone.pop(task_id, None)
                changed = True
        for task_id in self.tasks.keys() - found.keys():
            del self.tasks[task_id]
            self._paces.pop(task_id, None)
            self.gone[task_id] = number
            changed = True
        if changed:
            self.number = number
        if self._budget_watch is not None:
            await self._budget_watch.enforce(found.values())
        return changed

    async def _ask_account(self) -> None:
        if self.account.asked is not None and time.monotonic() - self.account.asked < _ACCOUNT_EVERY:
            return
        # Tasks can be looked at without it.
        with suppress(RayvisionError):
            profile = await self._api.user.query_user_profile()
            self.account = Account(currency_of(profile), balance_of(profile), time.monotonic())


def _failures(task: TaskInfo) -> tuple[TaskStatus | None, int]:
    """Return what distinguishes failures that have been looked at from later ones."""
    return task.task_status, count(task.failed_frames)

"""Enforcing a budget while the page is served."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress

from rayvision_api import AsyncBudgetKeeper, AsyncRayvisionAPI, Budget, SupervisionEvent, has_ended, was_submitted
from rayvision_client.models import TaskInfo

from rayvision_cli.text.languages import Texts
from rayvision_cli.watching.events import event_text


class BudgetWatch:
    """Keeps the tasks that were seen before they ended within a budget.

    Args:
        api: The client of the account.
        budget: How much they may cost.
        say: The language of the warnings.
        tell: Called with each warning, and with what was stopped.

    Attributes:
        said: The last message.
    """

    def __init__(self, api: AsyncRayvisionAPI, budget: Budget, say: Texts, tell: Callable[[str], object]) -> None:
        self._keeper = AsyncBudgetKeeper(api.task.stop_task, budget, self._take)
        self._say = say
        self._tell = tell
        # Those that are deleted meanwhile have cost what they have.
        self._tasks: dict[int, TaskInfo] = {}
        self.said = ""

    async def enforce(self, found: Iterable[TaskInfo]) -> None:
        """Compare what the tasks have cost with the budget."""
        open_ids = []
        for task in found:
            is_open = was_submitted(task) and not has_ended(task)
            if is_open:
                open_ids.append(task.id)
            if is_open or task.id in self._tasks:
                self._tasks[task.id] = task
        await self._keeper.enforce(list(self._tasks.values()), open_ids)

    def _take(self, event: SupervisionEvent) -> None:
        self.said = event_text(event, self._say)
        # The reader of the output may be gone; the budget is enforced all the same.
        with suppress(OSError):
            self._tell(self.said)

"""Looking at tasks until they have ended."""

from __future__ import annotations

from collections.abc import Sequence

from rayvision_client import models, operations

from rayvision_api._async.caller import AsyncCaller
from rayvision_api._async.iteration import ask_in_portions
from rayvision_api._calls.waiting import Watch
from rayvision_api._transport.concurrency import AsyncStopEvent, async_pause
from rayvision_api._transport.retries import is_outage
from rayvision_api.errors import RayvisionError, RayvisionNotFoundError


class AsyncTaskPoller:
    """Looks at the tasks of a watch.

    Attributes:
        watch: The tasks.

    Args:
        caller: Where to ask.
        stop: An event that ends the waiting when it is set.
    """

    def __init__(self, caller: AsyncCaller, watch: Watch, stop: AsyncStopEvent | None) -> None:
        self._caller = caller
        self.watch = watch
        self._stop = stop

    async def look(self) -> None:
        """Ask how the tasks that have not ended stand, hundreds at a time."""
        most = self._caller.pools.most_at_once
        await ask_in_portions(self.watch.open_ids, most, self._answered, self.watch.look)

    async def _answered(self, ids: Sequence[int]) -> list[models.TaskInfo]:
        try:
            return await self._existing(list(ids))
        except RayvisionError as error:
            if self.watch.seconds_left == 0 and is_outage(error):
                raise self.watch.timed_out() from error
            raise

    async def _existing(self, ids: list[int]) -> list[models.TaskInfo]:
        """Get the tasks that exist. For one that does not, the service refuses them all: then ask for each half."""
        caller = self._caller.within(self.watch.seconds_left)
        try:
            page = await caller.call(operations.QUERY_TASK_INFO, models.TaskIdsRequest(task_ids=ids), self.sleep)
        except RayvisionNotFoundError:
            if len(ids) == 1:
                return []
            middle = len(ids) // 2
            return [*await self._existing(ids[:middle]), *await self._existing(ids[middle:])]
        return page.items

    async def sleep(self, seconds: float) -> None:
        """Pause.

        Raises:
            RayvisionWaitStoppedError: The stop event was set.
        """
        if await async_pause(seconds, self._stop):
            raise self.watch.stopped()

# Generated from wrapper/rayvision_api/_async/waiting.py by `python -m generator build`. Do not edit.
"""Looking at tasks until they have ended."""

from __future__ import annotations

from collections.abc import Sequence

from rayvision_api._calls.waiting import Watch
from rayvision_api._sync.caller import Caller
from rayvision_api._sync.iteration import ask_in_portions
from rayvision_api._transport.concurrency import StopEvent, pause
from rayvision_api._transport.retries import is_outage
from rayvision_api.errors import RayvisionError, RayvisionNotFoundError
from rayvision_client import models, operations


class TaskPoller:
    """Looks at the tasks of a watch.

    Attributes:
        watch: The tasks.

    Args:
        caller: Where to ask.
        stop: An event that ends the waiting when it is set.
    """

    def __init__(self, caller: Caller, watch: Watch, stop: StopEvent | None) -> None:
        self._caller = caller
        self.watch = watch
        self._stop = stop

    def look(self) -> None:
        """Ask how the tasks that have not ended stand, hundreds at a time."""
        most = self._caller.pools.most_at_once
        ask_in_portions(self.watch.open_ids, most, self._answered, self.watch.look)

    def _answered(self, ids: Sequence[int]) -> list[models.TaskInfo]:
        try:
            return self._existing(list(ids))
        except RayvisionError as error:
            if self.watch.seconds_left == 0 and is_outage(error):
                raise self.watch.timed_out() from error
            raise

    def _existing(self, ids: list[int]) -> list[models.TaskInfo]:
        """Get the tasks that exist. For one that does not, the service refuses them all: then ask for each half."""
        caller = self._caller.within(self.watch.seconds_left)
        try:
            page = caller.call(operations.QUERY_TASK_INFO, models.TaskIdsRequest(task_ids=ids), self.sleep)
        except RayvisionNotFoundError:
            if len(ids) == 1:
                return []
            middle = len(ids) // 2
            return [*self._existing(ids[:middle]), *self._existing(ids[middle:])]
        return page.items

    def sleep(self, seconds: float) -> None:
        """Pause.

        Raises:
            RayvisionWaitStoppedError: The stop event was set.
        """
        if pause(seconds, self._stop):
            raise self.watch.stopped()

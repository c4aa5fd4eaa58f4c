"""The task numbers that a client was given."""

from __future__ import annotations

import time
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rayvision_client.models import CreatedTasks as CreatedTasksReply

# A client that creates tasks for years must not fill the memory.
_REMEMBERED = 10_000

# How long the service may take to show a task that it has just created, in seconds.
_MOMENT = 15.0


class CreatedTasks:
    """The latest numbers of tasks that a client and its views created, and when."""

    def __init__(self) -> None:
        self._created: dict[int, float] = {}
        self._lock = Lock()

    def __contains__(self, task_id: object) -> bool:
        return task_id in self._created

    def accept(self, count: int, reply: CreatedTasksReply) -> str | None:
        """Remember the tasks of a reply to `createTask`.

        Args:
            count: How many were asked for.
            reply: Its data.

        Returns:
            Why it cannot be the reply to this request, where it cannot.
        """
        named: object = reply.task_id_list
        numbers = known_ids(named)
        if not named:
            return f"it names no task, where {count} were asked for"
        # Numbers that travel in an odd form are the caller's to read.
        if numbers == named and not len(numbers) == len(set(numbers)) == count:
            return f"it names the tasks {numbers}, where {count} were asked for"
        with self._lock:
            if old := self._created.keys() & numbers:
                return f"it names task {min(old)}, which an earlier reply named already"
            self._created |= dict.fromkeys(numbers, time.monotonic())
            while len(self._created) > _REMEMBERED:
                del self._created[next(iter(self._created))]
        return None

    def accept_one(self, reply: CreatedTasksReply) -> str | None:
        """Do the same for the reply about one task, whose number has to be readable."""
        return self.accept(1, reply) if known_ids(reply.task_id_list) else "it does not name the task by a number"

    def is_new(self, task_id: int) -> bool:
        """Return whether a task is so new that the service may not show it yet."""
        created = self._created.get(task_id)
        return created is not None and time.monotonic() - created < _MOMENT


def known_ids(values: object) -> list[int]:
    """Pick the ids out of what the service sent as a list of them, which may be anything."""
    if not isinstance(values, list):
        return []
    return [value for value in values if isinstance(value, int) and not isinstance(value, bool)]

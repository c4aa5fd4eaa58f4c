"""Creating the one task of a key: the loop that looks for it, creates it, and deletes its doubles."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from rayvision_client import models, operations

from rayvision_api._async.caller import AsyncCaller
from rayvision_api._async.iteration import all_tasks
from rayvision_api._calls.create_once import Candidates, carries
from rayvision_api._transport.concurrency import async_sleep
from rayvision_api.errors import OutcomeUnknownError, OutcomeUnknownOnceError, RayvisionError


async def create_or_find(caller: AsyncCaller, key: str, label: str, body: models.CreateTaskRequest) -> int:
    """Return the number of the one task of a key, which a label carries; `body` is how to create it."""
    # Before the tasks are listed, refuse what the client's edition does not take.
    members = operations.CREATE_TASK.body(caller.settings.edition, body)
    waits = caller.settings.retries.waits()
    created: int | None = None
    doubt: OutcomeUnknownError | None = None
    while True:
        listed = [task async for task in all_tasks(caller) if carries(task, label)]
        candidates = Candidates(listed, created)
        if candidates.winner is not None:
            await _delete(caller, candidates.doubles)
            return candidates.winner.id
        if doubt is not None:
            if (seconds := next(waits, None)) is None:
                raise doubt
            await async_sleep(seconds)
        if created is None:
            began = datetime.fromtimestamp(caller.pools.clock.now(), UTC)
            try:
                answer = await caller.call(operations.CREATE_TASK, body, check=caller.created.accept_one)
                created = answer.task_id_list[0]
                doubt = OutcomeUnknownOnceError(key, created)
                doubt.body, doubt.platform, doubt.began = members, caller.settings.platform, began
            except OutcomeUnknownError as error:
                error.call = "task.create_once"
                doubt = error


async def _delete(caller: AsyncCaller, task_ids: list[int]) -> None:
    for task_id in task_ids:
        # Another process may have deleted it; and one that stays is found again when the key is next asked for.
        with suppress(RayvisionError):
            await caller.call(operations.DELETE_TASK, models.TaskIdsRequest(task_ids=[task_id]))

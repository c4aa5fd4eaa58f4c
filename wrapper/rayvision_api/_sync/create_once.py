# Generated from wrapper/rayvision_api/_async/create_once.py by `python -m generator build`. Do not edit.
"""Creating the one task of a key: the loop that looks for it, creates it, and deletes its doubles."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from rayvision_api._calls.create_once import Candidates, carries
from rayvision_api._sync.caller import Caller
from rayvision_api._sync.iteration import all_tasks
from rayvision_api._transport.concurrency import sleep
from rayvision_api.errors import OutcomeUnknownError, OutcomeUnknownOnceError, RayvisionError
from rayvision_client import models, operations


def create_or_find(caller: Caller, key: str, label: str, body: models.CreateTaskRequest) -> int:
    """Return the number of the one task of a key, which a label carries; `body` is how to create it."""
    # Before the tasks are listed, refuse what the client's edition does not take.
    members = operations.CREATE_TASK.body(caller.settings.edition, body)
    waits = caller.settings.retries.waits()
    created: int | None = None
    doubt: OutcomeUnknownError | None = None
    while True:
        listed = [task for task in all_tasks(caller) if carries(task, label)]
        candidates = Candidates(listed, created)
        if candidates.winner is not None:
            _delete(caller, candidates.doubles)
            return candidates.winner.id
        if doubt is not None:
            if (seconds := next(waits, None)) is None:
                raise doubt
            sleep(seconds)
        if created is None:
            began = datetime.fromtimestamp(caller.pools.clock.now(), UTC)
            try:
                answer = caller.call(operations.CREATE_TASK, body, check=caller.created.accept_one)
                created = answer.task_id_list[0]
                doubt = OutcomeUnknownOnceError(key, created)
                doubt.body, doubt.platform, doubt.began = members, caller.settings.platform, began
            except OutcomeUnknownError as error:
                error.call = "task.create_once"
                doubt = error


def _delete(caller: Caller, task_ids: list[int]) -> None:
    for task_id in task_ids:
        # Another process may have deleted it; and one that stays is found again when the key is next asked for.
        with suppress(RayvisionError):
            caller.call(operations.DELETE_TASK, models.TaskIdsRequest(task_ids=[task_id]))

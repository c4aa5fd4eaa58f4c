"""Asking the service what became of a call whose reply was lost."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from rayvision_client import models, operations

from rayvision_api._async.caller import AsyncCaller
from rayvision_api._async.iteration import all_tasks
from rayvision_api._calls.reconciling import ArrivalWindow, Reconciliation


async def creation(caller: AsyncCaller, began: datetime, count: int, labels: Collection[str]) -> Reconciliation:
    """Find out what became of a `createTask` of `count` tasks with these labels."""
    window = _arrival_window(caller, began)
    newest = list[models.TaskInfo]()
    async for task in all_tasks(caller):
        if window.is_older(task):
            break
        newest.append(task)
    return window.creation(count, labels, newest, caller.created)


async def submission(caller: AsyncCaller, began: datetime, task_id: int) -> Reconciliation:
    """Find out what became of a `submitTask`."""
    page = await caller.call(operations.QUERY_TASK_INFO, models.TaskIdsRequest(task_ids=[task_id]))
    return _arrival_window(caller, began).submission(page.items)


def _arrival_window(caller: AsyncCaller, began: datetime) -> ArrivalWindow:
    now = datetime.fromtimestamp(caller.pools.clock.now(), UTC)
    return ArrivalWindow(began, caller.settings.retries.total_time, now)

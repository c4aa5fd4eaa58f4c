# Generated from wrapper/rayvision_api/_async/reconciling.py by `python -m generator build`. Do not edit.
"""Asking the service what became of a call whose reply was lost."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from rayvision_api._calls.reconciling import ArrivalWindow, Reconciliation
from rayvision_api._sync.connection import Connection
from rayvision_api._sync.iteration import all_tasks
from rayvision_client import models, operations


def creation(connection: Connection, began: datetime, count: int, labels: Collection[str]) -> Reconciliation:
    """Find out what became of a `createTask` of `count` tasks with these labels."""
    window = _arrival_window(connection, began)
    newest = list[models.TaskInfo]()
    for task in all_tasks(connection):
        if window.is_older(task):
            break
        newest.append(task)
    return window.creation(count, labels, newest, connection.created)


def submission(connection: Connection, began: datetime, task_id: int) -> Reconciliation:
    """Find out what became of a `submitTask`."""
    page = connection.call(operations.QUERY_TASK_INFO, models.TaskIdsRequest(task_ids=[task_id]))
    return _arrival_window(connection, began).submission(page.items)


def _arrival_window(connection: Connection, began: datetime) -> ArrivalWindow:
    now = datetime.fromtimestamp(connection.pool.clock.now(), UTC)
    return ArrivalWindow(began, connection.settings.retries.total_time, now)

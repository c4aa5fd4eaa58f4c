"""What an application sees of the low-level client with our signer: only type-checked, never run."""

from __future__ import annotations

from datetime import datetime
from typing import Any, assert_type

import httpx
from rayvision_api import RayvisionAuth
from rayvision_client.api.query import get_task_list, query_platforms
from rayvision_client.api.task import create_task, stop_task
from rayvision_client.errors import NotAnEnvelopeError
from rayvision_client.models import (
    CreatedTasks,
    CreatedTasksEnvelope,
    CreateTaskRequest,
    NothingEnvelope,
    Platform,
    PlatformsEnvelope,
    ReplyCode,
    TaskIdsRequest,
    TaskListRequest,
    TaskPage,
    TaskPageEnvelope,
    TaskStatus,
    TaskUserLevel,
    Zone,
    ZoneRequest,
)
from rayvision_client.operations import CREATE_TASK, Operation


def sync() -> None:
    signer: httpx.Auth = RayvisionAuth("id", "key", "2", clock=lambda: 1584950400.0, nonce=lambda: "314159")
    with httpx.Client(base_url="https://task.renderbus.com", auth=signer) as http:
        platforms = query_platforms.sync(http, ZoneRequest(zone=Zone.CHINA))
        assert_type(platforms, PlatformsEnvelope)
        assert_type(platforms.code, ReplyCode)
        assert_type(platforms.message, str)
        assert_type(platforms.server_time, datetime)
        assert_type(platforms.request_id, str | None)
        assert_type(platforms.data, list[Platform] | None)
        created = create_task.sync(http, CreateTaskRequest(count=1, task_user_level=TaskUserLevel.NORMAL, labels=["a"]))
        assert_type(created, CreatedTasksEnvelope)
        assert_type(created.data, CreatedTasks | None)
        if created.data is not None:
            stopped = stop_task.sync(http, TaskIdsRequest(task_ids=created.data.task_id_list))
            assert_type(stopped, NothingEnvelope)
            assert_type(stopped.data, None)


async def aio() -> None:
    async with httpx.AsyncClient(base_url="https://task.renderbus.com", auth=RayvisionAuth("id", "key", 2)) as http:
        try:
            page = await get_task_list.asyncio(http, TaskListRequest(page_num=1, page_size=50, status_list=[5]))
        except NotAnEnvelopeError as error:
            assert_type(error.status, int)
            assert_type(error.content, bytes)
            return
        assert_type(page, TaskPageEnvelope)
        assert_type(page.data, TaskPage | None)
        if page.data:
            assert_type(page.data.items[0].task_status, TaskStatus)
            assert_type(page.data.to_dict(), dict[str, Any])


def table() -> None:
    assert_type(CREATE_TASK, Operation[CreatedTasks])
    assert_type(CREATE_TASK.endpoint("1.0.0").path, str)
    assert_type(CREATE_TASK.idempotent, bool)
    assert_type(CreateTaskRequest(count=1).to_dict(), dict[str, Any])

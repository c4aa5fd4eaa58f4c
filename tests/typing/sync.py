"""What an application sees of the sync client, where that is more than `aio.py` without `await`: never run."""

# ruff: noqa: T201

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, assert_type

from rayvision_api import RayvisionAPI, RetryPolicy, TaskFrame, TaskStatus
from rayvision_client.models import (
    CreatedTasks,
    LabelList,
    Platform,
    RenderEnvName,
    TaskInfo,
    TaskPage,
    TransferConfig,
    UserProfile,
)


def application() -> None:
    with RayvisionAPI(platform="2") as api:
        assert_type(api, RayvisionAPI)
        task_id = api.task.create_task(labels=["shot_010"]).task_id_list[0]
        assert_type(task_id, int)
        api.task.submit_task(task_id)
        for task in api.task.wait([task_id], on_progress=print):
            print(task.scene_name, task.task_status.name, task.completed_date, task.render_consume)
        running = api.query.get_task_list(page_size=50, status_list=[TaskStatus.RENDERING])
        print(running.total, running.items[0]["taskAlias"])
        name: str = api.query.get_task_list(page_size=10).items[0].task_status.name
        print(name)


def making_clients() -> None:
    api = RayvisionAPI()
    RayvisionAPI("id", "key")
    RayvisionAPI("id", "key", "www.foxrenderfarm.com", 2, "https")
    RayvisionAPI(access_id="id", access_key="key", domain="127.0.0.1:8765", platform="2", protocol="http")
    RayvisionAPI(timeout=30, headers={"X-Studio": "b"})
    RayvisionAPI(timeout=None, retries=None)
    RayvisionAPI(retries=RetryPolicy(attempts=8))
    assert_type(api.with_platform("6"), RayvisionAPI)
    assert_type(api.with_platform(6), RayvisionAPI)
    assert_type(api.user_info["user_id"], Any)
    api.close()


def a_call_of_each_group(api: RayvisionAPI) -> None:
    assert_type(api.user.query_user_profile(), UserProfile)
    assert_type(api.task.create_task(count=2, labels=("a", "b")), CreatedTasks)
    assert_type(api.query.platforms(), list[Platform])
    assert_type(api.query.task_info([5]), TaskPage)
    assert_type(api.tag.get_label_list(), LabelList)
    assert_type(api.env.add_render_env({"cgId": 2000, "editName": "x"}), RenderEnvName)
    assert_type(api.transmit.get_transfer_config(), TransferConfig)


def paging_and_waiting(api: RayvisionAPI) -> None:
    for one in api.query.iter_tasks(status_list=[TaskStatus.FAILED]):
        assert_type(one, TaskInfo)
    for frame in api.query.iter_frames(5):
        assert_type(frame, TaskFrame)
    assert_type(list(api.query.iter_task_info([5])), list[TaskInfo])
    ended = api.task.wait([5], timeout=3600, until="succeeded")
    assert_type(ended, list[TaskInfo])


def report(api: RayvisionAPI, folder: Path) -> float:
    """What a supervisor would have his pipeline write every evening."""
    since = datetime.now(UTC) - timedelta(days=1)
    cost = 0.0
    lines: list[str] = []
    for one in api.query.get_task_list(page_size=100, start_time=since).items:
        cost += one.render_consume or 0.0
        ended = one.completed_date.isoformat() if one.completed_date else "running"
        lines.append(f"{one.id}\t{one.scene_name}\t{one.task_status.name}\t{ended}")
    (folder / "report.tsv").write_text("\n".join(lines), "utf-8")
    return cost

"""What an application sees of the async client: only type-checked, never run."""
# ruff: noqa: PLR0915, T201

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, assert_type

from rayvision_api import (
    AsyncRayvisionAPI,
    FrameStatus,
    RayvisionAPIError,
    RayvisionConnectionError,
    RayvisionError,
    RayvisionLabelExistsError,
    RayvisionProtocolError,
    RayvisionTimeoutError,
    RetryPolicy,
    SoftwareId,
    TaskFrame,
    TaskStatus,
)
from rayvision_client.models import (
    CreatedTasks,
    ErrorDetail,
    FrameInfo,
    FramePage,
    FrameStats,
    Label,
    LabelList,
    Platform,
    Plugin,
    PluginVersion,
    ProgressFrame,
    RaySyncTransfer,
    RaySyncUser,
    RenderEnv,
    RenderEnvName,
    RenderEnvRequest,
    RenderSystem,
    Software,
    SupportedPlugins,
    SupportedSoftware,
    TaskInfo,
    TaskPage,
    TaskProgress,
    TransferIds,
    TransferServer,
    UserProfile,
    UserSettings,
    Zone,
)


async def application() -> None:
    async with AsyncRayvisionAPI(platform="2") as api:
        assert_type(api, AsyncRayvisionAPI)
        task_id = (await api.task.create_task(labels=["shot_010"])).task_id_list[0]
        assert_type(task_id, int)
        await api.task.submit_task(task_id)
        for task in await api.task.wait([task_id], on_progress=print):
            print(task.scene_name, task.task_status.name, task.completed_date, task.render_consume)
        running = await api.query.get_task_list(page_size=50, status_list=[TaskStatus.RENDERING])
        print(running.total, running.items[0]["taskAlias"])
        name: str = (await api.query.get_task_list(page_size=10)).items[0].task_status.name
        print(name)


async def making_clients() -> None:
    api = AsyncRayvisionAPI()
    AsyncRayvisionAPI("id", "key")
    AsyncRayvisionAPI("id", "key", "www.foxrenderfarm.com", 2, "https")
    AsyncRayvisionAPI(access_id="id", access_key="key", domain="127.0.0.1:8765", platform="2", protocol="http")
    AsyncRayvisionAPI(timeout=30, headers={"X-Studio": "b"})
    AsyncRayvisionAPI(timeout=None, retries=None)
    AsyncRayvisionAPI(retries=RetryPolicy(attempts=8))
    assert_type(api.with_platform("6"), AsyncRayvisionAPI)
    assert_type(api.with_platform(6), AsyncRayvisionAPI)
    assert_type(await api.user_info, dict[str, Any])
    await api.aclose()


async def user(api: AsyncRayvisionAPI) -> None:
    profile = await api.user.query_user_profile()
    assert_type(profile, UserProfile)
    assert_type(profile.user_id, int)
    assert_type(profile.user_name, str)
    assert_type(profile.coupon, float | None)
    assert_type(profile.zone, Zone | None)
    assert_type(profile.student_end_time, datetime | None)
    settings = await api.user.query_user_setting()
    assert_type(settings, UserSettings)
    assert_type(settings.task_over_time_sec, int | None)
    await api.user.update_user_settings(43200)
    await api.user.update_user_settings(task_over_time=43200)
    ids = await api.user.get_transfer_bid()
    assert_type(ids, TransferIds)
    assert_type(ids.config_bid, str)
    assert_type(ids.parent_input_bid, str | None)


async def task(api: AsyncRayvisionAPI) -> None:
    created = await api.task.create_task(count=2, out_user_id=77, task_user_level=60, labels=("a", "b"))
    assert_type(created, CreatedTasks)
    assert_type(created.task_id_list, list[int])
    assert_type(created.alias_task_id_list, list[str])
    assert_type(created.user_id, int | None)
    await api.task.submit_task(5, "TASK_ID_MODEL", "55")
    await api.task.submit_task(5, asset_lsolation_model="OUT_USER_MODEL", out_user_id="55")
    await api.task.submit_task(5, asset_isolation_model="OUT_USER_MODEL", out_user_id=55)
    await api.task.stop_task([5])
    await api.task.start_task((5, 6))
    await api.task.abort_task({5, 6})
    await api.task.delete_task(created.task_id_list)
    await api.task.delete_task(one.id for one in (await api.query.task_info([5])).items)
    assert_type(await api.task.set_task_overtime_stop([5], 3600), str)
    assert_type(await api.task.set_task_overtime_top(task_id_list=[5], overtime=3600), str)
    assert_type(await api.task.full_speed([5]), str)


async def query(api: AsyncRayvisionAPI) -> None:
    platforms = await api.query.platforms()
    assert_type(platforms, list[Platform])
    assert_type(platforms[0].platform, int)
    assert_type(platforms[0].name, str)
    details = await api.query.error_detail("50001", language="1")
    assert_type(details, list[ErrorDetail])
    assert_type(details[0].code, str | int)
    assert_type(details[0].des_solution_cn, str | None)
    page = await api.query.get_task_list(1, 50, [TaskStatus.RENDERING, 60], "shot", "2020-01-01", datetime.now(UTC))
    assert_type(page, TaskPage)
    assert_type(page.total, int)
    assert_type(page.items, list[TaskInfo])
    one = page.items[0]
    assert_type(one.id, int)
    assert_type(one.scene_name, str | None)
    assert_type(one.task_status, TaskStatus)
    number: int = one.task_status.value
    print(number, one.task_status == TaskStatus.FINISHED, one.task_status in (25, 30), int(one.task_status) == 60)
    assert_type(one.submit_date, datetime | None)
    assert_type(one.render_consume, float | None)
    assert_type(one.layer_parent_id, int | str | None)
    assert_type(one.cg_id, SoftwareId | None)
    assert_type(one.resp_rendering_task_list, list[TaskInfo] | None)
    assert_type(one.to_dict(), dict[str, Any])
    assert_type(one.get("taskAlias"), Any)
    assert_type("taskAlias" in one, bool)
    assert_type(dict(one), dict[str, Any])
    assert_type(await api.query.task_info([5]), TaskPage)
    frames = await api.query.task_frames(5, 1, 100, search_keyword="0001")
    assert_type(frames, FramePage)
    assert_type(frames.items, list[FrameInfo])
    assert_type(frames.items[0].frame_status, FrameStatus)
    stats = await api.query.all_frame_status()
    assert_type(stats, FrameStats)
    assert_type(stats.total_frames, int)
    await api.query.restart_failed_frames([5])
    await api.query.restart_frame(5, 0, [one.id for one in frames.items])
    await api.query.restart_frame(5, select_all=1)
    software = await api.query.supported_software()
    assert_type(software, SupportedSoftware)
    assert_type(software.render_info_list, list[Software])
    assert_type(software.render_info_list[0].cg_id, SoftwareId)
    plugins = await api.query.supported_plugin("maya", os_name="linux")
    assert_type(plugins, SupportedPlugins)
    assert_type(plugins.cg_plugin, list[Plugin])
    assert_type(plugins.cg_plugin[0].plugin_versions, list[PluginVersion])
    progress = await api.query.get_task_processing_img(5, frame_type=2)
    assert_type(progress, TaskProgress)
    assert_type(progress.grab_info, list[list[ProgressFrame]] | None)
    assert_type(await api.query.get_frame_thumbnail(5), list[str])
    assert_type(await api.query.get_frame_thumbnall(frame_id=5, frame_status=FrameStatus.FINISHED), list[str])
    server = await api.query.get_transfer_server_msg()
    assert_type(server, TransferServer)
    assert_type(server.raysync_transfer, RaySyncTransfer)
    assert_type(server.raysync_transfer.server_port, int)
    key = await api.query.get_raysync_user_key()
    assert_type(key, RaySyncUser)
    assert_type(key.user_key, str | None)


async def paging_and_waiting(api: AsyncRayvisionAPI) -> None:
    async for one in api.query.iter_tasks(status_list=[TaskStatus.FAILED]):
        assert_type(one, TaskInfo)
    async for frame in api.query.iter_frames(5):
        assert_type(frame, TaskFrame)
    assert_type([one async for one in api.query.iter_task_info([5])], list[TaskInfo])
    ended = await api.task.wait([5], timeout=3600, until="succeeded")
    assert_type(ended, list[TaskInfo])


async def tag(api: AsyncRayvisionAPI) -> None:
    await api.tag.add_label("shot_010")
    await api.tag.add_label(new_name="shot_010", status=0)
    await api.tag.delete_label(del_name="shot_010")
    labels = await api.tag.get_label_list()
    assert_type(labels, LabelList)
    assert_type(labels.project_name_list, list[Label])
    assert_type(labels.project_name_list[0].project_name, str)


async def env(api: AsyncRayvisionAPI) -> None:
    members = {"cgId": 2000, "editName": "testRenderEnv", "pluginIds": [1166]}
    typed = RenderEnvRequest(
        cg_id=SoftwareId.MAYA,
        cg_name="Maya",
        cg_version="2020",
        edit_name="testRenderEnv",
        render_system=RenderSystem.LINUX,
        plugin_ids=[1166],
    )
    added = await api.env.add_render_env(members)
    assert_type(added, RenderEnvName)
    assert_type(added.edit_name, str)
    await api.env.add_render_env(typed)
    await api.env.update_render_env(render_env=members)
    await api.env.delete_render_env(edit_name="testRenderEnv")
    await api.env.set_default_render_env("testRenderEnv")
    envs = await api.env.get_render_env("houdini")
    assert_type(envs, list[RenderEnv])
    assert_type(envs[0].cg_id, SoftwareId)
    await api.env.get_render_env(name=SoftwareId.HOUDINI)


async def errors(api: AsyncRayvisionAPI, log: Callable[[str], None]) -> None:
    try:
        await api.tag.add_label("shot_010")
    except RayvisionLabelExistsError:
        log("it is there")
    except RayvisionAPIError as error:
        assert_type(error.error_code, int)
        assert_type(error.error, str)
        assert_type(error.request, str)
        assert_type(error.code_name, str)
        assert_type(error.operation, str)
        assert_type(error.request_id, str | None)
        assert_type(error.server_time, datetime | None)
    except RayvisionProtocolError as error:
        assert_type(error.status, int)
        assert_type(error.reason, str)
    except (RayvisionConnectionError, RayvisionTimeoutError) as error:
        assert_type(error.operation, str)
        assert_type(error.reason, str)
    except RayvisionError as error:
        log(str(error))


async def report(api: AsyncRayvisionAPI, folder: Path) -> float:
    """What a supervisor would have his pipeline write every evening."""
    since = datetime.now(UTC) - timedelta(days=1)
    cost = 0.0
    lines: list[str] = []
    for one in (await api.query.get_task_list(page_size=100, start_time=since)).items:
        cost += one.render_consume or 0.0
        ended = one.completed_date.isoformat() if one.completed_date else "running"
        lines.append(f"{one.id}\t{one.scene_name}\t{one.task_status.name}\t{ended}")
    (folder / "report.tsv").write_text("\n".join(lines), "utf-8")
    return cost

"""The operations of both editions: path, name, members of the request, and the function that answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from rayvision_sandbox import job_files, library_calls, logs, output, query_calls, records, task_calls, user_calls
from rayvision_sandbox.farm import FIRST_EDITION, Call
from rayvision_sandbox.faults import Fault, FaultError
from rayvision_sandbox.requests import (
    TASK_ID,
    TASK_IDS,
    Member,
    content,
    date,
    digits,
    integer,
    list_of,
    moment,
    name_text,
    one_of,
    optional,
    text,
)

LEVELS = (50, 60)
HIGHEST_LEVEL = 100
MOST_NODES = 10_000
MOST_TASKS_AT_ONCE = 10_000
MOST_SECONDS = 10 * 365 * 86_400


@dataclass(frozen=True)
class Operation:
    """One documented interface."""

    name: str
    members: Mapping[str, Member]
    answer: Callable[[Call], Any]


PAGE = {"pageNum": Member(integer(1)), "pageSize": Member(integer(1))}
LONG_PAGE = {"pageNum": optional(integer(1), 1), "pageSize": optional(integer(1), 100)}
RECORDS = {**LONG_PAGE, "startDate": optional(date(end=False)), "endDate": optional(date(end=True))}
FRAME_STATES = list_of(integer(1))
CHOSEN_FRAMES = {
    "taskId": Member(TASK_ID),
    "selectAll": optional(one_of(0, 1), 1),
    "ids": optional(list_of(TASK_ID), []),
    "status": optional(FRAME_STATES),
}
TASKS = {"taskIds": Member(TASK_IDS)}
ZONE = {"zone": Member(one_of(1, 2))}
ENV_NAME = {"editName": Member(name_text)}
RENDER_ENV = {
    "cgId": Member(integer()),
    "cgName": Member(name_text),
    "cgVersion": Member(name_text),
    "renderLayerType": optional(integer(), 0),
    "editName": Member(name_text),
    "renderSystem": Member(one_of("0", "1", 0, 1)),
    "pluginIds": Member(list_of(integer())),
}

COMMON = {
    "queryPlatforms": (ZONE, query_calls.query_platforms),
    "queryErrorDetail": (
        {"code": Member(name_text), "language": optional(one_of("0", "1"), "0")},
        query_calls.query_error_detail,
    ),
    "querySupportedSoftware": ({}, query_calls.query_supported_software),
    "querySupportedPlugin": (
        {"cgId": Member(integer()), "osName": Member(one_of("windows", "linux"))},
        query_calls.query_supported_plugin,
    ),
    "addLabel": (
        # The vendor's client itself sends the status as text when it adds a label by the way.
        {"newName": Member(name_text), "status": optional(one_of(0, 1, "0", "1"), 1)},
        library_calls.add_label,
    ),
    "deleteLabel": ({"delName": Member(name_text)}, library_calls.delete_label),
    "getLabelList": ({}, library_calls.get_label_list),
    "addRenderEnv": (RENDER_ENV, library_calls.add_render_env),
    "updateRenderEnv": (RENDER_ENV, library_calls.update_render_env),
    "deleteRenderEnv": (ENV_NAME, library_calls.delete_render_env),
    "setDefaultRenderEnv": (ENV_NAME, library_calls.set_default_render_env),
    "getRenderEnv": ({"cgId": Member(integer())}, library_calls.get_render_env),
}
USER = {
    "queryUserProfile": ({}, user_calls.query_user_profile),
    "queryUserSetting": ({}, user_calls.query_user_setting),
    "updateUserSetting": (
        {"taskOverTimeSec": Member(integer(1, MOST_SECONDS))},
        user_calls.update_user_setting,
    ),
    "getRaySyncUserKey": ({}, user_calls.get_raysync_user_key),
}
TASK = {
    "getTransferBid": ({}, user_calls.get_transfer_bid),
    "getTransferServerMsg": (ZONE, user_calls.get_transfer_server_msg),
    "createTask": (
        {
            "count": optional(integer(1, MOST_TASKS_AT_ONCE), 1),
            "outUserId": optional(integer()),
            "taskUserLevel": optional(one_of(*LEVELS), LEVELS[0]),
            "labels": optional(list_of(name_text), []),
        },
        task_calls.create_task,
    ),
    "submitTask": (
        {
            "taskId": Member(TASK_ID),
            "assetIsolationModel": optional(one_of("TASK_ID_MODEL", "OUT_USER_MODEL")),
            "outUserId": optional(name_text),
        },
        task_calls.submit_task,
    ),
    "stopTask": (TASKS, task_calls.stop_task),
    "startTask": (TASKS, task_calls.start_task),
    "abortTask": (TASKS, task_calls.abort_task),
    "deleteTask": (TASKS, task_calls.delete_task),
    "fullSpeed": (TASKS, task_calls.full_speed),
    "setOverTimeStop": (
        TASKS | {"overTime": Member(integer(1, MOST_SECONDS))},
        task_calls.set_over_time_stop,
    ),
    "restartFailedFrames": (TASKS, task_calls.restart_failed_frames),
    "restartFrame": (
        {
            "taskIds": Member(TASK_ID),
            "selectAll": Member(one_of(0, 1)),
            "ids": optional(list_of(TASK_ID), []),
        },
        task_calls.restart_frame,
    ),
    "getTaskList": (
        {
            **PAGE,
            "statusList": optional(list_of(integer())),
            "searchKeyword": optional(text),
            "startTime": optional(moment),
            "endTime": optional(moment),
        },
        query_calls.get_task_list,
    ),
    "queryTaskInfo": (TASKS, query_calls.query_task_info),
    "queryTaskFrames": (
        {"taskId": Member(TASK_ID), **PAGE, "searchKeyword": optional(text)},
        query_calls.query_task_frames,
    ),
    "queryAllFrameStats": ({}, query_calls.query_all_frame_stats),
    "loadTaskProcessImg": (
        {"taskId": Member(TASK_ID), "frameType": optional(integer(1))},
        query_calls.load_task_process_img,
    ),
    "loadingFrameThumbnail": (
        {"id": Member(TASK_ID), "frameStatus": optional(integer(1), 4)},
        query_calls.loading_frame_thumbnail,
    ),
}
# The interface of 2020.
FIRST = {
    f"/api/render/{group}/{name}": Operation(name, members, answer)
    for group, operations in (("common", COMMON), ("user", USER), ("task", TASK))
    for name, (members, answer) in operations.items()
}
# The operations that the interface of today has in other places, and the members that are new there or different.
MOVED: dict[str, tuple[str, Mapping[str, Member]]] = {
    "queryPlatforms": ("render/common/queryPlatforms", {}),
    "queryUserProfile": ("render/setUp/queryUserProfile", {}),
    "queryUserSetting": ("render/setUp/queryUserSetting", {}),
    "updateUserSetting": ("render/setUp/updateUserSetting", {}),
    "getTransferBid": ("render/transfer/getBid", {}),
    "createTask": (
        "render/submit/createTask",
        {"cloneOriginalId": optional(TASK_ID), "artist": optional(text)},
    ),
    "submitTask": ("render/submit/task", {"producer": optional(text)}),
    "queryErrorDetail": (
        "render/submit/queryAnalyseErrorDetail",
        {
            "code": optional(name_text),
            "codes": optional(list_of(name_text)),
            "language": optional(one_of(0, 1, "0", "1"), 0),
        },
    ),
    "getTaskList": ("render/handle/getTaskList/v2", {**LONG_PAGE, "recycleFlag": optional(one_of(0, 1))}),
    "stopTask": ("rendering/task/renderingTask/stopTask", {}),
    "startTask": ("rendering/task/renderingTask/startTask", {}),
    "abortTask": ("render/handle/abandonTask", {}),
    "deleteTask": ("render/handle/deleteTask", {}),
    "queryTaskFrames": ("render/handle/queryTaskFrames", LONG_PAGE),
    "queryAllFrameStats": ("render/handle/queryAllFrameStats", {}),
    "restartFailedFrames": ("render/handle/recommitTasks", {"status": optional(FRAME_STATES)}),
    "restartFrame": ("render/handle/recommitTaskFrames", CHOSEN_FRAMES),
    "queryTaskInfo": ("render/handle/queryTaskInfo/v2", {}),
    "addLabel": ("render/project/add", {}),
    "deleteLabel": ("render/project/delete", {}),
    "getLabelList": ("render/project/getList", {}),
    "querySupportedSoftware": ("render/plugin/querySoftwareList", {}),
    "querySupportedPlugin": ("render/plugin/querySoftwareDetail", {}),
    "addRenderEnv": ("render/plugin/addUserPluginConfig", {"projectPath": optional(text)}),
    "updateRenderEnv": ("render/plugin/editUserPluginConfig", {"projectPath": optional(text)}),
    "deleteRenderEnv": ("render/plugin/deleteUserPluginConfig", {}),
    "setDefaultRenderEnv": ("render/plugin/setDefaultUserPluginConfig", {}),
    "getRenderEnv": (
        "render/plugin/getUserPluginConfig",
        {
            "cgId": optional(integer()),
            "cgIds": optional(list_of(digits(integer()))),
            "osName": optional(one_of(0, 1), 1),
        },
    ),
    "getRaySyncUserKey": ("render/transfer/getRaySyncUserKey", {}),
    "getTransferServerMsg": ("render/transfer/getServerInfo", {}),
    "loadTaskProcessImg": ("render/handle/loadTaskProcessImg", {}),
    "setOverTimeStop": ("render/handle/setTaskOverTimeStop", {}),
    "loadingFrameThumbnail": ("render/handle/loadingFrameThumbnail", {}),
    "fullSpeed": ("render/handle/fullSpeedRendering", {}),
}
# Members of the first edition that the second does not take.
GONE = {"submitTask": {"assetIsolationModel", "outUserId"}, "restartFrame": {"taskIds"}}
ADDED: dict[str, tuple[str, Mapping[str, Member], Callable[[Call], Any]]] = {
    "updateTaskUserLevel": (
        "rendering/task/renderingTask/updateTaskUserLevel",
        {"taskId": Member(TASK_ID), "taskUserLevel": Member(integer(0, HIGHEST_LEVEL))},
        task_calls.update_task_user_level,
    ),
    "taskJsonFile": (
        "render/submit/taskJsonFile",
        {
            "taskId": Member(TASK_ID),
            "fileName": Member(one_of(*job_files.NAMES)),
            "content": Member(content),
        },
        job_files.task_json_file,
    ),
    "getConfig": ("render/transfer/getConfig", {}, user_calls.get_transfer_config),
    "addTaskLabel": (
        "render/handle/addTaskLabel",
        TASKS | {"label": Member(name_text)},
        library_calls.add_task_label,
    ),
    "deleteTaskLabel": (
        "render/handle/deleteTaskLabel",
        TASKS | {"labelNames": optional(list_of(name_text), []), "labelIds": optional(list_of(integer()), [])},
        library_calls.delete_task_label,
    ),
    "listProjects": ("render/project/list", {"flag": Member(one_of(0, 1, 2))}, library_calls.get_label_list),
    "getOutputUserDirFile": (
        "render/file/operate/getOutputUserDirFile",
        {"treePath": Member(text), "taskId": optional(TASK_ID)},
        output.get_output_user_dir_file,
    ),
    "stopTaskFrames": ("render/handle/stopTaskFrames", CHOSEN_FRAMES, task_calls.stop_task_frames),
    "listHardwareConfigs": (
        "render/hardwareConfig/list",
        {
            "cloneTask": optional(one_of("true", "false")),
            "taskIds": optional(list_of(digits(TASK_ID)), []),
        },
        query_calls.list_hardware_configs,
    ),
    "showLog": (
        "render/handle/showLog",
        {
            "renderingType": Member(name_text),
            "pageNum": Member(integer()),
            "pageSize": Member(integer(1)),
            "id": Member(TASK_ID),
        },
        logs.show_log,
    ),
    "updateTaskLimit": (
        "render/handle/updateTaskLimit",
        {"taskId": Member(TASK_ID), "taskLimit": Member(integer(1, MOST_NODES))},
        task_calls.update_task_limit,
    ),
    "taskRecord": (
        "render/handle/operate/sdk/taskRecord",
        {"platform": Member(integer(1)), **RECORDS},
        records.task_record,
    ),
    "loginRecord": ("render/handle/operate/sdk/loginRecord", RECORDS, records.login_record),
    "getUserPackNodeInfo": ("render/submit/getUserPackNodeInfo", {}, query_calls.get_user_pack_node_info),
    "editTaskHardwareConfig": (
        "render/handle/editTaskHardwareConfig",
        {
            "taskIds": Member(list_of(digits(TASK_ID), fewest=1)),
            "hardwareConfigIds": Member(list_of(digits(integer(1)), fewest=1)),
            "model": Member(name_text),
            "gpuNum": Member(text),
            "ram": Member(name_text),
        },
        task_calls.edit_task_hardware_config,
    ),
}


def _second() -> dict[str, Operation]:
    """Put the interface of today together: what has moved, and what is new."""
    known = {operation.name: operation for operation in FIRST.values()}
    moved = {}
    for name, (path, changed) in MOVED.items():
        members = {**known[name].members, **changed}
        kept = {member: check for member, check in members.items() if member not in GONE.get(name, ())}
        moved[f"/api/{path}"] = Operation(name, kept, known[name].answer)
    return moved | {f"/api/{path}": Operation(name, members, answer) for name, (path, members, answer) in ADDED.items()}


# The operations of each edition, by their paths.
OPERATIONS = {FIRST_EDITION: FIRST, "2.0.0": _second()}


def checked(fault: Fault) -> Fault:
    """Give a fault back if it is one of an operation that there is.

    Raises:
        FaultError: There is no such operation.
    """
    names = [operation.name for operations in OPERATIONS.values() for operation in operations.values()]
    if fault.operation not in ("*", *names):
        nearest = get_close_matches(fault.operation, names, n=1, cutoff=0)[0]
        raise FaultError(f"there is no operation {fault.operation}: write {nearest}, say, or * for all of them")
    return fault

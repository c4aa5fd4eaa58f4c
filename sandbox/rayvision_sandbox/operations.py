"""The 34 operations: path, name, members of the request, and the function that answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from rayvision_sandbox import library_calls, query_calls, task_calls, user_calls
from rayvision_sandbox.farm import Call
from rayvision_sandbox.faults import Fault, FaultError
from rayvision_sandbox.requests import (
    TASK_ID,
    TASK_IDS,
    Member,
    integer,
    list_of,
    moment,
    name_text,
    one_of,
    optional,
    text,
)

LEVELS = (50, 60)
MOST_TASKS_AT_ONCE = 10_000
MOST_SECONDS = 10 * 365 * 86_400


@dataclass(frozen=True)
class Operation:
    """One documented interface."""

    name: str
    members: Mapping[str, Member]
    answer: Callable[[Call], Any]


PAGE = {"pageNum": Member(integer(1)), "pageSize": Member(integer(1))}
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
        query_calls.restart_frame,
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
OPERATIONS: dict[str, Operation] = {
    f"/api/render/{group}/{name}": Operation(name, members, answer)
    for group, operations in (("common", COMMON), ("user", USER), ("task", TASK))
    for name, (members, answer) in operations.items()
}


def checked(fault: Fault) -> Fault:
    """Give a fault back if it is one of an operation that there is.

    Raises:
        FaultError: There is no such operation.
    """
    names = [operation.name for operation in OPERATIONS.values()]
    if fault.operation not in ("*", *names):
        nearest = get_close_matches(fault.operation, names, n=1, cutoff=0)[0]
        raise FaultError(f"there is no operation {fault.operation}: write {nearest}, say, or * for all of them")
    return fault

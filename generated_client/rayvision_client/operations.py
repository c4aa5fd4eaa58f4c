# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Every operation of the service: where it is in each edition, what it answers, whether it may be repeated."""

from __future__ import annotations

from typing import Any

from . import models
from .operation import Endpoint as Endpoint
from .operation import Operation as Operation
from .operation import Pagination as Pagination

EDITIONS = ("1.0.0", "2.0.0")
"""The editions of the API, the oldest first, by the number that the signed header `version` says."""

API_VERSION = EDITIONS[0]
"""The edition that is meant where none is named."""


QUERY_USER_PROFILE: Operation[models.UserProfile] = Operation(
    id="queryUserProfile",
    summary="Get the profile of the account",
    call="user.query_user_profile",
    commands=("user profile",),
    editions={
        "1.0.0": Endpoint("/api/render/user/queryUserProfile"),
        "2.0.0": Endpoint("/api/render/setUp/queryUserProfile"),
    },
    idempotent=True,
    models=models,
    envelope_name="UserProfileEnvelope",
    empty_of="UserProfile",
)
"""Get the profile of the account."""


QUERY_USER_SETTING: Operation[models.UserSettings] = Operation(
    id="queryUserSetting",
    summary="Get the render settings of the account",
    call="user.query_user_setting",
    commands=("user settings",),
    editions={
        "1.0.0": Endpoint("/api/render/user/queryUserSetting"),
        "2.0.0": Endpoint("/api/render/setUp/queryUserSetting"),
    },
    idempotent=True,
    models=models,
    envelope_name="UserSettingsEnvelope",
    empty_of="UserSettings",
)
"""Get the render settings of the account."""


UPDATE_USER_SETTING: Operation[None] = Operation(
    id="updateUserSetting",
    summary="Set the task time-out of the account",
    call="user.update_user_settings",
    commands=("user update-settings",),
    editions={
        "1.0.0": Endpoint("/api/render/user/updateUserSetting", names={"taskOverTimeSec": "taskOverTimeSec"}),
        "2.0.0": Endpoint("/api/render/setUp/updateUserSetting", names={"taskOverTimeSec": "taskOverTimeSec"}),
    },
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Set the task time-out of the account."""


GET_TRANSFER_BID: Operation[models.TransferIds] = Operation(
    id="getTransferBid",
    summary="Get the transfer ids of the account",
    call="user.get_transfer_bid",
    commands=("user transfer-ids",),
    editions={"1.0.0": Endpoint("/api/render/task/getTransferBid"), "2.0.0": Endpoint("/api/render/transfer/getBid")},
    idempotent=True,
    models=models,
    envelope_name="TransferIdsEnvelope",
    empty_of="TransferIds",
)
"""Get the transfer ids of the account."""


LIST_HARDWARE_CONFIGS: Operation[list[models.HardwareConfig]] = Operation(
    id="listHardwareConfigs",
    summary="List the hardware on offer",
    call="user.get_hardware_config",
    commands=("user hardware",),
    editions={
        "2.0.0": Endpoint(
            "/api/render/hardwareConfig/list",
            names={"cloneTask": "cloneTask", "taskIds": "taskIds"},
            defaults={"cloneTask": "false"},
        )
    },
    idempotent=True,
    models=models,
    envelope_name="HardwareConfigsEnvelope",
    empty_of=list,
)
"""List the hardware on offer."""


TASK_RECORD: Operation[models.TaskRecordPage] = Operation(
    id="taskRecord",
    summary="List what was done to tasks",
    call="user.task_record",
    commands=("user task-record",),
    editions={
        "2.0.0": Endpoint(
            "/api/render/handle/operate/sdk/taskRecord",
            names={
                "platform": "platform",
                "pageNum": "pageNum",
                "pageSize": "pageSize",
                "startDate": "startDate",
                "endDate": "endDate",
            },
            defaults={"pageNum": 1, "pageSize": 10, "startDate": "", "endDate": ""},
        )
    },
    idempotent=True,
    models=models,
    envelope_name="TaskRecordPageEnvelope",
    empty_of="TaskRecordPage",
    pagination=Pagination(page="pageNum", size="pageSize", items="items", total="total", pages="pageCount"),
)
"""List what was done to tasks."""


LOGIN_RECORD: Operation[models.LoginRecordPage] = Operation(
    id="loginRecord",
    summary="List who has logged in",
    call="user.login_record",
    commands=("user login-record",),
    editions={
        "2.0.0": Endpoint(
            "/api/render/handle/operate/sdk/loginRecord",
            names={"pageNum": "pageNum", "pageSize": "pageSize", "startDate": "startDate", "endDate": "endDate"},
            defaults={"pageNum": 1, "pageSize": 10, "startDate": "", "endDate": ""},
        )
    },
    idempotent=True,
    models=models,
    envelope_name="LoginRecordPageEnvelope",
    empty_of="LoginRecordPage",
    pagination=Pagination(page="pageNum", size="pageSize", items="items", total="total", pages="pageCount"),
)
"""List who has logged in."""


CREATE_TASK: Operation[models.CreatedTasks] = Operation(
    id="createTask",
    summary="Create task numbers",
    call="task.create_task",
    commands=("task create",),
    editions={
        "1.0.0": Endpoint(
            "/api/render/task/createTask",
            names={"count": "count", "taskUserLevel": "taskUserLevel", "outUserId": "outUserId", "labels": "labels"},
        ),
        "2.0.0": Endpoint(
            "/api/render/submit/createTask",
            names={
                "count": "count",
                "taskUserLevel": "taskUserLevel",
                "outUserId": "outUserId",
                "labels": "labels",
                "cloneOriginalId": "cloneOriginalId",
                "artist": "artist",
            },
        ),
    },
    idempotent=False,
    models=models,
    envelope_name="CreatedTasksEnvelope",
    empty_of="CreatedTasks",
)
"""Create task numbers."""


SUBMIT_TASK: Operation[None] = Operation(
    id="submitTask",
    summary="Submit a task for rendering",
    call="task.submit_task",
    commands=("task submit",),
    editions={
        "1.0.0": Endpoint(
            "/api/render/task/submitTask",
            names={"taskId": "taskId", "assetIsolationModel": "assetIsolationModel", "outUserId": "outUserId"},
        ),
        "2.0.0": Endpoint("/api/render/submit/task", names={"taskId": "taskId", "producer": "producer"}),
    },
    idempotent=False,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Submit a task for rendering."""


STOP_TASK: Operation[None] = Operation(
    id="stopTask",
    summary="Stop tasks",
    call="task.stop_task",
    commands=("task stop",),
    editions={
        "1.0.0": Endpoint("/api/render/task/stopTask", names={"taskIds": "taskIds"}),
        "2.0.0": Endpoint("/api/rendering/task/renderingTask/stopTask", names={"taskIds": "taskIds"}),
    },
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Stop tasks."""


START_TASK: Operation[None] = Operation(
    id="startTask",
    summary="Start stopped tasks",
    call="task.start_task",
    commands=("task start",),
    editions={
        "1.0.0": Endpoint("/api/render/task/startTask", names={"taskIds": "taskIds"}),
        "2.0.0": Endpoint("/api/rendering/task/renderingTask/startTask", names={"taskIds": "taskIds"}),
    },
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Start stopped tasks."""


ABORT_TASK: Operation[None] = Operation(
    id="abortTask",
    summary="Abandon tasks",
    call="task.abort_task",
    commands=("task abort",),
    editions={
        "1.0.0": Endpoint("/api/render/task/abortTask", names={"taskIds": "taskIds"}),
        "2.0.0": Endpoint("/api/render/handle/abandonTask", names={"taskIds": "taskIds"}),
    },
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Abandon tasks."""


DELETE_TASK: Operation[None] = Operation(
    id="deleteTask",
    summary="Delete tasks",
    call="task.delete_task",
    commands=("task delete",),
    editions={
        "1.0.0": Endpoint("/api/render/task/deleteTask", names={"taskIds": "taskIds"}),
        "2.0.0": Endpoint("/api/render/handle/deleteTask", names={"taskIds": "taskIds"}),
    },
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Delete tasks."""


SET_OVER_TIME_STOP: Operation[str] = Operation(
    id="setOverTimeStop",
    summary="Set when tasks are stopped for running too long",
    call="task.set_task_overtime_top",
    commands=("task overtime",),
    editions={
        "1.0.0": Endpoint("/api/render/task/setOverTimeStop", names={"taskIds": "taskIds", "overTime": "overTime"}),
        "2.0.0": Endpoint(
            "/api/render/handle/setTaskOverTimeStop", names={"taskIds": "taskIds", "overTime": "overTime"}
        ),
    },
    idempotent=True,
    models=models,
    envelope_name="TextEnvelope",
    empty_of=str,
)
"""Set when tasks are stopped for running too long."""


FULL_SPEED: Operation[str] = Operation(
    id="fullSpeed",
    summary="Render tasks at full speed",
    call="task.full_speed",
    commands=("task full-speed",),
    editions={
        "1.0.0": Endpoint("/api/render/task/fullSpeed", names={"taskIds": "taskIds"}),
        "2.0.0": Endpoint("/api/render/handle/fullSpeedRendering", names={"taskIds": "taskIds"}),
    },
    idempotent=True,
    models=models,
    envelope_name="TextEnvelope",
    empty_of=str,
)
"""Render tasks at full speed."""


UPDATE_TASK_USER_LEVEL: Operation[None] = Operation(
    id="updateTaskUserLevel",
    summary="Set the priority of a task",
    call="task.update_priority",
    commands=("task set-priority",),
    editions={
        "2.0.0": Endpoint(
            "/api/rendering/task/renderingTask/updateTaskUserLevel",
            names={"taskId": "taskId", "taskUserLevel": "taskUserLevel"},
        )
    },
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Set the priority of a task."""


UPDATE_TASK_LIMIT: Operation[None] = Operation(
    id="updateTaskLimit",
    summary="Limit the machines of a task",
    call="task.update_task_limit",
    commands=("task limit",),
    editions={
        "2.0.0": Endpoint("/api/render/handle/updateTaskLimit", names={"taskId": "taskId", "taskLimit": "taskLimit"})
    },
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Limit the machines of a task."""


EDIT_TASK_HARDWARE_CONFIG: Operation[None] = Operation(
    id="editTaskHardwareConfig",
    summary="Move tasks to other hardware",
    call="task.edit_task_hardware_config",
    commands=("task move",),
    editions={
        "2.0.0": Endpoint(
            "/api/render/handle/editTaskHardwareConfig",
            names={
                "taskIds": "taskIds",
                "hardwareConfigIds": "hardwareConfigIds",
                "model": "model",
                "gpuNum": "gpuNum",
                "ram": "ram",
            },
        )
    },
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Move tasks to other hardware."""


QUERY_PLATFORMS: Operation[list[models.Platform]] = Operation(
    id="queryPlatforms",
    summary="List the render platforms of a zone",
    call="query.platforms",
    commands=("query platforms",),
    editions={
        "1.0.0": Endpoint("/api/render/common/queryPlatforms", names={"zone": "zone"}),
        "2.0.0": Endpoint("/api/render/common/queryPlatforms", names={"zone": "zone"}),
    },
    idempotent=True,
    models=models,
    envelope_name="PlatformsEnvelope",
    empty_of=list,
)
"""List the render platforms of a zone."""


QUERY_ERROR_DETAIL: Operation[list[models.ErrorDetail]] = Operation(
    id="queryErrorDetail",
    summary="Explain an analysis error",
    call="query.error_detail",
    commands=("query error",),
    editions={
        "1.0.0": Endpoint(
            "/api/render/common/queryErrorDetail",
            names={"code": "code", "language": "language"},
            defaults={"language": "0"},
        ),
        "2.0.0": Endpoint(
            "/api/render/submit/queryAnalyseErrorDetail",
            names={"language": "language", "code": "code", "codes": "codes"},
            defaults={"language": 0},
        ),
    },
    idempotent=True,
    models=models,
    envelope_name="ErrorDetailsEnvelope",
    empty_of=list,
)
"""Explain an analysis error."""


GET_TASK_LIST: Operation[models.TaskPage] = Operation(
    id="getTaskList",
    summary="List the tasks of the account",
    call="query.get_task_list",
    commands=("query tasks", "task list"),
    editions={
        "1.0.0": Endpoint(
            "/api/render/task/getTaskList",
            names={
                "pageNum": "pageNum",
                "pageSize": "pageSize",
                "statusList": "statusList",
                "searchKeyword": "searchKeyword",
                "startTime": "startTime",
                "endTime": "endTime",
            },
            defaults={"pageNum": 1, "pageSize": 2},
        ),
        "2.0.0": Endpoint(
            "/api/render/handle/getTaskList/v2",
            names={
                "pageNum": "pageNum",
                "pageSize": "pageSize",
                "statusList": "statusList",
                "searchKeyword": "searchKeyword",
                "startTime": "startTime",
                "endTime": "endTime",
                "recycleFlag": "recycleFlag",
            },
            defaults={"pageNum": 1, "pageSize": 100},
        ),
    },
    idempotent=True,
    models=models,
    envelope_name="TaskPageEnvelope",
    empty_of="TaskPage",
    pagination=Pagination(page="pageNum", size="pageSize", items="items", total="total", pages="pageCount"),
)
"""List the tasks of the account."""


QUERY_TASK_FRAMES: Operation[models.FramePage] = Operation(
    id="queryTaskFrames",
    summary="List the frames of a task",
    call="query.task_frames",
    commands=("query frames", "task frames"),
    editions={
        "1.0.0": Endpoint(
            "/api/render/task/queryTaskFrames",
            names={"taskId": "taskId", "pageNum": "pageNum", "pageSize": "pageSize", "searchKeyword": "searchKeyword"},
        ),
        "2.0.0": Endpoint(
            "/api/render/handle/queryTaskFrames",
            names={"taskId": "taskId", "pageNum": "pageNum", "pageSize": "pageSize", "searchKeyword": "searchKeyword"},
            defaults={"pageNum": 1, "pageSize": 100},
        ),
    },
    idempotent=True,
    models=models,
    envelope_name="FramePageEnvelope",
    empty_of="FramePage",
    pagination=Pagination(page="pageNum", size="pageSize", items="items", total="total", pages="pageCount"),
)
"""List the frames of a task."""


QUERY_ALL_FRAME_STATS: Operation[models.FrameStats] = Operation(
    id="queryAllFrameStats",
    summary="Count the frames of all tasks",
    call="query.all_frame_status",
    commands=("query stats",),
    editions={
        "1.0.0": Endpoint("/api/render/task/queryAllFrameStats"),
        "2.0.0": Endpoint("/api/render/handle/queryAllFrameStats"),
    },
    idempotent=True,
    models=models,
    envelope_name="FrameStatsEnvelope",
    empty_of="FrameStats",
)
"""Count the frames of all tasks."""


RESTART_FAILED_FRAMES: Operation[None] = Operation(
    id="restartFailedFrames",
    summary="Render the failed frames of tasks again",
    call="query.restart_failed_frames",
    commands=("task restart-failed",),
    editions={
        "1.0.0": Endpoint("/api/render/task/restartFailedFrames", names={"taskIds": "taskIds"}),
        "2.0.0": Endpoint("/api/render/handle/recommitTasks", names={"taskIds": "taskIds", "status": "status"}),
    },
    idempotent=False,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Render the failed frames of tasks again."""


RESTART_FRAME: Operation[None] = Operation(
    id="restartFrame",
    summary="Render frames of a task again",
    call="query.restart_frame",
    commands=("task restart",),
    editions={
        "1.0.0": Endpoint(
            "/api/render/task/restartFrame",
            names={"taskIds": "taskIds", "selectAll": "selectAll", "ids": "ids"},
            defaults={"selectAll": 0},
        ),
        "2.0.0": Endpoint(
            "/api/render/handle/recommitTaskFrames",
            names={"taskIds": "taskId", "ids": "ids", "selectAll": "selectAll", "status": "status"},
            defaults={"selectAll": 1},
        ),
    },
    idempotent=False,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Render frames of a task again."""


QUERY_TASK_INFO: Operation[models.TaskPage] = Operation(
    id="queryTaskInfo",
    summary="Get tasks by their numbers",
    call="query.task_info",
    commands=("query info", "task show"),
    editions={
        "1.0.0": Endpoint("/api/render/task/queryTaskInfo", names={"taskIds": "taskIds"}),
        "2.0.0": Endpoint("/api/render/handle/queryTaskInfo/v2", names={"taskIds": "taskIds"}),
    },
    idempotent=True,
    models=models,
    envelope_name="TaskPageEnvelope",
    empty_of="TaskPage",
)
"""Get tasks by their numbers."""


QUERY_SUPPORTED_SOFTWARE: Operation[models.SupportedSoftware] = Operation(
    id="querySupportedSoftware",
    summary="List the software that the farm renders",
    call="query.supported_software",
    commands=("query software",),
    editions={
        "1.0.0": Endpoint("/api/render/common/querySupportedSoftware"),
        "2.0.0": Endpoint("/api/render/plugin/querySoftwareList"),
    },
    idempotent=True,
    models=models,
    envelope_name="SupportedSoftwareEnvelope",
    empty_of="SupportedSoftware",
)
"""List the software that the farm renders."""


QUERY_SUPPORTED_PLUGIN: Operation[models.SupportedPlugins] = Operation(
    id="querySupportedPlugin",
    summary="List the versions and plugins of a software",
    call="query.supported_plugin",
    commands=("query plugins",),
    editions={
        "1.0.0": Endpoint("/api/render/common/querySupportedPlugin", names={"cgId": "cgId", "osName": "osName"}),
        "2.0.0": Endpoint("/api/render/plugin/querySoftwareDetail", names={"cgId": "cgId", "osName": "osName"}),
    },
    idempotent=True,
    models=models,
    envelope_name="SupportedPluginsEnvelope",
    empty_of="SupportedPlugins",
)
"""List the versions and plugins of a software."""


LOAD_TASK_PROCESS_IMG: Operation[models.TaskProgress] = Operation(
    id="loadTaskProcessImg",
    summary="Get the progress picture of a 3ds Max task",
    call="query.get_task_processing_img",
    commands=("query progress",),
    editions={
        "1.0.0": Endpoint("/api/render/task/loadTaskProcessImg", names={"taskId": "taskId", "frameType": "frameType"}),
        "2.0.0": Endpoint(
            "/api/render/handle/loadTaskProcessImg", names={"taskId": "taskId", "frameType": "frameType"}
        ),
    },
    idempotent=True,
    models=models,
    envelope_name="TaskProgressEnvelope",
    empty_of="TaskProgress",
)
"""Get the progress picture of a 3ds Max task."""


LOADING_FRAME_THUMBNAIL: Operation[list[str]] = Operation(
    id="loadingFrameThumbnail",
    summary="Get the thumbnails of a frame",
    call="query.get_frame_thumbnall",
    commands=("query thumbnail",),
    editions={
        "1.0.0": Endpoint(
            "/api/render/task/loadingFrameThumbnail",
            names={"id": "id", "frameStatus": "frameStatus"},
            defaults={"frameStatus": 4},
        ),
        "2.0.0": Endpoint(
            "/api/render/handle/loadingFrameThumbnail",
            names={"id": "id", "frameStatus": "frameStatus"},
            defaults={"frameStatus": 4},
        ),
    },
    idempotent=True,
    models=models,
    envelope_name="ThumbnailPathsEnvelope",
    empty_of=list,
)
"""Get the thumbnails of a frame."""


GET_TRANSFER_SERVER_MSG: Operation[models.TransferServer] = Operation(
    id="getTransferServerMsg",
    summary="Get the address of the Raysync transfer server",
    call="query.get_transfer_server_msg",
    commands=("query transfer-server",),
    editions={
        "1.0.0": Endpoint("/api/render/task/getTransferServerMsg", names={"zone": "zone"}),
        "2.0.0": Endpoint("/api/render/transfer/getServerInfo", names={"zone": "zone"}),
    },
    idempotent=True,
    models=models,
    envelope_name="TransferServerEnvelope",
    empty_of="TransferServer",
)
"""Get the address of the Raysync transfer server."""


GET_RAY_SYNC_USER_KEY: Operation[models.RaySyncUser] = Operation(
    id="getRaySyncUserKey",
    summary="Get the key for the Raysync transfer server",
    call="query.get_raysync_user_key",
    commands=("query transfer-key",),
    editions={
        "1.0.0": Endpoint("/api/render/user/getRaySyncUserKey"),
        "2.0.0": Endpoint("/api/render/transfer/getRaySyncUserKey"),
    },
    idempotent=True,
    models=models,
    envelope_name="RaySyncUserEnvelope",
    empty_of="RaySyncUser",
)
"""Get the key for the Raysync transfer server."""


STOP_TASK_FRAMES: Operation[None] = Operation(
    id="stopTaskFrames",
    summary="Stop frames of a task",
    call="query.stop_frame",
    commands=("task stop-frames",),
    editions={
        "2.0.0": Endpoint(
            "/api/render/handle/stopTaskFrames",
            names={"taskId": "taskId", "ids": "ids", "selectAll": "selectAll", "status": "status"},
            defaults={"selectAll": 1},
        )
    },
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Stop frames of a task."""


SHOW_LOG: Operation[models.LogPage] = Operation(
    id="showLog",
    summary="Read a frame's log",
    call="query.get_render_log",
    commands=("query log",),
    editions={
        "2.0.0": Endpoint(
            "/api/render/handle/showLog",
            names={"renderingType": "renderingType", "pageNum": "pageNum", "pageSize": "pageSize", "id": "id"},
            defaults={"renderingType": "render", "pageNum": 1, "pageSize": 1},
        )
    },
    idempotent=True,
    models=models,
    envelope_name="LogPageEnvelope",
    empty_of="LogPage",
    pagination=Pagination(page="pageNum", size="pageSize", items="items", pages="pageCount", first=0),
)
"""Read a frame's log."""


GET_USER_PACK_NODE_INFO: Operation[list[models.RentedMachines]] = Operation(
    id="getUserPackNodeInfo",
    summary="List the rented machines",
    call="query.get_pack_node_info",
    commands=("query rented-machines",),
    editions={"2.0.0": Endpoint("/api/render/submit/getUserPackNodeInfo")},
    idempotent=True,
    models=models,
    envelope_name="RentedMachinesEnvelope",
    empty_of=list,
)
"""List the rented machines."""


ADD_LABEL: Operation[None] = Operation(
    id="addLabel",
    summary="Add a custom label",
    call="tag.add_label",
    commands=("tag add",),
    editions={
        "1.0.0": Endpoint("/api/render/common/addLabel", names={"newName": "newName", "status": "status"}),
        "2.0.0": Endpoint("/api/render/project/add", names={"newName": "newName", "status": "status"}),
    },
    idempotent=False,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Add a custom label."""


DELETE_LABEL: Operation[None] = Operation(
    id="deleteLabel",
    summary="Delete a custom label",
    call="tag.delete_label",
    commands=("tag delete",),
    editions={
        "1.0.0": Endpoint("/api/render/common/deleteLabel", names={"delName": "delName"}),
        "2.0.0": Endpoint("/api/render/project/delete", names={"delName": "delName"}),
    },
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Delete a custom label."""


GET_LABEL_LIST: Operation[models.LabelList] = Operation(
    id="getLabelList",
    summary="List the custom labels",
    call="tag.get_label_list",
    commands=("tag list",),
    editions={"1.0.0": Endpoint("/api/render/common/getLabelList"), "2.0.0": Endpoint("/api/render/project/getList")},
    idempotent=True,
    models=models,
    envelope_name="LabelListEnvelope",
    empty_of="LabelList",
)
"""List the custom labels."""


LIST_PROJECTS: Operation[models.LabelList] = Operation(
    id="listProjects",
    summary="List labels by whose they are",
    call="tag.get_list",
    commands=("tag projects",),
    editions={"2.0.0": Endpoint("/api/render/project/list", names={"flag": "flag"}, defaults={"flag": 0})},
    idempotent=True,
    models=models,
    envelope_name="LabelListEnvelope",
    empty_of="LabelList",
)
"""List labels by whose they are."""


ADD_TASK_LABEL: Operation[None] = Operation(
    id="addTaskLabel",
    summary="Put a label on tasks",
    call="tag.add_task_tag",
    commands=("tag attach",),
    editions={"2.0.0": Endpoint("/api/render/handle/addTaskLabel", names={"label": "label", "taskIds": "taskIds"})},
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Put a label on tasks."""


DELETE_TASK_LABEL: Operation[None] = Operation(
    id="deleteTaskLabel",
    summary="Take labels off tasks",
    call="tag.delete_task_tag",
    commands=("tag detach",),
    editions={
        "2.0.0": Endpoint(
            "/api/render/handle/deleteTaskLabel",
            names={"taskIds": "taskIds", "labelNames": "labelNames", "labelIds": "labelIds"},
            defaults={"labelIds": []},
        )
    },
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Take labels off tasks."""


ADD_RENDER_ENV: Operation[models.RenderEnvName] = Operation(
    id="addRenderEnv",
    summary="Add a render environment",
    call="env.add_render_env",
    commands=("env add",),
    editions={
        "1.0.0": Endpoint(
            "/api/render/common/addRenderEnv",
            names={
                "cgId": "cgId",
                "cgName": "cgName",
                "cgVersion": "cgVersion",
                "renderLayerType": "renderLayerType",
                "editName": "editName",
                "renderSystem": "renderSystem",
                "pluginIds": "pluginIds",
            },
        ),
        "2.0.0": Endpoint(
            "/api/render/plugin/addUserPluginConfig",
            names={
                "cgId": "cgId",
                "cgName": "cgName",
                "cgVersion": "cgVersion",
                "renderLayerType": "renderLayerType",
                "editName": "editName",
                "renderSystem": "renderSystem",
                "pluginIds": "pluginIds",
                "projectPath": "projectPath",
            },
        ),
    },
    idempotent=False,
    models=models,
    envelope_name="RenderEnvNameEnvelope",
    empty_of="RenderEnvName",
)
"""Add a render environment."""


UPDATE_RENDER_ENV: Operation[None] = Operation(
    id="updateRenderEnv",
    summary="Change a render environment",
    call="env.update_render_env",
    commands=("env update",),
    editions={
        "1.0.0": Endpoint(
            "/api/render/common/updateRenderEnv",
            names={
                "cgId": "cgId",
                "cgName": "cgName",
                "cgVersion": "cgVersion",
                "renderLayerType": "renderLayerType",
                "editName": "editName",
                "renderSystem": "renderSystem",
                "pluginIds": "pluginIds",
            },
        ),
        "2.0.0": Endpoint(
            "/api/render/plugin/editUserPluginConfig",
            names={
                "cgId": "cgId",
                "cgName": "cgName",
                "cgVersion": "cgVersion",
                "renderLayerType": "renderLayerType",
                "editName": "editName",
                "renderSystem": "renderSystem",
                "pluginIds": "pluginIds",
                "projectPath": "projectPath",
            },
        ),
    },
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Change a render environment."""


DELETE_RENDER_ENV: Operation[None] = Operation(
    id="deleteRenderEnv",
    summary="Delete a render environment",
    call="env.delete_render_env",
    commands=("env delete",),
    editions={
        "1.0.0": Endpoint("/api/render/common/deleteRenderEnv", names={"editName": "editName"}),
        "2.0.0": Endpoint("/api/render/plugin/deleteUserPluginConfig", names={"editName": "editName"}),
    },
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Delete a render environment."""


SET_DEFAULT_RENDER_ENV: Operation[None] = Operation(
    id="setDefaultRenderEnv",
    summary="Make a render environment the default",
    call="env.set_default_render_env",
    commands=("env default",),
    editions={
        "1.0.0": Endpoint("/api/render/common/setDefaultRenderEnv", names={"editName": "editName"}),
        "2.0.0": Endpoint("/api/render/plugin/setDefaultUserPluginConfig", names={"editName": "editName"}),
    },
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Make a render environment the default."""


GET_RENDER_ENV: Operation[list[models.RenderEnv]] = Operation(
    id="getRenderEnv",
    summary="List the render environments of a software",
    call="env.get_render_env",
    commands=("env list",),
    editions={
        "1.0.0": Endpoint("/api/render/common/getRenderEnv", names={"cgId": "cgId"}),
        "2.0.0": Endpoint(
            "/api/render/plugin/getUserPluginConfig", names={"cgId": "cgId", "cgIds": "cgIds", "osName": "osName"}
        ),
    },
    idempotent=True,
    models=models,
    envelope_name="RenderEnvsEnvelope",
    empty_of=list,
)
"""List the render environments of a software."""


TASK_JSON_FILE: Operation[None] = Operation(
    id="taskJsonFile",
    summary="Put a job file on the server",
    call="transmit.upload_json_content",
    commands=("transmit put",),
    editions={
        "2.0.0": Endpoint(
            "/api/render/submit/taskJsonFile",
            names={"taskId": "taskId", "fileName": "fileName", "content": "content"},
            defaults={"fileName": "task.json"},
        )
    },
    idempotent=True,
    models=models,
    envelope_name="NothingEnvelope",
    empty_of=type(None),
)
"""Put a job file on the server."""


GET_CONFIG: Operation[models.TransferConfig] = Operation(
    id="getConfig",
    summary="Get the transfer configuration of the account",
    call="transmit.get_transfer_config",
    commands=("transmit config",),
    editions={"2.0.0": Endpoint("/api/render/transfer/getConfig")},
    idempotent=True,
    models=models,
    envelope_name="TransferConfigEnvelope",
    empty_of="TransferConfig",
)
"""Get the transfer configuration of the account."""


GET_OUTPUT_USER_DIR_FILE: Operation[list[models.OutputFile]] = Operation(
    id="getOutputUserDirFile",
    summary="List a directory of rendered output",
    call="transmit.get_output_files",
    commands=("transmit files",),
    editions={
        "2.0.0": Endpoint(
            "/api/render/file/operate/getOutputUserDirFile",
            names={"treePath": "treePath", "taskId": "taskId"},
            defaults={"treePath": "/"},
        )
    },
    idempotent=True,
    models=models,
    envelope_name="OutputFilesEnvelope",
    empty_of=list,
)
"""List a directory of rendered output."""

OPERATIONS: dict[str, Operation[Any]] = {
    operation.id: operation
    for operation in (
        QUERY_USER_PROFILE,
        QUERY_USER_SETTING,
        UPDATE_USER_SETTING,
        GET_TRANSFER_BID,
        LIST_HARDWARE_CONFIGS,
        TASK_RECORD,
        LOGIN_RECORD,
        CREATE_TASK,
        SUBMIT_TASK,
        STOP_TASK,
        START_TASK,
        ABORT_TASK,
        DELETE_TASK,
        SET_OVER_TIME_STOP,
        FULL_SPEED,
        UPDATE_TASK_USER_LEVEL,
        UPDATE_TASK_LIMIT,
        EDIT_TASK_HARDWARE_CONFIG,
        QUERY_PLATFORMS,
        QUERY_ERROR_DETAIL,
        GET_TASK_LIST,
        QUERY_TASK_FRAMES,
        QUERY_ALL_FRAME_STATS,
        RESTART_FAILED_FRAMES,
        RESTART_FRAME,
        QUERY_TASK_INFO,
        QUERY_SUPPORTED_SOFTWARE,
        QUERY_SUPPORTED_PLUGIN,
        LOAD_TASK_PROCESS_IMG,
        LOADING_FRAME_THUMBNAIL,
        GET_TRANSFER_SERVER_MSG,
        GET_RAY_SYNC_USER_KEY,
        STOP_TASK_FRAMES,
        SHOW_LOG,
        GET_USER_PACK_NODE_INFO,
        ADD_LABEL,
        DELETE_LABEL,
        GET_LABEL_LIST,
        LIST_PROJECTS,
        ADD_TASK_LABEL,
        DELETE_TASK_LABEL,
        ADD_RENDER_ENV,
        UPDATE_RENDER_ENV,
        DELETE_RENDER_ENV,
        SET_DEFAULT_RENDER_ENV,
        GET_RENDER_ENV,
        TASK_JSON_FILE,
        GET_CONFIG,
        GET_OUTPUT_USER_DIR_FILE,
    )
}
"""All operations by id, in the order of the spec."""

SENSITIVE_MEMBERS = frozenset(
    {
        "address",
        "communicationNumber",
        "email",
        "ip",
        "loginIp",
        "name",
        "password",
        "phone",
        "raySyncUserKey",
        "requestIp",
        "signature",
        "traceId",
        "userKey",
        "userName",
        "userUa",
    }
)
"""Wire members that hold a credential, a phone number or an e-mail address: not to be logged."""

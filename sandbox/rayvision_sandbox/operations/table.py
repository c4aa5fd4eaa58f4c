"""The operations of every edition: their paths and members, from the spec, and the functions that answer them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from rayvision_sandbox.operations import catalogue, commands, frames, library, logs, output, records, tasks, users
from rayvision_sandbox.operations.call import Call
from rayvision_sandbox.operations.schemas import Document, Member, Shape, members_of, read

Answer = Callable[[Call], Any]

ANSWERS: dict[str, Answer] = {
    "queryUserProfile": users.query_user_profile,
    "queryUserSetting": users.query_user_setting,
    "updateUserSetting": users.update_user_setting,
    "getRaySyncUserKey": users.get_raysync_user_key,
    "getTransferBid": users.get_transfer_bid,
    "getTransferServerMsg": users.get_transfer_server_msg,
    "getConfig": users.get_transfer_config,
    "taskRecord": records.task_record,
    "loginRecord": records.login_record,
    "createTask": commands.create_task,
    "submitTask": commands.submit_task,
    "stopTask": commands.stop_task,
    "startTask": commands.start_task,
    "abortTask": commands.abort_task,
    "deleteTask": commands.delete_task,
    "fullSpeed": commands.full_speed,
    "setOverTimeStop": commands.set_over_time_stop,
    "updateTaskUserLevel": commands.update_task_user_level,
    "updateTaskLimit": commands.update_task_limit,
    "editTaskHardwareConfig": commands.edit_task_hardware_config,
    "restartFailedFrames": commands.restart_failed_frames,
    "restartFrame": commands.restart_frame,
    "stopTaskFrames": commands.stop_task_frames,
    "queryPlatforms": catalogue.query_platforms,
    "queryErrorDetail": catalogue.query_error_detail,
    "querySupportedSoftware": catalogue.query_supported_software,
    "querySupportedPlugin": catalogue.query_supported_plugin,
    "getTaskList": tasks.get_task_list,
    "queryTaskInfo": tasks.query_task_info,
    "queryTaskFrames": frames.query_task_frames,
    "queryAllFrameStats": frames.query_all_frame_stats,
    "loadTaskProcessImg": frames.load_task_process_img,
    "loadingFrameThumbnail": frames.loading_frame_thumbnail,
    "listHardwareConfigs": catalogue.list_hardware_configs,
    "getUserPackNodeInfo": catalogue.get_user_pack_node_info,
    "showLog": logs.show_log,
    "addLabel": library.add_label,
    "deleteLabel": library.delete_label,
    "getLabelList": library.get_label_list,
    "listProjects": library.get_label_list,
    "addTaskLabel": library.add_task_label,
    "deleteTaskLabel": library.delete_task_label,
    "addRenderEnv": library.add_render_env,
    "updateRenderEnv": library.update_render_env,
    "deleteRenderEnv": library.delete_render_env,
    "setDefaultRenderEnv": library.set_default_render_env,
    "getRenderEnv": library.get_render_env,
    "taskJsonFile": commands.task_json_file,
    "getOutputUserDirFile": output.get_output_user_dir_file,
}

# Members that a later edition has renamed, with their first names, by which the answers know them.
FIRST_NAMES: dict[str, dict[str, str]] = {"restartFrame": {"taskId": "taskIds"}}


@dataclass(frozen=True)
class Operation:
    """One operation of one edition."""

    name: str
    members: Mapping[str, Member]
    answer: Answer
    reply: Shape

    def read(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Check the members of a request, and return them by their first names.

        Raises:
            Refusal: A member is missing or wrong.
        """
        names = FIRST_NAMES.get(self.name, {})
        return {names.get(name, name): value for name, value in read(self.members, body).items()}


def _read(document: Document) -> dict[str, Operation]:
    """Find the operations of an edition that are answered, by their paths."""
    operations = {}
    for path, item in document["paths"].items():
        post = item["post"]
        name = post["operationId"]
        if name in ANSWERS:
            envelope = post["responses"]["200"]["content"]["application/json"]["schema"]
            body = post["requestBody"]["content"]["application/json"]["schema"]
            members, reply = members_of(document, body, name), Shape.of(document, envelope)
            operations[path] = Operation(name, members, ANSWERS[name], reply)
    return operations


def _documents() -> dict[str, Document]:
    """Read the published document of each edition, the first edition first."""
    found = {
        folder.name: json.loads((folder / "openapi.json").read_text("utf-8"))
        for folder in files("rayvision_spec").iterdir()
        if (folder / "openapi.json").is_file()
    }
    return dict(sorted(found.items(), key=lambda edition: [int(part) for part in edition[0].split(".")]))


# The operations of each edition, by their paths.
OPERATIONS = {edition: _read(document) for edition, document in _documents().items()}
OPERATION_NAMES = sorted({operation.name for operations in OPERATIONS.values() for operation in operations.values()})

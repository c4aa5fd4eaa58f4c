"""The operations of every edition: where they are and what they take, from the spec, and the functions that answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from typing import Any

from rayvision_sandbox import job_files, library_calls, logs, output, query_calls, records, task_calls, user_calls
from rayvision_sandbox.farm import Call
from rayvision_sandbox.faults import Fault, FaultError
from rayvision_sandbox.requests import Member, read
from rayvision_sandbox.schemas import Document, Shape, members_of

Answer = Callable[[Call], Any]

ANSWERS: dict[str, Answer] = {
    "queryUserProfile": user_calls.query_user_profile,
    "queryUserSetting": user_calls.query_user_setting,
    "updateUserSetting": user_calls.update_user_setting,
    "getRaySyncUserKey": user_calls.get_raysync_user_key,
    "getTransferBid": user_calls.get_transfer_bid,
    "getTransferServerMsg": user_calls.get_transfer_server_msg,
    "getConfig": user_calls.get_transfer_config,
    "taskRecord": records.task_record,
    "loginRecord": records.login_record,
    "createTask": task_calls.create_task,
    "submitTask": task_calls.submit_task,
    "stopTask": task_calls.stop_task,
    "startTask": task_calls.start_task,
    "abortTask": task_calls.abort_task,
    "deleteTask": task_calls.delete_task,
    "fullSpeed": task_calls.full_speed,
    "setOverTimeStop": task_calls.set_over_time_stop,
    "updateTaskUserLevel": task_calls.update_task_user_level,
    "updateTaskLimit": task_calls.update_task_limit,
    "editTaskHardwareConfig": task_calls.edit_task_hardware_config,
    "restartFailedFrames": task_calls.restart_failed_frames,
    "restartFrame": task_calls.restart_frame,
    "stopTaskFrames": task_calls.stop_task_frames,
    "queryPlatforms": query_calls.query_platforms,
    "queryErrorDetail": query_calls.query_error_detail,
    "querySupportedSoftware": query_calls.query_supported_software,
    "querySupportedPlugin": query_calls.query_supported_plugin,
    "getTaskList": query_calls.get_task_list,
    "queryTaskInfo": query_calls.query_task_info,
    "queryTaskFrames": query_calls.query_task_frames,
    "queryAllFrameStats": query_calls.query_all_frame_stats,
    "loadTaskProcessImg": query_calls.load_task_process_img,
    "loadingFrameThumbnail": query_calls.loading_frame_thumbnail,
    "listHardwareConfigs": query_calls.list_hardware_configs,
    "getUserPackNodeInfo": query_calls.get_user_pack_node_info,
    "showLog": logs.show_log,
    "addLabel": library_calls.add_label,
    "deleteLabel": library_calls.delete_label,
    "getLabelList": library_calls.get_label_list,
    "listProjects": library_calls.get_label_list,
    "addTaskLabel": library_calls.add_task_label,
    "deleteTaskLabel": library_calls.delete_task_label,
    "addRenderEnv": library_calls.add_render_env,
    "updateRenderEnv": library_calls.update_render_env,
    "deleteRenderEnv": library_calls.delete_render_env,
    "setDefaultRenderEnv": library_calls.set_default_render_env,
    "getRenderEnv": library_calls.get_render_env,
    "taskJsonFile": job_files.task_json_file,
    "getOutputUserDirFile": output.get_output_user_dir_file,
}

# What a member of a request is called in later editions, and what first: the answers know the first name alone.
FIRST_NAMES: dict[str, dict[str, str]] = {"restartFrame": {"taskId": "taskIds"}}


@dataclass(frozen=True)
class Operation:
    """One operation of one edition."""

    name: str
    members: Mapping[str, Member]
    answer: Answer
    reply: Shape

    def asked(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Check the members of a request, and give them by their first names.

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


def checked(fault: Fault) -> Fault:
    """Give a fault back if it is one of an operation that there is.

    Raises:
        FaultError: There is no such operation.
    """
    names = [operation.name for operations in OPERATIONS.values() for operation in operations.values()]
    if fault.operation not in ("*", *names):
        nearest = get_close_matches(fault.operation, names, n=1, cutoff=0)[0]
        raise FaultError(f"there is no operation {fault.operation}: write {nearest}, for example, or * for all of them")
    return fault

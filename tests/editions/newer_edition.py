"""The spec of a second edition: eight operations of the first one, changed as the vendor changes things, and one more.

What is changed is what the vendor's own client 3.0.4.3 shows to have changed since the guide: paths have moved, some
end in a version, some operations have other names, requests and replies have further members, a member is renamed,
statuses have come, and the signed header `version` says `2.0.0`.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

VERSION = "2.0.0"
PACKAGE = "rayvision_client_2_0_0"

# The calls that are left, with the paths that they have now.
PATHS = {
    "query.platforms": "/api/render/common/v2/queryPlatforms",
    "user.query_user_profile": "/api/render/setUp/queryUserProfile",
    "task.create_task": "/api/render/submit/createTask/v2",
    "task.submit_task": "/api/render/submit/task",
    "query.get_task_list": "/api/render/handle/getTaskList/v2",
    "query.task_info": "/api/render/handle/queryTaskInfo/v2",
    "query.restart_frame": "/api/render/handle/recommitTaskFrames",
    "tag.get_label_list": "/api/render/project/getList",
}
IDS = {"task.submit_task": "task", "query.restart_frame": "recommitTaskFrames", "tag.get_label_list": "getList"}
ADDED = "/api/render/handle/pauseTask"
PAUSED = 60


def newer_edition(first: Path) -> dict[str, Any]:
    """Make the second edition's spec out of the first one's."""
    document: dict[str, Any] = yaml.load(first.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    document["info"]["version"] = VERSION
    operations = {item["post"]["x-rayvision-method"]: item for item in document["paths"].values()}
    document["paths"] = {path: operations[call] for call, path in PATHS.items()}
    for call, name in IDS.items():
        operations[call]["post"]["operationId"] = name
    _more_to_ask(document["components"]["schemas"])
    _more_to_read(document["components"]["schemas"])
    waiter = operations["query.task_info"]["post"]["x-rayvision-waiter"]
    waiter["finished"] = [*waiter["finished"], PAUSED]
    document["paths"][ADDED] = _pause(operations["task.submit_task"])
    used = {item["post"]["tags"][0] for item in document["paths"].values()}
    document["tags"] = [tag for tag in document["tags"] if tag["name"] in used]
    _without_unused(document)
    return document


def write(document: dict[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), "utf-8")


def _more_to_ask(schemas: dict[str, Any]) -> None:
    """A further member, a member less, and a member that has another name."""
    schemas["CreateTaskRequest"]["properties"]["artist"] = {"type": "string", "description": "Who made the scene."}
    del schemas["SubmitTaskRequest"]["properties"]["outUserId"]
    restart = schemas["RestartFrameRequest"]
    restart["properties"]["taskId"] = restart["properties"].pop("taskIds") | {"x-rayvision-formerly": "taskIds"}
    restart["required"] = ["taskId" if name == "taskIds" else name for name in restart["required"]]


def _more_to_read(schemas: dict[str, Any]) -> None:
    """Further members, one of them secret, and a further status."""
    schemas["TaskInfo"]["properties"]["artist"] = {"type": ["string", "null"], "description": "Who made the scene."}
    schemas["UserProfile"]["properties"]["storageToken"] = {
        "type": "string",
        "description": "Opens the account's storage.",
        "x-rayvision-sensitive": "credential",
    }
    status = schemas["TaskStatus"]
    status["enum"].append(PAUSED)
    status["x-enum-varnames"].append("PAUSED")
    status["x-enum-descriptions"].append("The task was paused.")


def _pause(model: dict[str, Any]) -> dict[str, Any]:
    """An operation that the first edition does not have."""
    added = deepcopy(model)
    added["post"] |= {
        "operationId": "pauseTask",
        "summary": "Pause a task",
        "description": "Pauses a task.",
        "x-rayvision-method": "task.pause_task",
        "x-rayvision-idempotent": True,
    }
    return added


def _without_unused(document: dict[str, Any]) -> None:
    """Take out the examples of replies and requests that do not fit any more, and what no operation refers to."""
    components = document["components"]
    restart = document["paths"][PATHS["query.restart_frame"]]["post"]["requestBody"]["content"]["application/json"]
    restart["examples"] = {"one": {"value": {"taskId": 13798105, "selectAll": 0, "ids": [1]}}}
    for path in (PATHS["task.submit_task"], ADDED):
        submit = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        submit["examples"] = {"one": {"value": {"taskId": 13798105}}}
    used: set[str] = set()
    todo: list[Any] = [document["paths"]]
    while todo:
        node = todo.pop()
        if isinstance(node, list):
            todo += node
        elif isinstance(node, dict):
            todo += node.values()
            reference = node.get("$ref")
            if isinstance(reference, str) and reference not in used:
                used.add(reference)
                _, _, kind, name = reference.split("/")
                todo.append(components[kind][name])
    # No operation refers to the signed headers, and all have them.
    for kind in set(components) - {"securitySchemes"}:
        components[kind] = {
            name: one for name, one in components[kind].items() if f"#/components/{kind}/{name}" in used
        }

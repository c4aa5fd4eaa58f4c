"""The operations on labels and render environments."""

import json
from collections.abc import Callable
from typing import Any

from rayvision_sandbox.farm import catalogue
from rayvision_sandbox.farm.codes import Code, Refusal, not_found, not_now
from rayvision_sandbox.operations.call import Call, find_whole
from rayvision_sandbox.operations.schemas import numbers


def add_label(call: Call) -> None:
    """Add a label."""
    added = call.database.run(
        "INSERT OR IGNORE INTO labels (user_id, name, status) VALUES (?, ?, ?)",
        *(call.user["id"], call.body["newName"], call.body["status"]),
    ).rowcount
    if not added:
        raise Refusal(Code.LABEL_ALREADY_EXISTS, f"label {call.body['newName']} exists")


def delete_label(call: Call) -> None:
    """Remove a label."""
    name = call.body["delName"]
    if not call.database.run("DELETE FROM labels WHERE user_id = ? AND name = ?", call.user["id"], name).rowcount:
        raise not_found(f"label {name}")


def get_label_list(call: Call) -> dict[str, Any]:
    """List the labels."""
    labels = call.database.all("SELECT * FROM labels WHERE user_id = ? ORDER BY id", call.user["id"])
    return {"projectNameList": [{"projectId": row["id"], "projectName": row["name"]} for row in labels]}


def add_task_label(call: Call) -> None:
    """Add a label to tasks that do not have it."""
    label = call.body["label"]
    _relabel(call, lambda labels: labels if label in labels else [*labels, label])


def delete_task_label(call: Call) -> None:
    """Remove labels from tasks: by their names, and by the ids of the user's labels."""
    own = {
        row["id"]: row["name"] for row in call.database.all("SELECT * FROM labels WHERE user_id = ?", call.user["id"])
    }
    gone = {*call.body["labelNames"], *(own[number] for number in call.body["labelIds"] if number in own)}
    _relabel(call, lambda labels: [label for label in labels if label not in gone])


def _relabel(call: Call, change: Callable[[list[str]], list[str]]) -> None:
    for task in find_whole(call, call.body["taskIds"]):
        labels = json.dumps(change(json.loads(task["labels"])))
        call.database.update("tasks", task["id"], labels=labels)


def add_render_env(call: Call) -> dict[str, Any]:
    """Add a render environment."""
    _check_plugins(call)
    added = call.database.run(
        "INSERT OR IGNORE INTO render_envs (cg_id, cg_name, cg_version, layer_type, os, plugins, project_path, user_id,"
        " name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *_env_values(call),
    ).rowcount
    if not added:
        raise not_now(f"render environment {call.body['editName']} exists")
    return {"editName": call.body["editName"]}


def update_render_env(call: Call) -> None:
    """Change a render environment."""
    _check_plugins(call)
    changed = call.database.run(
        "UPDATE render_envs SET cg_id = ?, cg_name = ?, cg_version = ?, layer_type = ?, os = ?, plugins = ?,"
        " project_path = ? WHERE user_id = ? AND name = ?",
        *_env_values(call),
    ).rowcount
    if not changed:
        raise not_found(f"render environment {call.body['editName']}")


def _check_plugins(call: Call) -> None:
    for plugin_id in call.body["pluginIds"]:
        if plugin_id not in catalogue.PLUGINS:
            raise not_found(f"plugin {plugin_id}")


def _env_values(call: Call) -> tuple[Any, ...]:
    body = call.body
    system, plugins = int(body["renderSystem"]), json.dumps(body["pluginIds"])
    software = (body["cgId"], body["cgName"], body["cgVersion"], body["renderLayerType"] or 0)
    return (*software, system, plugins, body.get("projectPath") or "", call.user["id"], body["editName"])


def delete_render_env(call: Call) -> None:
    """Remove a render environment."""
    name = call.body["editName"]
    if not call.database.run("DELETE FROM render_envs WHERE user_id = ? AND name = ?", call.user["id"], name).rowcount:
        raise not_found(f"render environment {name}")


def set_default_render_env(call: Call) -> None:
    """Make a render environment the default one: the only one of its software."""
    user_id, name = call.user["id"], call.body["editName"]
    env = call.database.one("SELECT cg_id FROM render_envs WHERE user_id = ? AND name = ?", user_id, name)
    if env is None:
        raise not_found(f"render environment {name}")
    call.database.run(
        "UPDATE render_envs SET is_default = (name = ?) WHERE user_id = ? AND cg_id = ?", name, user_id, env["cg_id"]
    )


def get_render_env(call: Call) -> list[dict[str, Any]]:
    """List the render environments of some software, or of all."""
    body = call.body
    cg_ids = numbers("cgIds", body.get("cgIds") or []) + ([] if body["cgId"] is None else [body["cgId"]])
    return [
        {
            "cgId": env["cg_id"],
            "editName": env["name"],
            "cgName": env["cg_name"],
            "cgVersion": env["cg_version"],
            "osName": env["os"],
            "renderLayerType": env["layer_type"],
            "isDefault": env["is_default"],
            "projectPath": env["project_path"],
            "isMainUserId": 1,
            "respUserPluginInfoVos": [catalogue.plugin(number) for number in json.loads(env["plugins"])],
        }
        for env in call.database.all(
            "SELECT * FROM render_envs WHERE user_id = ? AND (json_array_length(?) = 0"
            " OR cg_id IN (SELECT value FROM json_each(?))) AND os = coalesce(?, os) ORDER BY id",
            *(call.user["id"], json.dumps(cg_ids), json.dumps(cg_ids), body.get("osName")),
        )
    ]

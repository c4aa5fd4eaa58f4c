"""The user's output storage: a folder for each task, and in it the pictures that are done."""

import random
from typing import Any

from rayvision_sandbox import money
from rayvision_sandbox.codes import not_found
from rayvision_sandbox.farm import Call
from rayvision_sandbox.plan import FrameType
from rayvision_sandbox.requests import write_moment
from rayvision_sandbox.store import Row
from rayvision_sandbox.tasks import find, output_folder

SUFFIX = "png"
# What is rendered for other frames only is not given out.
PICTURES = (FrameType.PRIORITY, FrameType.MAIN)


def get_output_user_dir_file(call: Call) -> list[dict[str, Any]]:
    """List a folder of the user's output; the root has the folders of all tasks, or that of one."""
    task = None if call.body["taskId"] is None else find(call, call.body["taskId"])
    names = [name for name in call.body["treePath"].split("/") if name]
    parts = _parts(call, task)
    if not names:
        return [_folder(call, part, output_folder(part), "/") for part in parts]
    for part in parts:
        if output_folder(part) == names[0]:
            return _list(call, part, names[1:])
    raise not_found(f"folder {call.body['treePath']}")


def _parts(call: Call, task: Row | None) -> list[Row]:
    """Find the tasks and parts of tasks of which pictures are there."""
    return call.store.all(
        "SELECT * FROM tasks WHERE user_id = ? AND platform = ? AND id = coalesce(?, id) AND begins <= ? AND EXISTS"
        " (SELECT 1 FROM frames WHERE task_id = coalesce(root_id, tasks.id) AND part_id = tasks.id AND end <= ?"
        " AND NOT fails AND type IN (?, ?)) ORDER BY id",
        *(call.user["id"], call.platform, task and task["id"], call.now, call.now, *PICTURES),
    )


def _list(call: Call, part: Row, names: list[str]) -> list[dict[str, Any]]:
    """List the folder of a task, or the one that a layer has in it."""
    path = f"/{output_folder(part)}/"
    layer = part["layer_name"]
    if layer and not names:
        return [_folder(call, part, layer, path)]
    if names != ([layer] if layer else []):
        raise not_found(f"folder {call.body['treePath']}")
    if layer:
        path += f"{layer}/"
    frames = call.store.all(
        "SELECT * FROM frames WHERE part_id = ? AND task_id = ? AND end <= ? AND NOT fails AND type IN (?, ?)"
        " ORDER BY id",
        *(part["id"], part["root_id"] or part["id"], call.now, *PICTURES),
    )
    return [_picture(call, part, frame, path) for frame in frames]


def _folder(call: Call, part: Row, name: str, parent: str) -> dict[str, Any]:
    return _entry(call, name, parent, min(part["ends"], call.now)) | {
        "fileSize": None,
        "fileType": None,
        "directory": True,
    }


def _picture(call: Call, part: Row, frame: Row, parent: str) -> dict[str, Any]:
    number, dash, block = frame["frame_index"].partition("-")
    name = f"{part['scene_name'].rpartition('.')[0]}.{int(number):04d}{dash}{block}.{SUFFIX}"
    dice = random.Random(f"picture {call.farm.seed} {frame['id']}")  # noqa: S311  (a repeatable history, no secret)
    entry = _entry(call, name, parent, frame["end"])
    return entry | {"fileSize": dice.randrange(1_000_000, 40_000_000), "fileType": SUFFIX, "directory": False}


def _entry(call: Call, name: str, parent: str, changed: int) -> dict[str, Any]:
    return {
        "fileName": name,
        "iconPath": None,
        "lastModify": write_moment(changed),
        "filePath": parent + name,
        "isArrears": int(money.arrears(call.store, call.user, call.now) > 0),
    }

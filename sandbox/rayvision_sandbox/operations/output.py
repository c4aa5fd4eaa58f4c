"""The user's output storage: a folder for each task, and in it the pictures that are done."""

from pathlib import Path
from typing import Any

from rayvision_sandbox.farm import money
from rayvision_sandbox.farm.codes import not_found
from rayvision_sandbox.farm.database import Row
from rayvision_sandbox.farm.output import PICTURES, output_folder
from rayvision_sandbox.operations.call import Call, find
from rayvision_sandbox.operations.formats import write_moment


def get_output_user_dir_file(call: Call) -> list[dict[str, Any]]:
    """List a folder of the user's output; the root holds the folders of all tasks, or that of one."""
    task = None if call.body["taskId"] is None else find(call, call.body["taskId"])
    names = [name for name in call.body["treePath"].split("/") if name]
    parts = _parts(call, task)
    if not names:
        return [_entry(call, output_folder(part), "/", min(part["ends"], call.now)) for part in parts]
    for part in parts:
        if output_folder(part) == names[0]:
            return _list(call, part, names)
    raise _unknown(call)


def _unknown(call: Call) -> Exception:
    return not_found(f"folder {call.body['treePath']}")


def _parts(call: Call, task: Row | None) -> list[Row]:
    """Find the tasks and parts of tasks that have pictures."""
    return call.database.all(
        "SELECT * FROM tasks WHERE user_id = ? AND platform = ? AND id = coalesce(?, id) AND begins <= ? AND EXISTS"
        " (SELECT 1 FROM frames WHERE task_id = coalesce(root_id, tasks.id) AND part_id = tasks.id AND end <= ?"
        " AND NOT fails AND type IN (?, ?)) ORDER BY id",
        *(call.user["id"], call.platform, task and task["id"], call.now, call.now, *PICTURES),
    )


def _list(call: Call, part: Row, names: list[str]) -> list[dict[str, Any]]:
    """List the folder of a task, or one below it."""
    call.farm.output.write_part(part, call.now)
    folder = call.farm.output.folder(part).joinpath(*names[1:])
    if ".." in names or "\0" in call.body["treePath"] or not folder.is_dir():
        raise _unknown(call)
    parent = "/".join(["", *names, ""])
    return [_describe(call, path, parent) for path in sorted(folder.iterdir())]


def _describe(call: Call, path: Path, parent: str) -> dict[str, Any]:
    status = path.stat()
    if path.is_dir():
        return _entry(call, path.name, parent, max((int(file.stat().st_mtime) for file in path.iterdir()), default=0))
    entry = _entry(call, path.name, parent, int(status.st_mtime))
    return entry | {"fileSize": status.st_size, "fileType": path.suffix.removeprefix("."), "directory": False}


def _entry(call: Call, name: str, parent: str, changed: int) -> dict[str, Any]:
    """Describe a folder, or what a file has in common with one."""
    return {
        "fileName": name,
        "fileSize": None,
        "fileType": None,
        "directory": True,
        "iconPath": None,
        "lastModify": write_moment(changed),
        "filePath": parent + name,
        "isArrears": int(money.arrears(call.database, call.user, call.now) > 0),
    }

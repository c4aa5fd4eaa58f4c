"""The job files of a task: what the analysis of a scene on the user's machine has found out."""

import json
from collections.abc import Mapping
from pathlib import Path

from rayvision_sandbox.codes import invalid, not_now
from rayvision_sandbox.farm import Call, Farm
from rayvision_sandbox.storage import Kind
from rayvision_sandbox.store import Row
from rayvision_sandbox.tasks import find_whole

TIPS = "tips.json"
NAMES = ("task.json", "upload.json", "asset.json", TIPS)


def task_json_file(call: Call) -> None:
    """Keep one of a task's job files, as long as the task is not submitted."""
    (task,) = find_whole(call, [call.body["taskId"]])
    if task["submitted"] is not None:
        raise not_now(f"task {task['id']} has been submitted: its job files are read")
    try:
        json.loads(call.body["content"])
    except (ValueError, RecursionError):
        raise invalid("content", "the text of a JSON file") from None
    call.store.run(
        "INSERT OR REPLACE INTO job_files VALUES (?, ?, ?)", task["id"], call.body["fileName"], call.body["content"]
    )


def complain(call: Call, task: Row, errors: Mapping[str, list[str]]) -> None:
    """Add what the farm's own analysis complains of to the task's tips, in the configuration storage.

    Raises:
        OSError: They cannot be written.
    """
    try:
        tips = json.loads(read(call.farm, task["id"]).get(TIPS, "{}"))
    except (ValueError, RecursionError):
        tips = {}
    content = json.dumps((tips if isinstance(tips, dict) else {}) | dict(errors), ensure_ascii=False)
    call.farm.storage.put(_place(call.farm, task, TIPS), content.encode(), call.now)


def read(farm: Farm, task_id: int) -> dict[str, str]:
    """Read the job files of a task: their texts, by name.

    They came by REST, or by the transmitter into the configuration storage; of what came both ways, the second counts.
    """
    rows = farm.store.all("SELECT name, content FROM job_files WHERE task_id = ?", task_id)
    found = {row["name"]: row["content"] for row in rows}
    if task := farm.store.one("SELECT * FROM tasks WHERE id = ?", task_id):
        places = {name: _place(farm, task, name) for name in NAMES}
        found |= {name: path.read_text("utf-8-sig", "replace") for name, path in places.items() if path.is_file()}
    return dict(sorted(found.items()))


def _place(farm: Farm, task: Row, name: str) -> Path:
    return farm.storage.own(Kind.CONFIG, task["user_id"], f"{task['id']}/cfg/{name}")

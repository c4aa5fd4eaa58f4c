"""The job files of a task: what the analysis of a scene on the user's machine has found out."""

import json
from typing import Any

from rayvision_sandbox.codes import invalid, not_now
from rayvision_sandbox.farm import Call
from rayvision_sandbox.store import Store
from rayvision_sandbox.tasks import find_whole

NAMES = ("task.json", "upload.json", "asset.json", "tips.json")


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


def read(store: Store, task_id: int) -> dict[str, str]:
    """Read the job files of a task back: their texts, by name."""
    rows: list[Any] = store.all("SELECT name, content FROM job_files WHERE task_id = ? ORDER BY name", task_id)
    return {row["name"]: row["content"] for row in rows}

"""The job files of a task: what the analysis of a scene on the user's machine has found out."""

import json
from typing import Any

from rayvision_sandbox.codes import invalid, not_now
from rayvision_sandbox.farm import Call, Farm
from rayvision_sandbox.storage import Kind
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
    keep(call.farm, task["id"], call.body["fileName"], call.body["content"])


def keep(farm: Farm, task_id: int, name: str, content: str) -> None:
    """Keep the text of a job file."""
    farm.store.run("INSERT OR REPLACE INTO job_files VALUES (?, ?, ?)", task_id, name, content)


def read(farm: Farm, task_id: int) -> dict[str, str]:
    """Read the job files of a task: their texts, by name.

    They came by REST, or by the transmitter into the configuration storage; of what came both ways, the first counts.
    """
    owner = farm.store.one("SELECT user_id FROM tasks WHERE id = ?", task_id)
    found = {}
    if owner:
        for name in NAMES:
            path = farm.storage.own(Kind.CONFIG, owner["user_id"], f"{task_id}/cfg/{name}")
            if path.is_file():
                found[name] = path.read_text("utf-8-sig", "replace")
    rows: list[Any] = farm.store.all("SELECT name, content FROM job_files WHERE task_id = ?", task_id)
    return dict(sorted((found | {row["name"]: row["content"] for row in rows}).items()))

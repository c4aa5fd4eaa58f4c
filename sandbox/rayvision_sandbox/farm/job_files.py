"""The job files of a task: what the analysis of a scene on the user's machine has found out."""

import json
from collections.abc import Mapping
from pathlib import Path

from rayvision_sandbox.farm.database import Row
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.storage import Kind

TIPS = "tips.json"
NAMES = ("task.json", "upload.json", "asset.json", TIPS)


def add_tips(farm: Farm, task: Row, errors: Mapping[str, list[str]], now: int) -> None:
    """Add the errors of the farm's own analysis to the task's tips, in the configuration storage.

    Raises:
        OSError: They cannot be written.
    """
    try:
        tips = json.loads(read(farm, task["id"]).get(TIPS, "{}"))
    except (ValueError, RecursionError):
        tips = {}
    content = json.dumps((tips if isinstance(tips, dict) else {}) | dict(errors), ensure_ascii=False)
    farm.storage.put(_place(farm, task, TIPS), content.encode(), now)


def read(farm: Farm, task_id: int) -> dict[str, str]:
    """Read the job files of a task: their texts, by name.

    They came by REST, or by the transmitter into the configuration storage; of what came both ways, the second counts.
    """
    rows = farm.database.all("SELECT name, content FROM job_files WHERE task_id = ?", task_id)
    found = {row["name"]: row["content"] for row in rows}
    if task := farm.database.one("SELECT * FROM tasks WHERE id = ?", task_id):
        places = {name: _place(farm, task, name) for name in NAMES}
        found |= {name: path.read_text("utf-8-sig", "replace") for name, path in places.items() if path.is_file()}
    return dict(sorted(found.items()))


def _place(farm: Farm, task: Row, name: str) -> Path:
    return farm.storage.own(Kind.CONFIG, task["user_id"], f"{task['id']}/cfg/{name}")

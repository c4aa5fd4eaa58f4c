"""The operations that list and describe tasks."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from rayvision_sandbox.farm import money, progress
from rayvision_sandbox.farm.catalogue import hardware_of
from rayvision_sandbox.farm.database import Row
from rayvision_sandbox.farm.output import output_folder
from rayvision_sandbox.farm.progress import Progress, add_up
from rayvision_sandbox.farm.scenes import DEFAULTS
from rayvision_sandbox.farm.status import STATUS, TaskStatus, status_of
from rayvision_sandbox.operations.call import Call, find_all, root_of
from rayvision_sandbox.operations.formats import alias, if_past, milliseconds, page

INFO_PAGE_SIZE = 100
TASK_LEVEL = 79
# What a part shares with the whole task.
SHARED = (
    *("submitted", "analysed", "scene", "overtime", "overtime_stop", "level", "labels", "stop_type"),
    *("producer", "clone_of", "node_limit", "hardware"),
)
# guide, the printed reply of getTaskList: of a task with parts, only these have figures; the task itself always waits.
_OF_A_LAYERED_TASK = {
    "taskStatus": TaskStatus.WAITING,
    "statusText": "render_task_status_0",
    "totalFrames": 0,
    "failedFrames": 0,
    **dict.fromkeys(("abortFrames", "executingFrames", "doneFrames", "renderConsume", "renderDuration"), None),
    **dict.fromkeys(("startTime", "completedDate", "userAccountConsume", "couponConsume", "outputFileName"), None),
    "taskArrears": 0,
    "munuTaskId": "",
    "munuTaskIds": "",
    "isOpen": 1,
    "taskType": "",
    "taskTypeText": None,
    "waitingCount": None,
}
TOLD_STATUS = f"""CASE WHEN analysed <= :now AND id IN (SELECT root_id FROM tasks WHERE root_id IS NOT NULL) THEN 0
    ELSE {STATUS} END"""  # noqa: S608  # our own text
TYPE_TEXTS = {"RenderPhoton": "render_photons_task", "Render": "render_major_picture_task"}


def get_task_list(call: Call) -> dict[str, Any]:
    """List the user's tasks on this platform, the newest first."""
    body = call.body
    deleted = "IS NOT NULL" if body.get("recycleFlag") else "IS NULL"
    conditions = ["root_id IS NULL", f"deleted {deleted}", "user_id = :user", "platform = :platform"]
    if call.farm.hides_unsubmitted:
        conditions.append("submitted IS NOT NULL")
    if body["statusList"]:
        conditions.append(f"{TOLD_STATUS} IN ({','.join(map(str, body['statusList']))})")
    if body["searchKeyword"]:
        conditions.append("(instr(lower(scene_name), lower(:word)) OR instr(:platform || 'W' || id, :word))")
    if body["startTime"] is not None:
        conditions.append("submitted >= :start")
    if body["endTime"] is not None:
        conditions.append("submitted <= :end")
    values = {
        "user": call.user["id"],
        "platform": call.platform,
        "now": call.now,
        "word": body["searchKeyword"],
        "start": body["startTime"],
        "end": body["endTime"],
    }
    # One pass over the filters; only the tasks of the page are read in full.
    matching = f"SELECT json_group_array(id) AS ids FROM tasks WHERE {' AND '.join(conditions)}"  # noqa: S608  # our own text
    found = sorted(json.loads(call.database.all(matching, **values)[0]["ids"]), reverse=True)
    skip = (body["pageNum"] - 1) * body["pageSize"]
    tasks = call.database.all(
        "SELECT * FROM tasks WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id DESC",
        json.dumps(found[skip : skip + body["pageSize"]]),
    )
    describer = Describer(call, tasks)
    return page(body["pageNum"], body["pageSize"], len(found), [describer.describe(task) for task in tasks])


def query_task_info(call: Call) -> dict[str, Any]:
    """Describe tasks, or parts of tasks, one by one."""
    tasks = find_all(call, call.body["taskIds"])
    roots = [root_of(call, task) for task in tasks]
    describer = Describer(call, roots)
    items = [
        describer.describe(task) if task["root_id"] is None else describer.describe_part(root, task)
        for task, root in zip(tasks, roots, strict=True)
    ]
    return page(1, max(INFO_PAGE_SIZE, len(items)), len(items), items)


class Describer:
    """Describes tasks of one user, whose parts and progress are read all at once."""

    def __init__(self, call: Call, roots: Sequence[Row]) -> None:
        """Read the parts and the progress of some whole tasks."""
        self._call = call
        ids = [root["id"] for root in roots]
        self._parts: dict[int, list[Row]] = {}
        for part in call.database.all(
            "SELECT * FROM tasks WHERE root_id IN (SELECT value FROM json_each(?)) ORDER BY id", json.dumps(ids)
        ):
            self._parts.setdefault(part["root_id"], []).append(part)
        part_ids = [part["id"] for parts in self._parts.values() for part in parts]
        self._progress = progress.read(call.database, ids + part_ids, call.user, call.now)
        self._arrears_part, self._arrears = self._find_arrears()

    def _find_arrears(self) -> tuple[int | None, int]:
        arrears = money.arrears(self._call.database, self._call.user, self._call.now)
        frame_id = self._call.user["arrears_frame"] if arrears else None
        part = self._call.database.number("SELECT part_id FROM frames WHERE id = ?", frame_id) if frame_id else None
        return part, arrears

    def describe(self, root: Row) -> dict[str, Any]:
        """Describe a whole task, with its parts if it has any and they are known yet."""
        parts = self._parts.get(root["id"], []) if if_past(root["analysed"], self._call.now) else []
        described = self._describe(_members(root), [root["id"], *(part["id"] for part in parts)])
        if parts:
            described["respRenderingTaskList"] = [self.describe_part(root, part) for part in parts]
            described |= _OF_A_LAYERED_TASK
        return described

    def describe_part(self, root: Row, part: Row) -> dict[str, Any]:
        """Describe a part of a task: like a task, with what it shares with the whole taken from there."""
        own = _members(part) | {name: root[name] for name in SHARED}
        return self._describe(own, [part["id"]]) | {"layerParentId": root["id"]}

    def _progress_of(self, ids: list[int]) -> Progress:
        return add_up([self._progress[part_id] for part_id in ids if part_id in self._progress])

    def _describe(self, task: dict[str, Any], ids: list[int]) -> dict[str, Any]:
        now = self._call.now
        status = status_of(task, now)
        done = Progress() if if_past(task["analysed"], now) is None else self._progress_of(ids)
        scene = _read_scene(task["scene"]) if task["submitted"] is not None and task["scene"] else {}
        arrears = self._arrears if self._arrears_part in ids else 0
        completed = task["ends"] if task["ends"] is not None and task["ends"] <= now else None
        pre_status = _pre_status(task, scene, now)
        return {
            "sceneName": task["scene_name"],
            "id": task["id"],
            "taskAlias": alias(task["platform"], task["id"]),
            "taskStatus": status,
            "statusText": f"render_task_status_{status}",
            "preTaskStatus": pre_status,
            "preStatusText": None if pre_status is None else f"render_task_status_{pre_status}",
            "totalFrames": done.total,
            "abortFrames": done.total - done.finished if status == TaskStatus.ABANDON else done.stopped,
            "executingFrames": done.executing,
            "doneFrames": done.finished - done.failed,
            "failedFrames": done.failed,
            "framesRange": task["frames_range"],
            "projectName": "",
            "renderConsume": money.amount(done.cost - arrears),
            "taskArrears": money.amount(arrears),
            "submitDate": milliseconds(task["submitted"]),
            "startTime": milliseconds(if_past(task["started"], now)),
            "completedDate": milliseconds(completed),
            "renderDuration": done.duration,
            "userName": self._call.user["name"],
            "producer": task["producer"],
            "taskLevel": TASK_LEVEL,
            "taskUserLevel": task["level"],
            "taskLimit": task["node_limit"] or scene.get("nodes", 0),
            "taskOverTime": task["overtime"],
            "overTimeStop": task["overtime_stop"] or 0,
            "userId": task["user_id"],
            "outputFileName": output_folder(task) if scene else None,
            "munuTaskId": str(task["id"]) if scene else "",
            "munuTaskIds": str(task["id"]) if scene else "",
            "layerParentId": 0,
            "cgId": task["cg_id"] or 2000,
            "userAccountConsume": money.amount(done.cost - done.coupon - arrears),
            "couponConsume": money.amount(done.coupon),
            "qyCouponConsume": None,
            "isOpen": 0,
            "taskType": task["kind"],
            "renderCamera": scene.get("camera", ""),
            "cloneParentId": 0,
            "cloneOriginalId": task["clone_of"],
            "shareMainCapital": 0,
            "taskRam": hardware_of(task).ram if task["hardware"] else scene.get("ram"),
            "respRenderingTaskList": None,
            "layerName": task["layer_name"],
            "taskTypeText": TYPE_TEXTS.get(task["kind"]),
            "locationOutput": "",
            "isDelete": 1 if task["deleted"] is None else 0,
            "channel": 4,
            "remark": "",
            "labels": _describe_labels(task["labels"]),
            "isOverTime": int(_is_late(task, completed, now)),
            "taskKeyValueVo": {
                "tiles": str(scene["tiles"]) if scene.get("tiles", 1) > 1 else None,
                "allCamera": scene.get("camera"),
                "renderableCamera": scene.get("camera"),
            },
            "waitingCount": done.total - done.finished - done.executing - done.stopped,
            "stopType": task["stop_type"],
        }


def _members(row: Row) -> dict[str, Any]:
    """Make a dictionary of a row: it is much faster, because a row searches all its columns' names each time."""
    return dict(zip(row.keys(), row, strict=True))


# Most tasks of a farm are alike: what they have in common is computed once.
@lru_cache(maxsize=1024)
def _read_scene(text: str) -> dict[str, Any]:
    members: dict[str, Any] = json.loads(text)
    return DEFAULTS | members


@lru_cache(maxsize=1024)
def _describe_labels(text: str) -> str:
    return json.dumps(dict(enumerate(json.loads(text))), ensure_ascii=False)


def _pre_status(task: Any, scene: dict[str, Any], now: int) -> int | None:
    """Return the state of the pre-rendering, if there is one."""
    if not scene.get("pre_render") or if_past(task["analysed"], now) is None or task["main_begins"] is None:
        return None
    if task["main_begins"] <= now:
        return TaskStatus.FINISHED
    return TaskStatus.RENDERING if task["begins"] <= now else TaskStatus.WAITING


def _is_late(task: Any, completed: int | None, now: int) -> bool:
    if task["overtime"] is None or if_past(task["begins"], now) is None:
        return False
    return bool((completed or now) - task["begins"] > task["overtime"])

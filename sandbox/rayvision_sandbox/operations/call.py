"""A request for an operation, once it is known who sent it, and the tasks and frames that it may name."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rayvision_sandbox.farm.codes import Code, Refusal, not_found, not_now, other_zone
from rayvision_sandbox.farm.database import Database, Row
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.status import FrameStatus, state_of
from rayvision_sandbox.operations.formats import if_past

FIRST_EDITION = "1.0.0"


@dataclass(frozen=True)
class Call:
    """One authenticated request: who asks for what, and when (in simulated seconds)."""

    farm: Farm
    user: Row
    platform: int
    base_url: str
    now: int
    body: Mapping[str, Any]
    edition: str

    @property
    def is_first_edition(self) -> bool:
        """Whether the request is for the API of 2020, whose replies have fewer members."""
        return self.edition == FIRST_EDITION

    @property
    def database(self) -> Database:
        """The farm's database."""
        return self.farm.database

    def state_of(self, frame: Row) -> FrameStatus:
        """Return the state of a frame as the caller's edition names it."""
        state = state_of(frame, self.now)
        # The second edition has no such state.
        is_renamed = state == FrameStatus.WAITS_FOR_PRIORITY and not self.is_first_edition
        return FrameStatus.WAITING if is_renamed else state


def find(call: Call, task_id: int, *, deleted: bool = False) -> Row:
    """Find one of the user's tasks or parts of a task.

    Raises:
        Refusal: It does not exist, or is another user's.
    """
    (task,) = find_all(call, [task_id], deleted=deleted)
    return task


def find_all(call: Call, task_ids: Sequence[int], *, deleted: bool = False) -> list[Row]:
    """Find some of the user's tasks or parts of tasks, each once.

    Raises:
        Refusal: One of them does not exist, or is another user's.
    """
    found = {
        task["id"]: task
        for task in call.database.all(
            "SELECT * FROM tasks WHERE id IN (SELECT value FROM json_each(?))", json.dumps(task_ids)
        )
    }
    for task_id in task_ids:
        task = found.get(task_id)
        if task is None or (task["deleted"] is not None and not deleted):
            raise not_found(f"task {task_id}")
        if task["user_id"] != call.user["id"]:
            raise Refusal(Code.FORBIDDEN, f"task {task_id} is another user's")
    return [found[task_id] for task_id in dict.fromkeys(task_ids)]


def find_whole(call: Call, task_ids: Sequence[int], *, deleted: bool = False) -> list[Row]:
    """Find tasks for a command, each once; a part of a task takes no commands."""
    tasks = find_all(call, task_ids, deleted=deleted)
    for task in tasks:
        if task["root_id"] is not None:
            raise not_now(f"task {task['id']} is a part of task {task['root_id']}: name that one")
    return tasks


def root_of(call: Call, task: Row) -> Row:
    """Find the whole task that a task is, or is a part of."""
    return task if task["root_id"] is None else find(call, task["root_id"])


def find_frame(call: Call, frame_id: int) -> tuple[Row, Row]:
    """Find one of the user's frames, and its task.

    Raises:
        Refusal: It does not exist, its task is not analysed yet, or it is another user's.
    """
    frame = call.database.one("SELECT * FROM frames WHERE id = ?", frame_id)
    if frame is None:
        raise not_found(f"frame {frame_id}")
    if frame["user_id"] != call.user["id"]:
        raise Refusal(Code.FORBIDDEN, f"frame {frame_id} is another user's")
    task = find(call, frame["task_id"])
    if if_past(task["analysed"], call.now) is None:
        raise not_found(f"frame {frame_id}")
    return frame, task


def check_zone(call: Call) -> None:
    """Refuse a request for a zone that the account or the farm is not in."""
    own = {zone for zone in (call.farm.zone, call.user["zone"]) if zone is not None}
    if own and call.body["zone"] not in own:
        raise other_zone(own)

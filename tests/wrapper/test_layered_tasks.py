"""A task of several parts is shown as these stand together."""

from __future__ import annotations

import math
from typing import Any

import pytest
from rayvision_api import TaskStatus, spent_on, whole_task
from rayvision_client.models import TaskInfo

# As in the guide's printed reply of getTaskList.
SILENT = {"taskStatus": 0, "totalFrames": 0, "doneFrames": None, "renderConsume": None, "isOpen": 1}
PHOTONS = {
    "taskStatus": 25,
    "totalFrames": 1,
    "doneFrames": 1,
    "renderConsume": 0.1,
    "startTime": 4,
    "completedDate": 6,
}
PICTURE = {
    "taskStatus": 25,
    "totalFrames": 17,
    "doneFrames": 17,
    "renderConsume": 0.2,
    "startTime": 6,
    "completedDate": 9,
}


def layered(*parts: dict[str, Any], **members: Any) -> TaskInfo:
    return TaskInfo({**SILENT, **members, "id": 1, "respRenderingTaskList": list(parts)})


def test_figures_are_those_of_the_parts_together() -> None:
    told = layered(PHOTONS, PICTURE)
    task = whole_task(told)
    assert (task.id, task.task_status, task.total_frames, task.done_frames) == (1, TaskStatus.FINISHED, 18, 18)
    assert (task.render_consume, task["startTime"], task["completedDate"]) == (0.3, 4, 9)
    assert told.task_status == TaskStatus.WAITING


@pytest.mark.parametrize(
    ("parts", "together"),
    [
        ([25, 25], 25),
        ([25, 0], 0),
        ([0, 5], 5),
        ([8, 0], 8),
        ([25, 30], 30),
        ([30, 5], 5),
        ([10, 25], 10),
        ([25, None], 0),
    ],
)
def test_status_is_that_of_what_is_left_to_do_or_went_wrong(parts: list[int | None], together: int) -> None:
    task = whole_task(layered(*({**PICTURE, "taskStatus": status} for status in parts)))
    assert task.task_status == together
    assert (task["completedDate"] is None) == (together in (0, 5, 8))


@pytest.mark.parametrize("parts", [None, []])
def test_a_task_without_parts_stays_as_it_is(parts: list[Any] | None) -> None:
    told = TaskInfo({**layered(PHOTONS).to_dict(), "respRenderingTaskList": parts})
    assert whole_task(told) is told


def test_what_the_parts_do_not_tell_is_what_the_whole_tells() -> None:
    part = {"taskStatus": 25, "totalFrames": 3, "renderConsume": None}
    told = layered(part, part, renderConsume=3, totalFrames=0, startTime=4, completedDate=9)
    whole = whole_task(told)
    assert (whole.total_frames, whole.render_consume, spent_on([told])) == (6, 3, 3)
    assert (whole["startTime"], whole["completedDate"]) == (4, 9)


@pytest.mark.parametrize("odd", [None, "text", [], {}, True, math.nan, math.inf, 10**400])
def test_odd_figures_are_no_error(odd: Any) -> None:
    assert whole_task(layered(PHOTONS, dict.fromkeys(PICTURE, odd))).total_frames >= 1

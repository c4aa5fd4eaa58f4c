"""What people type is taken or refused with what they meant, and what they read says which thing it is."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import httpx
import pytest
from rayvision_api import FrameStatus, TaskFrame, TaskStatus

from .support import Farm, Half, envelope

pytestmark = pytest.mark.both_halves

FRAMES = [
    {"id": 1, "taskId": 20, "frameIndex": "0-1", "frameStatus": 4},
    {"id": 2, "taskId": 21, "frameIndex": "0-1", "frameStatus": 5},
    {"id": 3, "taskId": 22, "frameIndex": "0-1", "frameStatus": 5},
    {"id": 4, "taskId": 19, "frameIndex": "0-2", "frameStatus": 2},
]
LAYERS = [{"id": 20, "layerName": "beauty"}, {"id": 21, "layerName": "shadow"}]
TASKS = [{"id": 5, "labels": '{"7": "a", "8": "b"}'}, {"id": 4, "labels": "{"}, {"id": 3}, {"id": 2, "labels": '["b"]'}]


def service(request: httpx.Request) -> httpx.Response:
    """Answer with the frames of task 19, which has layers, or with tasks, two on a page."""
    body = json.loads(request.content)
    if "pageNum" not in body:
        return httpx.Response(200, json=envelope({"items": [{"id": 19, "respRenderingTaskList": LAYERS}]}))
    everything: list[Any] = TASKS if "taskId" not in body else FRAMES if body["taskId"] == 19 else FRAMES[:1]
    page, size = body["pageNum"], body["pageSize"]
    items = everything[(page - 1) * size : page * size]
    counts = {"pageNum": page, "size": size, "pageCount": -(-len(everything) // size), "total": len(everything)}
    return httpx.Response(200, json=envelope({**counts, "items": items}))


def listed(half: Half, farm: Farm, method: str, *args: Any, **kwargs: Any) -> list[Any]:
    """Go through an iterator of the wrapper."""
    query = half.client(farm).query
    if not half.is_async:
        return list(getattr(query, method)(*args, **kwargs))

    async def gone_through() -> list[Any]:
        return [item async for item in getattr(query, method)(*args, **kwargs)]

    found: list[Any] = half.finish(gone_through)
    return found


def test_each_frame_says_which_layer_it_is_of(half: Half) -> None:
    farm = Farm(service)
    frames = listed(half, farm, "iter_frames", 19, page_size=2)
    assert [(frame.id, frame.layer_name) for frame in frames] == [(1, "beauty"), (2, "shadow"), (3, None), (4, None)]
    assert [frame.sub_task and frame.sub_task.id for frame in frames] == [20, 21, None, None]
    assert len(farm.requests) == 3
    assert {type(frame) for frame in frames} == {TaskFrame}


def test_the_frames_of_a_plain_task_need_no_further_request(half: Half) -> None:
    farm = Farm(service)
    (frame,) = listed(half, farm, "iter_frames", 20)
    assert frame.sub_task is None
    assert len(farm.requests) == 1


def test_frames_of_a_status_alone_can_be_gone_through(half: Half) -> None:
    for status in ([FrameStatus.FAILED], [5]):
        assert [frame.id for frame in listed(half, Farm(service), "iter_frames", 19, page_size=3, status=status)] == [
            2,
            3,
        ]


def test_a_frame_of_a_layer_is_copied_whole() -> None:
    frame = TaskFrame(dict(FRAMES[0]))
    for twin in (copy.copy(frame), copy.deepcopy(frame), pickle.loads(pickle.dumps(frame))):
        assert (twin, twin.sub_task) == (frame, None)


def test_tasks_of_a_label_alone_can_be_gone_through(half: Half) -> None:
    assert [task.id for task in listed(half, Farm(service), "iter_tasks", page_size=2, label="b")] == [5, 2]


@pytest.mark.parametrize(
    ("method", "arguments", "meant"),
    [
        ("task.stop_task", (19097,), "task_param_list is 19097; it has to be a list: [19097]"),
        ("task.stop_task", (["19097"],), "task_param_list[0] is '19097'; it has to be a whole number: 19097"),
        ("task.submit_task", ("19097",), "task_id is '19097'; it has to be a whole number: 19097"),
        ("task.create_task", (1, None, 50, "shot"), "labels is 'shot'; it has to be a list: ['shot']"),
        ("query.get_task_list", (1, 9, ["finished"]), "status_list[0] is 'finished'; give TaskStatus.FINISHED"),
        ("query.get_task_list", (1, 9, ["Finished has failed"]), "give TaskStatus.FINISHED_HAS_FAILED"),
        ("query.get_task_list", (1, 9, TaskStatus.STOP), "it has to be a list: [TaskStatus.STOP]"),
        ("query.restart_failed_frames", ([1], ["failed"]), "status[0] is 'failed'; give FrameStatus.FAILED"),
    ],
)
def test_what_is_refused_is_told_as_it_is_written(half: Half, method: str, arguments: Any, meant: str) -> None:
    farm = Farm()
    with pytest.raises(TypeError) as caught:
        half.call(half.client(farm), method, *arguments)
    assert meant in str(caught.value)
    assert not farm.requests


@pytest.mark.parametrize("number", ["2", 2])
def test_a_platform_in_the_place_of_a_domain_is_refused(half: Half, number: Any) -> None:
    with pytest.raises((ValueError, TypeError), match=f"give it as platform={number!r}"):
        half.client(domain=number)

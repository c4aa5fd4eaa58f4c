"""Every reply that the guide prints goes into the view of its operation and comes out as it was."""

from __future__ import annotations

import copy
import json
from datetime import datetime
from typing import Any

import pytest
from rayvision_client import models
from rayvision_client.operations import OPERATIONS

from ..support import INTERFACES  # noqa: TID252  # has no name of its own


def action(interface: dict[str, Any]) -> str:
    return str(interface["path"].rpartition("/")[2])


def example_of(name: str) -> Any:
    return next(copy.deepcopy(interface["example"]) for interface in INTERFACES if action(interface) == name)


def data_of(name: str) -> Any:
    return OPERATIONS[name].envelope(example_of(name)).data


@pytest.mark.parametrize("interface", INTERFACES, ids=action)
def test_to_dict_is_exactly_what_came(interface: dict[str, Any]) -> None:
    came = json.loads(json.dumps(interface["example"]))
    view: Any = OPERATIONS[action(interface)].envelope(came)
    repr(view)
    assert view.to_dict() == interface["example"]
    assert json.dumps(view.to_dict()) == json.dumps(interface["example"]), "order and number formats included"
    assert dict(view) == interface["example"]
    assert view == interface["example"]


@pytest.mark.parametrize("interface", INTERFACES, ids=action)
def test_the_envelope_reads_as_the_guide_prints_it(interface: dict[str, Any]) -> None:
    view: Any = OPERATIONS[action(interface)].envelope(interface["example"])
    assert isinstance(view, models.Envelope)
    assert (view.version, view.result, view.message) == ("1.0.0", True, "success")
    assert view.code is models.ReplyCode.SUCCESS
    assert view.server_time.timestamp() * 1000 == interface["example"]["serverTime"]
    assert view.request_id == interface["example"].get("requestId")


def test_a_task_reads_as_the_guide_prints_it() -> None:
    page = data_of("getTaskList")
    assert isinstance(page, models.TaskPage)
    assert (page.page_count, page.page_num, page.total, page.size) == (32, 1, 32, 1)
    task = page.items[0]
    assert isinstance(task, models.TaskInfo)
    assert (task.id, task.task_alias, task.scene_name) == (18278, "P18278", "衣帽间.max")
    assert task.task_status is models.TaskStatus.WAITING
    assert task.pre_task_status is models.TaskStatus.FINISHED
    assert isinstance(task.submit_date, datetime)
    assert task.submit_date.timestamp() == 1535602289
    assert (task.start_time, task.completed_date, task.done_frames) == (None, None, None)
    assert task["taskAlias"] == "P18278"
    assert task["submitDate"] == 1535602289000
    assert task.cg_id is models.SoftwareId.THREE_DS_MAX
    assert isinstance(task.task_key_value_vo, models.TaskKeyValues)


def test_parts_of_a_task_are_tasks() -> None:
    task = models.TaskInfo({"id": 1, "respRenderingTaskList": [{"id": 2, "respRenderingTaskList": [{"id": 3}]}]})
    (part,) = task.resp_rendering_task_list or []
    assert isinstance(part, models.TaskInfo)
    assert [inner.id for inner in part.resp_rendering_task_list or []] == [3]


def test_a_frame_reads_as_the_guide_prints_it() -> None:
    frame: Any = data_of("queryTaskFrames").items[0]
    assert {type(frame)} == {models.FrameInfo}
    assert frame.frame_status is models.FrameStatus.FINISHED
    assert frame.fee_amount == 0.44
    assert frame.end_time.timestamp() - frame.start_time.timestamp() == frame.frame_execute_time == 489


def test_lists_of_lists_read_as_lists_of_lists_of_views() -> None:
    progress: Any = data_of("loadTaskProcessImg")
    assert {type(progress)} == {models.TaskProgress}
    ((frame,),) = progress.grab_info
    assert isinstance(frame, models.ProgressFrame)
    assert frame.frame_percent == "100"
    assert progress.is_render_photon is True
    assert progress.current_task_type is models.RenderStage.RENDER_PHOTON
    assert (progress.width, progress.height) == (700, 518)


def test_lists_and_texts_read_as_they_are() -> None:
    assert [platform.name for platform in data_of("queryPlatforms")] == ["query_platform_w2"]
    assert data_of("setOverTimeStop") == "SUCCESS"
    assert data_of("fullSpeed") == "成功"
    assert data_of("loadingFrameThumbnail") == example_of("loadingFrameThumbnail")["data"]
    assert data_of("stopTask") is None
    assert data_of("createTask").task_id_list == [19097]
    (detail,) = data_of("queryErrorDetail")
    assert detail.code == "15000"
    assert detail.type is models.ErrorKind.ERROR
    assert [label.project_name for label in data_of("getLabelList").project_name_list] == ["myLabel"]


def test_a_failure_has_no_data() -> None:
    for operation in OPERATIONS.values():
        view: Any = operation.envelope({"code": 611, "data": None, "result": False})
        assert view.code is models.ReplyCode.SIGNATURE_INVALID
        assert view.data is None

"""Further calls of which it is known what the vendor's client sends."""

from __future__ import annotations

from typing import Any

import pytest
from rayvision_api import SoftwareId, TaskStatus

from .support import Farm, Half, is_rightly_signed

CASES: list[tuple[str, tuple[Any, ...], dict[str, Any], str]] = [
    (
        "task.create_task",
        (),
        {"count": 3, "out_user_id": 77, "task_user_level": 60, "labels": ["镜头 01", "a&b=c"]},
        '{"count": 3, "taskUserLevel": 60, "outUserId": 77, "labels": ["\\u955c\\u5934 01", "a&b=c"]}',
    ),
    ("task.create_task", (), {}, '{"count": 1, "taskUserLevel": 50}'),
    ("task.create_task", (), {"labels": []}, '{"count": 1, "taskUserLevel": 50}'),
    ("task.create_task", (2, None, 60, None), {}, '{"count": 2, "taskUserLevel": 60}'),
    ("task.create_task", (1, 77, 50, ["x"]), {}, '{"count": 1, "taskUserLevel": 50, "outUserId": 77, "labels": ["x"]}'),
    ("task.create_task", (), {"labels": ("x",)}, '{"count": 1, "taskUserLevel": 50, "labels": ["x"]}'),
    ("task.submit_task", (5,), {}, '{"taskId": 5}'),
    ("task.submit_task", (5, None, None), {}, '{"taskId": 5}'),
    (
        "task.submit_task",
        (5, " task_id_model ", " 55 "),
        {},
        '{"taskId": 5, "assetIsolationModel": "TASK_ID_MODEL", "outUserId": "55"}',
    ),
    (
        "task.submit_task",
        (5,),
        {"asset_lsolation_model": "Out_User_Model", "out_user_id": "user 9"},
        '{"taskId": 5, "assetIsolationModel": "OUT_USER_MODEL", "outUserId": "user 9"}',
    ),
    (
        "task.submit_task",
        (5,),
        {"asset_isolation_model": "OUT_USER_MODEL", "out_user_id": "9"},
        '{"taskId": 5, "assetIsolationModel": "OUT_USER_MODEL", "outUserId": "9"}',
    ),
    ("task.submit_task", (5, "", ""), {}, '{"taskId": 5}'),
    ("task.stop_task", ([3, 1, 2],), {}, '{"taskIds": [3, 1, 2]}'),
    ("task.set_task_overtime_stop", ([1, 2], 7200), {}, '{"taskIds": [1, 2], "overTime": 7200}'),
    (
        "query.get_task_list",
        (2, 50, [5, 0], "镜头", "2020-01-01 00:00:00", "2020-02-01 00:00:00"),
        {},
        (
            '{"pageNum": 2, "pageSize": 50, "statusList": [5, 0], "searchKeyword": "\\u955c\\u5934", '
            '"startTime": "2020-01-01 00:00:00", "endTime": "2020-02-01 00:00:00"}'
        ),
    ),
    ("query.get_task_list", (), {}, '{"pageNum": 1, "pageSize": 2}'),
    (
        "query.get_task_list",
        (),
        {"status_list": [], "search_keyword": "", "start_time": "", "end_time": ""},
        '{"pageNum": 1, "pageSize": 2}',
    ),
    (
        "query.get_task_list",
        (),
        {"status_list": [TaskStatus.FINISHED, 60]},
        '{"pageNum": 1, "pageSize": 2, "statusList": [25, 60]}',
    ),
    ("query.task_frames", (7, 1, 10), {}, '{"taskId": 7, "pageNum": 1, "pageSize": 10}'),
    (
        "query.task_frames",
        (7, 3, 10, "0001"),
        {},
        '{"taskId": 7, "pageNum": 3, "pageSize": 10, "searchKeyword": "0001"}',
    ),
    ("query.task_frames", (7, 3, 10, ""), {}, '{"taskId": 7, "pageNum": 3, "pageSize": 10}'),
    ("query.restart_frame", (1, 0, [3, 4]), {}, '{"taskIds": 1, "selectAll": 0, "ids": [3, 4]}'),
    ("query.restart_frame", (1, 1), {}, '{"taskIds": 1, "selectAll": 1, "ids": []}'),
    ("query.restart_frame", (1, 1, []), {}, '{"taskIds": 1, "selectAll": 1, "ids": []}'),
    ("query.restart_frame", (), {"task_id": 1, "ids_list": [9]}, '{"taskIds": 1, "selectAll": 0, "ids": [9]}'),
    ("query.error_detail", ("15000", "1"), {}, '{"code": "15000", "language": "1"}'),
    ("query.get_task_processing_img", (9,), {}, '{"taskId": 9}'),
    ("query.get_task_processing_img", (9, 5), {}, '{"taskId": 9, "frameType": 5}'),
    ("query.get_frame_thumbnail", (9, 4), {}, '{"id": 9, "frameStatus": 4}'),
    ("tag.add_label", ("x",), {}, '{"newName": "x", "status": 1}'),
    ("tag.add_label", ("x", 0), {}, '{"newName": "x", "status": 0}'),
    ("env.get_render_env", ("3ds Max",), {}, '{"cgId": 2001}'),
    ("env.get_render_env", ("C4D",), {}, '{"cgId": 2005}'),
    ("env.get_render_env", (SoftwareId.BLENDER,), {}, '{"cgId": 2007}'),
]


@pytest.mark.parametrize(
    ("method", "args", "kwargs", "body"), CASES, ids=[f"{index}-{case[0]}" for index, case in enumerate(CASES)]
)
def test_body_is_what_the_vendors_client_sends(
    half: Half, farm: Farm, method: str, args: tuple[Any, ...], kwargs: dict[str, Any], body: str
) -> None:
    half.call(half.client(farm), method, *args, **kwargs)
    assert farm.texts == [body]
    assert is_rightly_signed(farm.requests[0], "task.renderbus.com")


@pytest.mark.parametrize(("system", "name"), [("win32", "windows"), ("linux", "linux")])
def test_plugins_are_asked_for_the_system_of_this_machine(
    half: Half, farm: Farm, system: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", system)
    half.call(half.client(farm), "query.supported_plugin", "3ds Max")
    assert farm.texts == [f'{{"cgId": 2001, "osName": "{name}"}}']


def test_plugins_can_be_asked_for_another_system(half: Half, farm: Farm) -> None:
    for system in ("windows", "linux"):
        half.call(half.client(farm), "query.supported_plugin", "maya", os_name=system)
    assert farm.texts == ['{"cgId": 2000, "osName": "windows"}', '{"cgId": 2000, "osName": "linux"}']


def test_ids_may_come_from_any_iterable(half: Half, farm: Farm) -> None:
    api = half.client(farm)
    for ids in ([4, 5], (4, 5), range(4, 6), iter([4, 5]), {4: None, 5: None}.keys()):
        half.call(api, "task.stop_task", ids)
    assert farm.texts == ['{"taskIds": [4, 5]}'] * 5


def test_render_environment_is_sent_as_it_is_in_its_own_order(half: Half, farm: Farm) -> None:
    env = {"zeta": 1, "cgId": 2000, "respUserPluginInfoVos": [{"pluginId": 3, "b": "镜"}], "editName": "x"}
    half.call(half.client(farm), "env.add_render_env", env)
    assert farm.texts == [
        '{"zeta": 1, "cgId": 2000, "respUserPluginInfoVos": [{"pluginId": 3, "b": "\\u955c"}], "editName": "x"}'
    ]
    assert is_rightly_signed(farm.requests[0], "task.renderbus.com")


@pytest.mark.parametrize(
    ("domain", "zone"),
    [
        ("task.renderbus.com", 1),
        ("www.foxrenderfarm.com", 2),
        ("Task.RenderBus.COM", 1),
        ("127.0.0.1:8765", 2),
        ("renderbus.example.org:8443", 1),
    ],
)
def test_zone_follows_from_the_domain(half: Half, farm: Farm, domain: str, zone: int) -> None:
    api = half.client(farm, domain=domain)
    half.call(api, "query.platforms")
    half.call(api, "query.get_transfer_server_msg")
    assert farm.texts == [f'{{"zone": {zone}}}'] * 2
    assert all(is_rightly_signed(request, domain) for request in farm.requests)

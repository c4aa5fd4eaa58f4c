"""Wrong arguments are refused before anything is sent, with their names, their values and what would be right."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rayvision_api import TaskStatus

from ..each import each  # noqa: TID252  # has no name of its own
from .support import Farm, Half

# None stands for the default of the edition.
MAY_BE_LEFT_OUT = {"query.get_task_list": ("page_size",)}
NO_NUMBERS: list[Any] = ["5", 5.0, None, [5], {"a": 1}, b"5", True, object()]
NO_LISTS: list[Any] = [None, 5, "12", b"12", {1: 2}, 5.5]
NO_TEXTS: list[Any] = [None, 5, b"x", ["x"], {"x": 1}, True]

# Method, argument, the other arguments that it needs.
NUMBERS = [
    ("user.update_user_settings", "task_over_time", {}),
    ("task.create_task", "count", {}),
    ("task.submit_task", "task_id", {}),
    ("task.set_task_overtime_top", "overtime", {"task_id_list": [1]}),
    ("task.set_task_overtime_stop", "overtime", {"task_id_list": [1]}),
    ("query.get_task_list", "page_num", {}),
    ("query.get_task_list", "page_size", {}),
    ("query.task_frames", "task_id", {"page_num": 1, "page_size": 1}),
    ("query.task_frames", "page_num", {"task_id": 1, "page_size": 1}),
    ("query.task_frames", "page_size", {"task_id": 1, "page_num": 1}),
    ("query.restart_frame", "task_id", {"select_all": 1}),
    ("query.get_task_processing_img", "task_id", {}),
    ("query.get_frame_thumbnall", "frame_id", {}),
    ("query.get_frame_thumbnall", "frame_status", {"frame_id": 1}),
]
ID_LISTS = [
    ("task.stop_task", "task_param_list", {}),
    ("task.start_task", "task_param_list", {}),
    ("task.abort_task", "task_param_list", {}),
    ("task.delete_task", "task_param_list", {}),
    ("task.set_task_overtime_top", "task_id_list", {"overtime": 60}),
    ("task.full_speed", "task_id_list", {}),
    ("query.restart_failed_frames", "task_param_list", {}),
    ("query.restart_frame", "ids_list", {"task_id": 1, "select_all": 0}),
    ("query.task_info", "task_ids_list", {}),
]
TEXTS = [
    ("tag.add_label", "new_name", {}),
    ("tag.delete_label", "del_name", {}),
    ("env.delete_render_env", "edit_name", {}),
    ("env.set_default_render_env", "edit_name", {}),
]


def refused(half: Half, kind: Any, method: str, **arguments: Any) -> str:
    """Call a method that has to refuse, and give the error's words."""
    farm = Farm()
    with pytest.raises(kind) as caught:
        half.call(half.client(farm), method, **arguments)
    assert farm.requests == []
    return str(caught.value)


@each(("method", "argument", "others"), NUMBERS)
@each("value", NO_NUMBERS, named=lambda value: type(value).__name__)
def test_what_is_no_whole_number_is_refused(
    half: Half, method: str, argument: str, others: dict[str, Any], value: Any
) -> None:
    if value is None and argument in MAY_BE_LEFT_OUT.get(method, ()):
        return
    message = refused(half, TypeError, method, **others, **{argument: value})
    assert argument in message
    assert repr(value) in message
    assert "number" in message


@pytest.mark.parametrize(("method", "argument", "others"), NUMBERS)
@given(value=st.integers(max_value=0))
def test_number_below_one_is_refused(
    half: Half, method: str, argument: str, others: dict[str, Any], value: int
) -> None:
    message = refused(half, ValueError, method, **others, **{argument: value})
    assert argument in message
    assert str(value) in message
    assert "1" in message


@each(("method", "argument", "others"), ID_LISTS)
def test_empty_list_of_ids_is_refused(half: Half, method: str, argument: str, others: dict[str, Any]) -> None:
    for empty in ([], (), iter(())):
        message = refused(half, ValueError, method, **others, **{argument: empty})
        assert argument in message
        assert "empty" in message


@each(("method", "argument", "others"), ID_LISTS)
@each("value", [*NO_LISTS, 0], named=lambda value: f"{type(value).__name__}-{value}")
def test_what_is_no_list_is_refused(half: Half, method: str, argument: str, others: dict[str, Any], value: Any) -> None:
    # Only where it may be left out does None say that there are no ids.
    kind = ValueError if argument == "ids_list" and value is None else TypeError
    message = refused(half, kind, method, **others, **{argument: value})
    if kind is ValueError:
        assert argument in message
        return
    assert argument in message
    assert repr(value) in message
    assert "list" in message


@each(("method", "argument", "others"), ID_LISTS)
@each("wrong", ["7", 7.0, None, True, [7]])
def test_wrong_id_in_a_list_is_refused_with_its_place(
    half: Half, method: str, argument: str, others: dict[str, Any], wrong: Any
) -> None:
    message = refused(half, TypeError, method, **others, **{argument: [5, wrong]})
    assert f"{argument}[1]" in message
    assert repr(wrong) in message


@each(("method", "argument", "others"), ID_LISTS)
def test_id_below_one_in_a_list_is_refused(half: Half, method: str, argument: str, others: dict[str, Any]) -> None:
    assert f"{argument}[2]" in refused(half, ValueError, method, **others, **{argument: [5, 6, 0]})


def test_restarting_no_frames_is_refused(half: Half) -> None:
    assert "ids_list" in refused(half, ValueError, "query.restart_frame", task_id=1, select_all=0)
    assert "ids_list" in refused(half, ValueError, "query.restart_frame", task_id=1)


@each(("method", "argument", "others"), TEXTS)
def test_empty_text_is_refused(half: Half, method: str, argument: str, others: dict[str, Any]) -> None:
    for empty in ("", "   ", "\t\n"):
        message = refused(half, ValueError, method, **others, **{argument: empty})
        assert argument in message
        assert repr(empty) in message


@each(("method", "argument", "others"), TEXTS)
@each("value", NO_TEXTS)
def test_what_is_no_text_is_refused(half: Half, method: str, argument: str, others: dict[str, Any], value: Any) -> None:
    message = refused(half, TypeError, method, **others, **{argument: value})
    assert argument in message
    assert repr(value) in message
    assert "text" in message


# Method, arguments, the argument at fault, what the message has to offer instead.
CHOICES: list[tuple[str, dict[str, Any], str, tuple[str, ...]]] = [
    ("task.create_task", {"task_user_level": 55}, "task_user_level", ("55", "50", "60")),
    ("task.create_task", {"task_user_level": 0}, "task_user_level", ("50", "60")),
    ("task.create_task", {"task_user_level": True}, "task_user_level", ("50", "60")),
    ("task.submit_task", {"task_id": 5, "asset_lsolation_model": "X"}, "solation_model", ("'X'", "TASK_ID_MODEL")),
    ("task.submit_task", {"task_id": 5, "asset_isolation_model": " "}, "asset_isolation_model", ("' '",)),
    (
        "task.submit_task",
        {"task_id": 5, "asset_lsolation_model": "OUT_USER_MODEL"},
        "out_user_id",
        ("OUT_USER_MODEL",),
    ),
    (
        "task.submit_task",
        {"task_id": 5, "asset_isolation_model": "out_user_model", "out_user_id": ""},
        "out_user_id",
        ("out_user_model",),
    ),
    ("task.submit_task", {"task_id": 5, "out_user_id": "  "}, "out_user_id", ("'  '",)),
    ("query.error_detail", {"code": ""}, "code", ("''",)),
    ("query.error_detail", {"code": "1", "language": "2"}, "language", ("'2'", "'0'", "'1'")),
    ("query.error_detail", {"code": "1", "language": ""}, "language", ("''",)),
    ("query.restart_frame", {"task_id": 1, "select_all": 2}, "select_all", ("2", "0", "1")),
    ("query.supported_plugin", {"name": "maya", "os_name": "macos"}, "os_name", ("'macos'", "windows", "linux")),
    ("query.get_task_processing_img", {"task_id": 1, "frame_type": 3}, "frame_type", ("3", "2", "5")),
    ("tag.add_label", {"new_name": "x", "status": 9}, "status", ("9", "0", "1")),
    ("tag.add_label", {"new_name": "x", "status": -1}, "status", ("-1",)),
    ("env.add_render_env", {"render_env": {}}, "render_env", ("empty",)),
    ("env.update_render_env", {"render_env": {}}, "render_env", ("empty",)),
    ("task.create_task", {"labels": ["a", ""]}, "labels[1]", ("''",)),
    ("query.get_task_list", {"status_list": [0, -5]}, "status_list[1]", ("-5",)),
    ("query.get_task_list", {"search_keyword": "  "}, "search_keyword", ("'  '",)),
    ("query.task_frames", {"task_id": 1, "search_keyword": " "}, "search_keyword", ("' '",)),
    ("query.get_task_list", {"start_time": "soon"}, "start_time", ("'soon'", "2020")),
    ("query.get_task_list", {"end_time": "31/31/2020"}, "end_time", ("'31/31/2020'", "2020")),
    ("env.get_render_env", {"name": ""}, "name", ("''",)),
    ("env.add_render_env", {"render_env": {"renderSystem": "linux"}}, "renderSystem", ("'linux'", "0 or 1")),
    ("env.update_render_env", {"data": {"cgId": "1"}}, "cgId", ("'1'", "2000 or 2001")),
    ("env.update_render_env", {"data": {"renderLayerType": 2}}, "renderLayerType", ("2", "0 or 1")),
    ("query.supported_plugin", {"name": 1999}, "name", ("1999", "maya")),
]

WRONG_TYPES: list[tuple[str, dict[str, Any], str]] = [
    ("task.create_task", {"task_user_level": "50"}, "task_user_level"),
    ("task.create_task", {"task_user_level": None}, "task_user_level"),
    ("task.create_task", {"out_user_id": "77"}, "out_user_id"),
    ("task.create_task", {"out_user_id": True}, "out_user_id"),
    ("task.create_task", {"labels": "shot"}, "labels"),
    ("task.create_task", {"labels": {"a": 1}}, "labels"),
    ("task.create_task", {"labels": 5}, "labels"),
    ("task.create_task", {"labels": ["a", 5]}, "labels[1]"),
    ("task.create_task", {"labels": [None]}, "labels[0]"),
    ("task.submit_task", {"task_id": 5, "asset_lsolation_model": 5}, "solation_model"),
    ("task.submit_task", {"task_id": 5, "out_user_id": 5.5}, "out_user_id"),
    ("task.submit_task", {"task_id": 5, "out_user_id": True}, "out_user_id"),
    ("query.error_detail", {"code": None}, "code"),
    ("query.error_detail", {"code": 1.5}, "code"),
    ("query.get_task_list", {"status_list": 5}, "status_list"),
    ("query.get_task_list", {"status_list": "5"}, "status_list"),
    ("query.get_task_list", {"status_list": ["5"]}, "status_list[0]"),
    ("query.get_task_list", {"status_list": [5, None]}, "status_list[1]"),
    ("query.get_task_list", {"search_keyword": 5}, "search_keyword"),
    ("query.get_task_list", {"start_time": 1580486400}, "start_time"),
    ("query.get_task_list", {"end_time": dt.date(2020, 1, 1)}, "end_time"),
    ("query.get_task_list", {"end_time": b"2020-01-01"}, "end_time"),
    ("query.task_frames", {"task_id": 1, "search_keyword": 5}, "search_keyword"),
    ("query.restart_frame", {"task_id": 1, "select_all": "1"}, "select_all"),
    ("query.supported_plugin", {"name": None}, "name"),
    ("query.supported_plugin", {"name": True}, "name"),
    ("query.supported_plugin", {"name": "maya", "os_name": 1}, "os_name"),
    ("query.get_task_processing_img", {"task_id": 1, "frame_type": "2"}, "frame_type"),
    ("tag.add_label", {"new_name": "x", "status": "x"}, "status"),
    ("env.add_render_env", {"render_env": None}, "render_env"),
    ("env.add_render_env", {"render_env": "x"}, "render_env"),
    ("env.add_render_env", {"render_env": [("a", 1)]}, "render_env"),
    ("env.update_render_env", {"render_env": 5}, "render_env"),
    ("env.get_render_env", {"name": 2.5}, "name"),
    ("env.get_render_env", {"name": ["maya"]}, "name"),
]


@each(("method", "arguments", "argument", "offers"), CHOICES)
def test_value_that_is_none_of_the_allowed_is_refused(
    half: Half, method: str, arguments: dict[str, Any], argument: str, offers: tuple[str, ...]
) -> None:
    message = refused(half, ValueError, method, **arguments)
    assert argument in message
    assert all(offer in message for offer in offers), message


@each(("method", "arguments", "argument"), WRONG_TYPES)
def test_value_of_a_wrong_type_is_refused(half: Half, method: str, arguments: dict[str, Any], argument: str) -> None:
    message = refused(half, TypeError, method, **arguments)
    assert argument in message
    value = arguments[argument] if argument in arguments else list(arguments.values())[-1]
    culprit = value[-1] if isinstance(value, list) and "[" in argument else value
    assert repr(culprit) in message, message


@pytest.mark.parametrize("method", ["env.add_render_env", "env.update_render_env"])
@pytest.mark.parametrize(
    ("value", "name"),
    [
        (None, "cgId"),
        (True, "cgId"),
        (1.5, "cgId"),
        (float("nan"), "cgId"),
        (float("inf"), "cgId"),
        (dt.datetime(2020, 1, 1, tzinfo=dt.UTC), "cgId"),
        (b"x", "cgId"),
        ({1, 2}, "cgId"),
        ({"inner": [1, {"deep": False}]}, "cgId.inner1.deep"),
    ],
    ids=repr,
)
def test_member_of_an_environment_that_cannot_be_signed_is_named(
    half: Half, method: str, value: Any, name: str
) -> None:
    message = refused(half, (ValueError, TypeError), method, render_env={"editName": "x", "cgId": value})
    assert name in message


@pytest.mark.parametrize("name", ["accessId", "UTCTimestamp", "nonce", "platform", "channel", "version"])
def test_member_named_like_a_signed_header_is_refused(half: Half, name: str) -> None:
    assert name in refused(half, ValueError, "env.add_render_env", render_env={"editName": "x", name: "1"})


def test_missing_required_argument_is_an_ordinary_type_error(half: Half) -> None:
    assert "task_param_list" in refused(half, TypeError, "task.stop_task")


@given(status=st.integers(min_value=0, max_value=10**9))
def test_any_status_number_may_be_asked_for(half: Half, status: int) -> None:
    farm = Farm()
    half.call(half.client(farm), "query.get_task_list", status_list=[status, TaskStatus(status)])
    assert farm.texts == [f'{{"pageNum": 1, "pageSize": 2, "statusList": [{status}, {status}]}}']

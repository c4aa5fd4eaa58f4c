"""Whatever JSON a server sends, a view of it can be made, read, shown, compared, copied and given back."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rayvision_client import models
from rayvision_client.types import Reply

from .names import attribute_of, attributes

VIEWS = [name for name in models.__all__ if issubclass(getattr(models, name), Reply)]

ODD_TEXTS = [
    "",
    "25",
    " 25 ",
    "-1",
    "--5",
    "٣",
    "²",
    "0x10",
    "null",
    "2020-01-02 03:04:05",
    "2020-13-45 99:00:00",
    "\ud800",
]
ODD_NUMBERS = [0, -1, 1, 25, 60, 200, 2000, 2**31, 2**63, 10**40, 1535602289000, -(10**18), 25.0, 0.5, 1e300, -0.0]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(ODD_TEXTS)
    | st.sampled_from(ODD_NUMBERS)
)


def wire_names(view: type[Reply]) -> list[str]:
    return [wire for wire, _ in attributes(view)]


ALL_NAMES = sorted({name for view in VIEWS for name in wire_names(getattr(models, view))})
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(ALL_NAMES), inner, max_size=4)
        | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=10,
)


@st.composite
def wires(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """An object with any of a view's members, and with others, of any value."""
    names = wire_names(getattr(models, name))
    known = draw(st.dictionaries(st.sampled_from(names), JSON, max_size=6)) if names else {}
    unknown = draw(st.dictionaries(st.text(max_size=4), JSON, max_size=2))
    return {**unknown, **known}


def read_all(value: Any) -> int:
    """Read every member of every view in a value, however deep it is; how many there were."""
    if isinstance(value, Reply):
        members = [name for _, name in attributes(type(value))]
        return len(members) + sum(read_all(getattr(value, name)) for name in members)
    if isinstance(value, list):
        return sum(read_all(element) for element in value)
    assert value is None or isinstance(value, str | int | float | bool | dict | datetime | Enum)
    assert not isinstance(value, datetime) or value.utcoffset() is not None
    return 0


def test_the_members_of_the_views_are_those_of_the_spec(schemas: dict[str, Any], views: dict[str, type[Reply]]) -> None:
    assert len(views) > 40
    for name, view in views.items():
        assert sorted(wire_names(view)) == sorted(schemas[name]["properties"]), name


@pytest.mark.parametrize("name", VIEWS)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_view_of_anything_behaves_as_the_object_that_came(name: str, data: st.DataObject) -> None:
    view_of: Any = getattr(models, name)
    wire = data.draw(wires(name))
    before = copy.deepcopy(wire)
    view = view_of(wire)

    assert read_all(view) >= len(wire_names(view_of))
    assert repr(view).startswith(f"{name}(")
    assert str(view)

    assert view.to_dict() is wire
    assert wire == before, "reading changes nothing"
    assert dict(view) == {**view} == before
    assert list(view) == list(view.keys()) == list(before)
    assert len(view) == len(before)
    for key, value in before.items():
        assert key in view
        assert view[key] == view.get(key) == value
    assert "no such member" not in view
    assert view.get("no such member") is None
    assert view.get("no such member", 7) == 7
    with pytest.raises(KeyError):
        view["no such member"]

    assert view == before == view
    assert view == view_of(copy.deepcopy(before))
    assert view != {**before, "no such member": 1}
    assert view != 5
    assert view is not None
    for twin in (copy.copy(view), copy.deepcopy(view), pickle.loads(pickle.dumps(view))):
        assert type(twin) is type(view)
        assert twin == view
        assert twin.to_dict() == before
    assert json.loads(json.dumps(view.to_dict())) == before


@settings(max_examples=100, deadline=None)
@given(value=JSON)
def test_what_is_no_object_reads_as_no_view(value: Any) -> None:
    view = models.TaskInfo.read(value)
    assert (view is None) == (not isinstance(value, dict))
    listed = models.TaskInfo.read_list(value)
    assert (listed is None) == (not isinstance(value, list))
    if isinstance(value, list):
        assert [item.to_dict() for item in listed or []] == [item for item in value if isinstance(item, dict)]


@pytest.mark.parametrize("name", VIEWS)
def test_an_absent_member_reads_as_none_and_a_list_that_the_spec_requires_as_empty(
    name: str, schemas: dict[str, Any]
) -> None:
    schema = schemas[name]
    required = schema.get("required", ())
    view_of: Any = getattr(models, name)
    for wire_name, member in schema["properties"].items():
        attribute = attribute_of(view_of, wire_name)
        is_required_list = wire_name in required and member.get("type") == "array"
        is_list = is_required_list or (name, wire_name) == ("TaskInfo", "labels")
        for wire in ({}, {wire_name: None}):
            assert getattr(view_of(wire), attribute) == ([] if is_list else None), (name, wire_name)


@pytest.mark.parametrize(
    ("wire", "names"),
    [
        ('{"7": "shot_010", "9": "夜景"}', ["shot_010", "夜景"]),
        ('["a", 5]', ["a", "5"]),
        (["a"], ["a"]),
        ({"7": "a"}, ["a"]),
        *((nothing, []) for nothing in (None, "", "{}", "[]", "{", 5, "5", "[" * 100_000)),
    ],
)
def test_labels_are_texts_in_whichever_form_they_come(wire: Any, names: list[str]) -> None:
    task = models.TaskInfo({"labels": wire})
    assert task.labels == names
    assert task["labels"] == wire


@pytest.mark.parametrize(("wire", "is_deleted"), [(0, True), (1, False), (None, None), ("1", None), ([], None)])
def test_a_task_is_deleted_where_the_wire_says_zero(wire: Any, is_deleted: bool | None) -> None:
    assert models.TaskInfo({"isDelete": wire}).is_deleted is is_deleted


def test_a_view_without_an_argument_is_empty() -> None:
    for name in VIEWS:
        view: Any = getattr(models, name)()
        assert view.to_dict() == {}
        assert not view
    first, second = models.TaskInfo(), models.TaskInfo()
    assert first.to_dict() is not second.to_dict()


def test_numbers_that_json_does_not_know_but_python_reads_do_not_raise() -> None:
    wire = json.loads('{"taskStatus": NaN, "submitDate": Infinity, "startTime": NaN, "cgId": -Infinity, "items": NaN}')
    assert read_all(models.TaskInfo(wire)) > 50
    assert repr(models.TaskInfo(wire))
    assert models.TaskPage(wire).items == [] or read_all(models.TaskPage(wire))


def test_a_deeply_nested_reply_can_be_shown() -> None:
    wire: dict[str, Any] = {"id": 0}
    for number in range(40):
        wire = {"id": number, "respRenderingTaskList": [wire]}
    view = models.TaskInfo(wire)
    assert repr(view).count("TaskInfo(") == 41
    assert copy.deepcopy(view) == view


def test_a_view_cannot_be_hashed_because_it_compares_by_content() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(models.TaskInfo({"id": 1}))


def test_a_view_has_no_room_for_a_misspelled_attribute() -> None:
    view = models.TaskInfo({"id": 1})
    with pytest.raises(AttributeError):
        view.task_satus = 5
    with pytest.raises(AttributeError):
        view.scene_name = "a"
    with pytest.raises(AttributeError):
        view.task_satus  # noqa: B018  # reading it is what fails


def test_the_items_of_a_page_are_its_items_and_not_a_method() -> None:
    page = models.TaskPage({"items": [{"id": 5}, "rubbish", None, {"id": 6}]})
    assert [task.id for task in page.items] == [5, 6]
    assert page["items"] == [{"id": 5}, "rubbish", None, {"id": 6}]


def test_a_notebook_shows_a_view_as_a_table_and_a_page_as_one_of_its_items() -> None:
    task = {"id": 7, "taskStatus": 25, "sceneName": "<b>.ma", "labels": '["a"]', "submitDate": 0}
    shown = models.TaskInfo(task)._repr_html_()
    for pair in ("<td>id</td><td>7</td>", "<td>task_status</td><td>FINISHED</td>", "<td>&lt;b&gt;.ma</td>"):
        assert pair in shown
    assert "layer_name" not in shown
    page = models.TaskPage({"items": [task, {"id": 8, "renderConsume": 1.5}], "total": 2})._repr_html_()
    assert page.count("<tr>") == 3
    assert "<td>render_consume</td>" in page
    assert "8613" not in models.UserProfile({"phone": "8613"})._repr_html_()


def test_view_is_matched_as_a_mapping() -> None:
    page = models.TaskPage({"items": [{"id": 1, "taskStatus": 25, "new": True}], "total": 1})
    assert isinstance(page, Mapping)
    match page:
        case {"items": [{"id": number}, *_], **rest}:
            assert (number, rest) == (1, {"total": 1})
        case _:
            pytest.fail("it is none")
    match page.items[0]:
        case {"taskStatus": status}:
            assert status == 25
        case _:
            pytest.fail("it is none")
    # What pandas reads.
    assert list(page.items[0].values()) == [1, 25, True]

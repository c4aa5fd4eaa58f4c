"""A request gives the JSON object to send: wire names, no `None`, values as they travel."""

from __future__ import annotations

import copy
import json
from typing import Any

import attrs
import pytest
from rayvision_client import models
from rayvision_client.models import (
    CreateTaskRequest,
    EmptyRequest,
    SubmitTaskRequest,
    TaskListRequest,
    TaskStatus,
    ZoneRequest,
)

from .names import snake

REQUESTS = [name for name in models.__all__ if name.endswith("Request")]


def is_always_asked(member: dict[str, Any]) -> bool:
    """Whether a required member is required in every edition, and has a default in none."""
    says = [member, *member.get("x-rayvision-editions", {}).values()]
    marks = {"x-rayvision-since", "x-rayvision-until"} & member.keys()
    return not marks and all("default" not in one and one.get("required", True) for one in says)


@pytest.mark.parametrize("name", REQUESTS)
def test_the_members_are_those_of_the_spec_and_the_required_ones_have_no_default(
    name: str, schemas: dict[str, Any]
) -> None:
    request: Any = getattr(models, name)
    members = schemas[name].get("properties", {})
    required = {snake(wire) for wire in schemas[name].get("required", ()) if is_always_asked(members[wire])}
    fields = attrs.fields(request)
    assert [field.name for field in fields] == [snake(wire) for wire in members]
    assert {field.name for field in fields if field.default is attrs.NOTHING} == required
    assert all(field.default is None for field in fields if field.name not in required)
    assert all(field.kw_only for field in fields)


@pytest.mark.parametrize("name", REQUESTS)
def test_everything_that_is_given_is_sent_under_its_wire_name(name: str, schemas: dict[str, Any]) -> None:
    request: Any = getattr(models, name)
    values = {wire: f"value of {wire}" for wire in schemas[name].get("properties", {})}
    assert request(**{snake(wire): value for wire, value in values.items()}).to_dict() == values


@pytest.mark.parametrize("name", REQUESTS)
def test_none_is_not_sent(name: str, schemas: dict[str, Any]) -> None:
    request: Any = getattr(models, name)
    members = schemas[name].get("properties", {})
    assert request(**{snake(wire): None for wire in members}).to_dict() == {}
    required = schemas[name].get("required", ())
    assert request(**{snake(wire): 1 for wire in required}).to_dict() == dict.fromkeys(required, 1)


@pytest.mark.parametrize("value", [0, "", [], False, {}], ids=repr)
def test_what_is_empty_but_given_is_sent(value: Any) -> None:
    assert TaskListRequest(page_num=1, page_size=2, search_keyword=value).to_dict()["searchKeyword"] == value


def test_a_request_without_members_is_an_empty_object() -> None:
    assert EmptyRequest().to_dict() == {}


def test_a_required_member_has_to_be_given() -> None:
    with pytest.raises(TypeError, match="task_id"):
        SubmitTaskRequest()
    with pytest.raises(TypeError, match="positional"):
        SubmitTaskRequest(5)
    with pytest.raises(TypeError, match="taskId"):
        SubmitTaskRequest(taskId=5)


def test_members_and_plain_values_of_an_enumeration_travel_alike() -> None:
    named = TaskListRequest(page_num=1, page_size=2, status_list=[TaskStatus.RENDERING, TaskStatus(60)])
    plain = TaskListRequest(page_num=1, page_size=2, status_list=[5, 60])
    assert json.dumps(named.to_dict()) == json.dumps(plain.to_dict())
    assert '"statusList": [5, 60]' in json.dumps(named.to_dict())
    assert json.dumps(ZoneRequest(zone=models.Zone.CHINA).to_dict()) == '{"zone": 1}'
    assert json.dumps(ZoneRequest(zone=1).to_dict()) == '{"zone": 1}'


def test_a_request_is_a_plain_object_that_can_be_changed_compared_and_copied() -> None:
    request = CreateTaskRequest(count=1, labels=["a"])
    assert request == CreateTaskRequest(count=1, labels=["a"]) == copy.deepcopy(request)
    request.count = 2
    assert request.to_dict() == {"count": 2, "labels": ["a"]}
    assert request != CreateTaskRequest(count=1, labels=["a"])
    shown = "count=2, task_user_level=None, out_user_id=None, labels=['a'], clone_original_id=None, artist=None"
    assert repr(request) == f"CreateTaskRequest({shown})"
    with pytest.raises(AttributeError):
        request.cuont = 3


@pytest.mark.parametrize("name", REQUESTS)
def test_requests_are_equal_where_they_are_of_one_kind_and_send_the_same(name: str, schemas: dict[str, Any]) -> None:
    request: Any = getattr(models, name)
    values = {snake(wire): [wire] for wire in schemas[name].get("properties", {})}
    assert request(**values) == request(**values)
    assert request(**values) != values
    assert request(**values) != EmptyRequest() or request is EmptyRequest
    for member in values:
        assert request(**values) != request(**{**values, member: ["other"]})


def test_a_request_shows_its_members_and_is_no_key_of_a_dict() -> None:
    request = ZoneRequest(zone=1)
    assert repr(request) == "ZoneRequest(zone=1)"
    assert repr(EmptyRequest()) == "EmptyRequest()"
    with pytest.raises(TypeError, match="unhashable"):
        hash(request)

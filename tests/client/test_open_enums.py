"""Enumerations know what the spec knows, and take what it does not know as it is."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rayvision_client import models
from rayvision_client.types import OpenIntEnum, OpenStrEnum

INT_ENUMS = [name for name in models.__all__ if issubclass(getattr(models, name), OpenIntEnum)]
STR_ENUMS = [name for name in models.__all__ if issubclass(getattr(models, name), OpenStrEnum)]
ENUMS = [*INT_ENUMS, *STR_ENUMS]

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["--5", "²", "٣", "1e3", " ", "\ud800"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=4,
)


@pytest.mark.parametrize("name", ENUMS)
def test_the_members_are_those_of_the_spec(name: str, schemas: dict[str, Any]) -> None:
    enum: Any = getattr(models, name)
    schema = schemas[name]
    assert {member.name: member.value for member in enum} == dict(
        zip(schema["x-enum-varnames"], schema["enum"], strict=True)
    )
    for member in enum:
        assert enum(member.value) is enum.read(member.value) is enum[member.name] is member


def test_every_enumeration_of_the_spec_is_a_class(schemas: dict[str, Any]) -> None:
    assert sorted(ENUMS) == sorted(name for name, schema in schemas.items() if "enum" in schema)


@pytest.mark.parametrize("name", INT_ENUMS)
@settings(max_examples=20)
@given(number=st.integers(-(10**12), 10**12))
def test_any_number_is_a_member_that_is_its_number(name: str, number: int) -> None:
    enum: Any = getattr(models, name)
    member = enum.read(number)
    assert isinstance(member, enum)
    assert member == number
    assert int(member) == member.value == number
    assert hash(member) == hash(number)
    assert {member: 1}[number] == 1
    assert member + 1 == number + 1
    assert (member < 7) == (number < 7)
    assert json.dumps(member) == json.dumps([member])[1:-1] == str(number)
    assert f"{member}" == str(member) == member.name
    assert f"{member:d}" == str(number)
    assert member.name.isidentifier()
    assert member.name in repr(member)
    for twin in (copy.copy(member), copy.deepcopy(member), pickle.loads(pickle.dumps(member)), enum(member)):
        assert isinstance(twin, enum)
        assert twin == member
        assert twin.name == member.name


@pytest.mark.parametrize("name", INT_ENUMS)
@settings(max_examples=10)
@given(number=st.integers(-(10**12), 10**12))
def test_digits_read_as_their_number(name: str, number: int) -> None:
    enum: Any = getattr(models, name)
    assert enum.read(str(number)) == number
    assert enum.read(f" {number} ") == number
    assert enum.read(float(number)) == number
    assert type(enum.read(str(number))) is enum


@pytest.mark.parametrize("name", STR_ENUMS)
@settings(max_examples=20)
@given(text=st.text(max_size=8))
def test_any_text_is_a_member_that_is_its_text(name: str, text: str) -> None:
    enum: Any = getattr(models, name)
    member = enum.read(text)
    assert isinstance(member, enum)
    assert member == str(member) == member.value == text
    assert hash(member) == hash(text)
    assert json.dumps(member) == json.dumps(text)
    assert repr(member)
    for twin in (copy.copy(member), copy.deepcopy(member), pickle.loads(pickle.dumps(member))):
        assert isinstance(twin, enum)
        assert twin == member


@pytest.mark.parametrize("name", ENUMS)
@settings(max_examples=30)
@given(value=ANYTHING)
def test_reading_never_raises_and_gives_a_member_or_none(name: str, value: Any) -> None:
    enum: Any = getattr(models, name)
    read = enum.read(value)
    assert read is None or isinstance(read, enum)
    if value is None or isinstance(value, list | dict):
        assert read is None
    elif isinstance(value, int if name in INT_ENUMS else str):
        assert read == value


@pytest.mark.parametrize("name", INT_ENUMS)
def test_what_is_no_whole_number_is_no_member(name: str) -> None:
    enum: Any = getattr(models, name)
    value: Any
    for value in ("", "five", "--5", "5.5", 5.5, float("nan"), float("inf"), "1e3", [5], {}):
        assert enum.read(value) is None
        with pytest.raises(ValueError, match=r"not a valid|invalid literal"):
            enum(value)


def test_a_number_for_a_text_enumeration_is_taken_as_its_digits() -> None:
    assert models.Language.read(0) is models.Language.CHINESE
    assert models.RenderSystem.read(1) is models.RenderSystem.WINDOWS


def test_width_and_form_of_a_number_or_its_name_are_chosen() -> None:
    status = models.TaskStatus.FINISHED
    assert (f"{status:>10}", f"{status:s}", f"{status:04x}") == ("  FINISHED", "FINISHED", "0019")


def test_statuses_that_may_appear_later_are_members() -> None:
    for number in (61, 66, 71, 101):
        view = models.TaskInfo({"taskStatus": number, "preTaskStatus": str(number)})
        assert view.task_status == number
        assert view.pre_task_status == number
        assert view.task_status.name == f"UNKNOWN_{number}"
        assert view.task_status > models.TaskStatus.FINISHED
        assert view["taskStatus"] == number


def test_an_unknown_member_leaves_the_enumeration_as_it_was() -> None:
    before = list(models.TaskStatus)
    assert models.TaskStatus(61) == 61
    assert list(models.TaskStatus) == before
    assert models.TaskStatus(61) == models.TaskStatus(61)
    assert models.TaskStatus(60) != models.TaskStatus(65)


@pytest.mark.parametrize("value", [True, False])
def test_a_yes_or_no_for_a_number_is_named_like_its_number(value: bool) -> None:
    read = models.ReplyCode.read(value)
    assert read is None or read.name == models.ReplyCode.read(int(value)).name

"""Replies of a newer or sloppier server stay readable, and reach the caller unchanged."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rayvision_api import RayvisionError

from .support import ARGUMENTS, REPLIES, Farm, Half, envelope

OBJECTS = [method for method, reply in REPLIES.items() if isinstance(reply["data"], dict)]
LISTS = [method for method, reply in REPLIES.items() if isinstance(reply["data"], list)]
# To have created nothing is no success: tests/reliability/test_unknown_outcomes.py.
MAYBE_EMPTY = [method for method in OBJECTS if method != "task.create_task"]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def _result(half: Half, method: str, data: Any) -> Any:
    return half.call(half.client(Farm(envelope(data))), method, **ARGUMENTS["1.0.0"][method])


def _read_all(view: Any, depth: int = 0) -> None:
    """Read every attribute of a view and of the views below it."""
    if isinstance(view, list):
        for item in view:
            _read_all(item, depth)
    elif hasattr(view, "to_dict") and depth < 6:
        repr(view)
        for name in dir(view):
            if not name.startswith("_") and isinstance(getattr(type(view), name, None), property):
                _read_all(getattr(view, name), depth + 1)


@pytest.mark.parametrize("method", MAYBE_EMPTY)
def test_null_data_reads_as_an_empty_object(half: Half, method: str) -> None:
    result = _result(half, method, None)
    _read_all(result)
    assert result.to_dict() == {}


@pytest.mark.parametrize("method", LISTS)
def test_null_data_reads_as_an_empty_list(half: Half, method: str) -> None:
    assert _result(half, method, None) == []


def test_members_that_travel_in_two_types_are_given_as_they_came(half: Half) -> None:
    page = _result(half, "query.get_task_list", {"items": [{"layerParentId": "0"}, {"layerParentId": 18278}]})
    assert [task.layer_parent_id for task in page.items] == ["0", 18278]


@given(data=json_values, method=st.sampled_from(sorted(REPLIES)))
def test_data_of_any_shape_is_read_or_refused_by_an_error_of_ours(half: Half, data: Any, method: str) -> None:
    try:
        result = _result(half, method, data)
    except RayvisionError:
        return
    _read_all(result)
    repr(result)


def test_lists_keep_every_element(half: Half) -> None:
    data = [{"platform": 2, "name": "a"}, {}, {"platform": 3, "new": 1}]
    assert [view.to_dict() for view in _result(half, "query.platforms", data)] == data


def test_envelope_may_hold_more_or_less_than_is_documented(half: Half) -> None:
    for reply in ({"code": 200, "data": [{"platform": 2}]}, envelope([{"platform": 2}], requestId="r", trace={"a": 1})):
        [platform] = half.call(half.client(Farm(reply)), "query.platforms")
        assert platform.platform == 2


def test_numbers_of_any_size_survive(half: Half) -> None:
    content = b'{"code": 200, "data": {"userId": 123456789012345678901234567890, "coupon": 49.930000000000001}}'
    api = half.client(Farm(lambda _: httpx.Response(200, content=content)))
    profile = half.call(api, "user.query_user_profile")
    assert profile.user_id == 123456789012345678901234567890
    assert profile.to_dict() == json.loads(content)["data"]


@pytest.mark.parametrize(
    "ids", [True, 5, "19097", {"a": 1}, [None], ["19097"], [{"id": 1}], [[19097]], [1.5]], ids=repr
)
def test_task_that_was_created_is_reported_however_its_number_travels(half: Half, ids: Any) -> None:
    created = _result(half, "task.create_task", {"taskIdList": ids})
    assert created.to_dict() == {"taskIdList": ids}
    assert created["taskIdList"] == ids

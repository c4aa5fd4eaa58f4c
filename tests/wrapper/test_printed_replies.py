"""Every printed reply goes in through the wrapper and comes out equal."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from ..each import each  # noqa: TID252  # has no name of its own
from .support import ARGUMENTS, INTERFACES, REPLIES, Farm, Half, envelope

TODAY: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "documented-interfaces-2.0.0.json").read_text("utf-8")
)
PRINTED_TODAY = [(one["method"], example) for one in TODAY for example in one["examples"]]
interfaces = each("method", REPLIES)


def plain(result: Any) -> Any:
    """Return the wire form of a result."""
    if isinstance(result, list):
        return [plain(item) for item in result]
    return result.to_dict() if hasattr(result, "to_dict") else result


@interfaces
def test_printed_reply_comes_out_equal(half: Half, method: str) -> None:
    before = copy.deepcopy(REPLIES[method]["data"])
    result = half.call(half.client(Farm(REPLIES[method])), method, **ARGUMENTS["1.0.0"][method])
    assert json.dumps(plain(result)) == json.dumps(before)


@each(("method", "example"), PRINTED_TODAY)
def test_printed_reply_of_the_second_edition_comes_out_equal(half: Half, method: str, example: Any) -> None:
    # Some are printed without their envelope, in which they travel all the same.
    reply = example if isinstance(example, dict) and "code" in example else envelope(example)
    before = copy.deepcopy(reply["data"])
    # With it, the task's id takes the place of the reply.
    arguments = {name: value for name, value in ARGUMENTS["2.0.0"][method].items() if name != "only_id"}
    result = half.call(half.client(Farm(reply), api_version="2.0.0"), method, **arguments)
    assert json.dumps(plain(result)) == json.dumps(before)


@interfaces
def test_reading_every_attribute_changes_nothing(half: Half, method: str) -> None:
    result = half.call(half.client(Farm(REPLIES[method])), method, **ARGUMENTS["1.0.0"][method])
    assert repr(result)
    for view in result if isinstance(result, list) else [result]:
        for name in dir(view):
            if not name.startswith("_"):
                getattr(view, name)
    assert plain(result) == REPLIES[method]["data"]


@interfaces
def test_result_compares_pickles_and_copies_by_content(half: Half, method: str) -> None:
    result = half.call(half.client(Farm(REPLIES[method])), method, **ARGUMENTS["1.0.0"][method])
    again = half.call(half.client(Farm(REPLIES[method])), method, **ARGUMENTS["1.0.0"][method])
    assert result == again
    for copied in (pickle.loads(pickle.dumps(result)), copy.deepcopy(result)):
        assert copied == result
        assert type(copied) is type(result)
        assert plain(copied) == REPLIES[method]["data"]


@interfaces
def test_wire_names_work_as_on_the_vendors_dicts(half: Half, method: str) -> None:
    data = REPLIES[method]["data"]
    result = half.call(half.client(Farm(REPLIES[method])), method, **ARGUMENTS["1.0.0"][method])
    pairs = zip(result, data, strict=True) if isinstance(data, list) else [(result, data)]
    for view, wire in pairs:
        if isinstance(wire, dict):
            assert dict(view) == wire
            assert list(view.keys()) == list(wire)
            assert all(name in view and view[name] == value == view.get(name) for name, value in wire.items())
            assert "noSuchMember" not in view
            assert view.get("noSuchMember", 7) == 7
            with pytest.raises(KeyError):
                view["noSuchMember"]


def test_replies_without_data_give_none(half: Half) -> None:
    nothing = {one["method"] for one in INTERFACES if one["example"]["data"] is None}
    assert len(nothing) >= 12
    for method in nothing:
        assert half.call(half.client(Farm(REPLIES[method])), method, **ARGUMENTS["1.0.0"][method]) is None


def test_attributes_of_the_printed_task_are_typed(half: Half) -> None:
    page = half.call(half.client(Farm(REPLIES["query.get_task_list"])), "query.get_task_list")
    task = page.items[0]
    assert (page.total, page.page_count, page.size) == (32, 32, 1)
    assert task.scene_name == task["sceneName"] == "衣帽间.max"
    assert task.task_status.name == "WAITING"
    assert task.task_status == task["taskStatus"] == 0
    assert task.task_alias == "P18278"


def test_times_are_aware_on_the_attribute_and_raw_under_the_wire_name(half: Half) -> None:
    page = half.call(half.client(Farm(REPLIES["query.task_info"])), "query.task_info", [14400249])
    task = page.items[0]
    assert isinstance(task["submitDate"], int)
    assert task.submit_date.utcoffset() is not None
    assert task.submit_date.timestamp() == pytest.approx(task["submitDate"] / 1000)

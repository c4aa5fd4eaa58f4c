"""Python names of wire members, JSON pointers, and the lines of the spec."""

from __future__ import annotations

import keyword
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.spec.document import BrokenSpecError, Problem, pointer, walk
from generator.spec.names import python_name
from generator.spec.reader import load

WIRE_NAMES = {
    "id": "id",
    "taskIdList": "task_id_list",
    "aliasTaskIdList": "alias_task_id_list",
    "c4dFlag": "c4d_flag",
    "config_bid": "config_bid",
    "rmbbalance": "rmbbalance",
    "overTimeStop": "over_time_stop",
    "respUserPluginInfoVos": "resp_user_plugin_info_vos",
    "UTCTimestamp": "utc_timestamp",
    "raySyncUserKey": "ray_sync_user_key",
    "RaySyncUser": "ray_sync_user",
    "from": "from_",
    "class": "class_",
    "int": "int_",
    "self": "self_",
    "list": "list_",
    "datetime": "datetime_",
    "a-b": "a_b",
    "x.y": "x_y",
    "2d": "member_2d",
}
STEPS = st.lists(st.one_of(st.text(max_size=6), st.integers(0, 20)), max_size=5).map(tuple)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@pytest.mark.parametrize("wire", WIRE_NAMES)
def test_a_wire_name_becomes_the_python_name_that_one_expects(wire: str) -> None:
    assert python_name(wire) == WIRE_NAMES[wire]


@given(st.text(max_size=20))
def test_every_python_name_can_be_an_attribute(wire: str) -> None:
    name = python_name(wire)
    assert name.isidentifier()
    assert name.isascii()
    assert not keyword.iskeyword(name)
    assert name == name.lower()
    assert not name.startswith("_")


@given(st.from_regex(r"[a-z][a-z0-9]{0,5}(_[a-z][a-z0-9]{0,5}){0,3}", fullmatch=True))
def test_a_name_that_is_python_already_stays(name: str) -> None:
    assert python_name(name) in (name, f"{name}_")
    assert python_name(python_name(name)) == python_name(name)


@given(st.lists(st.from_regex(r"[a-z]{2,6}", fullmatch=True), min_size=2, max_size=4))
def test_the_words_of_a_camel_case_name_are_kept(words: list[str]) -> None:
    camel = words[0] + "".join(word.capitalize() for word in words[1:])
    assert python_name(camel) == "_".join(words)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), "#"),
        (("paths", "/api/x", "post"), "#/paths/~1api~1x/post"),
        (("a", 0, "b~c"), "#/a/0/b~0c"),
        (("~1",), "#/~01"),
        (("",), "#/"),
    ],
)
def test_a_pointer_escapes_what_it_has_to(steps: tuple[str | int, ...], expected: str) -> None:
    assert pointer(steps) == expected


@given(STEPS)
def test_a_pointer_leads_back_to_its_steps(steps: tuple[str | int, ...]) -> None:
    text = pointer(steps)
    assert text.startswith("#")
    back = [part.replace("~1", "/").replace("~0", "~") for part in text[1:].split("/")[1:]]
    assert back == [str(step) for step in steps]


@given(JSON)
def test_a_walk_meets_every_place_once_and_knows_the_way(value: Any) -> None:
    places = list(walk(value))
    assert places[0] == ((), value)
    ways = [tuple((type(step), step) for step in steps) for steps, _ in places]
    assert len(set(ways)) == len(ways)
    for steps, node in places:
        found = value
        for step in steps:
            found = found[step]
        assert found is node


@settings(max_examples=50)
@given(document=st.dictionaries(st.text(max_size=5), JSON, min_size=1, max_size=4))
def test_every_place_of_a_document_is_described_by_a_line_of_it(
    document: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("spec") / "openapi.yaml"
    path.write_text(yaml.safe_dump(document, allow_unicode=False), "utf-8")
    spec = load(path)
    assert spec.document == document
    count = len(path.read_text("utf-8").splitlines())
    for steps, _ in walk(document):
        file, line, rest = spec.describe(Problem(steps, "wrong")).removeprefix(str(path)).split(":", 2)
        assert file == ""
        assert 1 <= int(line) <= count
        assert rest.endswith(": wrong")
        assert pointer(steps) in rest


def test_a_place_is_described_by_the_line_of_its_key(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text("# comment\na:\n  - b: 1\n\n    c:\n      d: 2\n", "utf-8")
    spec = load(path)
    assert spec.describe(Problem(("a", 0, "c", "d"), "wrong")) == f"{path}:6: #/a/0/c/d: wrong"
    assert spec.describe(Problem(("a", 0, "b"), "wrong")) == f"{path}:3: #/a/0/b: wrong"
    assert spec.describe(Problem(("a", 0, "c", "none"), "wrong")) == f"{path}:5: #/a/0/c/none: wrong"
    assert spec.describe(Problem((), "wrong")) == f"{path}:2: #: wrong"


def test_all_keys_that_stand_twice_are_named_with_both_lines(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n", "utf-8")
    with pytest.raises(BrokenSpecError) as caught:
        load(path)
    first, second = sorted(str(caught.value).splitlines(), key=lambda line: "#/a" not in line)
    assert "#/a: " in first
    assert "5" in first
    assert "#/b/c: " in second
    assert ":4: " in second

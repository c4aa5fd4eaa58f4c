"""Every reply that a guide prints fits its edition, is declared there to the last member, and is an example there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[1] / "data"
FIRST = json.loads((DATA / "documented-interfaces.json").read_text("utf-8"))
SECOND = json.loads((DATA / "documented-interfaces-2.0.0.json").read_text("utf-8"))
# Both guides print the reply of querySupportedSoftware under querySupportedPlugin; that one's table is right.
MISPRINTED = "query.supported_plugin"

Members = Callable[[Any], dict[str, Any]]


def replies(edition: str, interface: dict[str, Any]) -> list[dict[str, Any]]:
    """What the guide of an edition prints for an interface: in Chinese and, where that differs, in English."""
    if edition == "1.0.0":
        return [interface["example"]]
    printed: list[Any] = interface["examples"]
    if interface["method"] == "query.get_frame_thumbnall":
        return printed[:1]  # the English page prints the reply of another call
    envelope = {"version": "2.0.0", "result": True, "message": "success", "code": 200, "serverTime": 1735689600000}
    return printed if interface["has_envelope"] else [{**envelope, "data": data} for data in printed]


PRINTED = [
    pytest.param(edition, interface["path"], reply, id=f"{edition}-{interface['method']}")
    for edition, interfaces in {"1.0.0": FIRST, "2.0.0": SECOND}.items()
    for interface in interfaces
    if interface["method"] != MISPRINTED
    for reply in replies(edition, interface)
]
# What both editions have shows the replies of the guide of 2020; where languages differ, the Chinese reply is shown.
SHOWN = [
    pytest.param(edition, interface["path"], replies(edition, interface)[0], id=f"{edition}-{interface['method']}")
    for edition, interfaces in {"1.0.0": FIRST, "2.0.0": SECOND}.items()
    for interface in interfaces
    if interface["method"] != MISPRINTED and not interface.get("first_path") and replies(edition, interface)
]


def undeclared(schema: Any, value: Any, members: Members, elements: Callable[[Any], Any], place: str) -> Iterator[str]:
    """Members of a value that its schema does not declare, however deep they are."""
    if isinstance(value, dict):
        declared = members(schema)
        for name, member in value.items():
            if name in declared:
                yield from undeclared(declared[name], member, members, elements, f"{place}.{name}")
            else:
                yield f"{place}.{name}"
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from undeclared(elements(schema), element, members, elements, f"{place}[{index}]")


@pytest.mark.parametrize(("edition", "path", "reply"), PRINTED)
def test_every_printed_reply_is_declared_to_the_last_member_and_keeps_to_its_types(
    path: str,
    reply: dict[str, Any],
    reply_schema: Callable[[str], Any],
    members: Members,
    elements: Callable[[Any], Any],
    violations: Callable[[Any, Any], list[str]],
) -> None:
    schema = reply_schema(path)
    assert list(undeclared(schema, reply, members, elements, "reply")) == []
    assert violations(schema, reply) == []
    assert len(violations(schema, {**reply, "serverTime": "noon", "data": 0.5})) >= 2


@pytest.mark.parametrize(("edition", "path", "reply"), SHOWN)
def test_every_printed_reply_is_an_example_of_its_operation(
    path: str, reply: dict[str, Any], document: dict[str, Any], operations: dict[str, Any]
) -> None:
    examples = examples_of(operations[path], document).values()
    assert reply["data"] in [example["data"] for example in examples]


def test_the_reply_that_the_guides_print_wrongly_is_not_in_the_spec(
    document: dict[str, Any], operations: dict[str, Any]
) -> None:
    [wrong] = [one for one in operations.values() if one["x-rayvision-method"] == MISPRINTED]
    right = examples_of(wrong, document)["success"]["data"]
    assert set(right) == {"cgPlugin", "cgVersion"}
    assert right["cgPlugin"][0]["pluginVersions"]


def test_every_operation_shows_what_a_failure_looks_like(document: dict[str, Any], operations: dict[str, Any]) -> None:
    for operation in operations.values():
        failure = examples_of(operation, document)["failure"]
        assert failure["code"] != 200
        assert failure["result"] is False
        assert failure["data"] is None


def examples_of(operation: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """The replies that an operation shows, by name."""
    named = operation["responses"]["200"]["content"]["application/json"]["examples"]
    shared = document["components"]["examples"]
    return {
        name: (shared[example["$ref"].rpartition("/")[2]] if "$ref" in example else example)["value"]
        for name, example in named.items()
    }

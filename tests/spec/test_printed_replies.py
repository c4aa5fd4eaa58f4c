"""Every reply that the guide prints fits the spec, is declared in it to the last member, and is one of its examples."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

INTERFACES = json.loads((Path(__file__).parents[1] / "data/documented-interfaces.json").read_text("utf-8"))
# The guide prints the reply of querySupportedSoftware under querySupportedPlugin; that one's table is right.
PRINTED = [interface for interface in INTERFACES if not interface["path"].endswith("querySupportedPlugin")]

Members = Callable[[Any], dict[str, Any]]


def action(interface: dict[str, Any]) -> str:
    return str(interface["path"].rpartition("/")[2])


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


@pytest.mark.parametrize("interface", PRINTED, ids=action)
def test_every_member_of_a_printed_reply_is_declared(
    interface: dict[str, Any],
    reply_schema: Callable[[str], Any],
    members: Members,
    elements: Callable[[Any], Any],
) -> None:
    schema = reply_schema(interface["path"])
    assert list(undeclared(schema, interface["example"], members, elements, "reply")) == []


@pytest.mark.parametrize("interface", PRINTED, ids=action)
def test_every_printed_reply_keeps_to_the_schema_of_its_operation(
    interface: dict[str, Any],
    reply_schema: Callable[[str], Any],
    violations: Callable[[Any, Any], list[str]],
) -> None:
    assert violations(reply_schema(interface["path"]), interface["example"]) == []


@pytest.mark.parametrize("interface", PRINTED, ids=action)
def test_every_printed_reply_is_an_example_of_its_operation(
    interface: dict[str, Any], document: dict[str, Any], operations: dict[str, Any]
) -> None:
    examples = operations[interface["path"]]["responses"]["200"]["content"]["application/json"]["examples"]
    assert interface["example"] in [value_of(example, document) for example in examples.values()]


def test_the_reply_that_the_guide_prints_wrongly_is_not_in_the_spec(
    document: dict[str, Any], operations: dict[str, Any]
) -> None:
    wrong = next(interface for interface in INTERFACES if interface not in PRINTED)
    examples = operations[wrong["path"]]["responses"]["200"]["content"]["application/json"]["examples"]
    right = value_of(examples["success"], document)["data"]
    assert set(right) == {"cgPlugin", "cgVersion"}
    assert right["cgPlugin"][0]["pluginVersions"]


@pytest.mark.parametrize("path", [interface["path"] for interface in INTERFACES])
def test_every_operation_shows_what_a_failure_looks_like(
    path: str, document: dict[str, Any], operations: dict[str, Any]
) -> None:
    examples = operations[path]["responses"]["200"]["content"]["application/json"]["examples"]
    failure = value_of(examples["failure"], document)
    assert failure["code"] != 200
    assert failure["result"] is False
    assert failure["data"] is None


@pytest.mark.parametrize("interface", PRINTED, ids=action)
def test_a_printed_reply_with_a_member_of_the_wrong_type_is_noticed(
    interface: dict[str, Any],
    reply_schema: Callable[[str], Any],
    violations: Callable[[Any, Any], list[str]],
) -> None:
    broken = {**interface["example"], "serverTime": "noon", "data": 0.5}
    assert len(violations(reply_schema(interface["path"]), broken)) >= 2


def value_of(example: dict[str, Any], document: dict[str, Any]) -> Any:
    if "$ref" in example:
        example = document["components"]["examples"][example["$ref"].rpartition("/")[2]]
    return example["value"]

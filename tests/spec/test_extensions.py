"""The schema of the `x-rayvision-` extensions accepts what the spec says with them, and no typo."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parents[2] / "spec/extensions.schema.json").read_text("utf-8"))
OPERATION: dict[str, Any] = {
    "x-rayvision-method": "query.get_task_list",
    "x-rayvision-commands": ["query tasks", "task list"],
    "x-rayvision-idempotent": True,
    "x-rayvision-source": ['guide, "获取任务列表"', 'protocol, "the reply is a page"'],
    "x-rayvision-pagination": {
        "page": "pageNum",
        "size": "pageSize",
        "items": "items",
        "total": "total",
        "pages": "pageCount",
    },
    "x-rayvision-waiter": {"member": "taskStatus", "finished": [10, 25], "succeeded": [25]},
}
OPERATION_MISTAKES: dict[str, dict[str, Any]] = {
    "a typo in a key": {"x-rayvision-idempotant": True},
    "an unknown key": {"x-rayvision-retries": 3},
    "a group in camel case": {"x-rayvision-method": "renderFarm.get_task_list"},
    "a method in camel case": {"x-rayvision-method": "query.getTaskList"},
    "a method without a group": {"x-rayvision-method": "get_task_list"},
    "a command without a group": {"x-rayvision-commands": ["tasks"]},
    "a command in camel case": {"x-rayvision-commands": ["query taskList"]},
    "a yes that is a text": {"x-rayvision-idempotent": "yes"},
    "a yes that is a number": {"x-rayvision-idempotent": 1},
    "no source": {"x-rayvision-source": []},
    "an unknown source": {"x-rayvision-source": ['guide, "a"', 'hearsay, "b"']},
    "a source without a chapter": {"x-rayvision-source": ["guide"]},
    "a path that is none": {"x-rayvision-editions": {"2.0.0": {"path": "api/x"}}},
    "an edition that is none": {"x-rayvision-since": "newest"},
    "a change of what cannot change": {"x-rayvision-editions": {"2.0.0": {"operationId": "x"}}},
    "a typo in the pagination": {"x-rayvision-pagination": {**OPERATION["x-rayvision-pagination"], "sort": "id"}},
    "pagination that lacks a member": {"x-rayvision-pagination": {"page": "pageNum"}},
    "a waiter that lacks what it looks at": {"x-rayvision-waiter": {"finished": [25], "succeeded": [25]}},
    "a waiter that waits for texts": {"x-rayvision-waiter": {"member": "a", "finished": ["25"], "succeeded": ["25"]}},
    "a waiter that waits for nothing": {"x-rayvision-waiter": {"member": "a", "finished": [], "succeeded": []}},
}
SCHEMA_MISTAKES: dict[str, dict[str, Any]] = {
    "an edition of a whole schema": {"x-rayvision-since": "2.0.0"},
    "a value that begins with no edition": {"x-rayvision-values": {"65": {"x-rayvision-since": 2}}},
    "a typo in a key": {"x-rayvision-sensitiv": "personal"},
    "a key of an operation": {"x-rayvision-idempotent": True},
    "an unknown way to write a time": {"x-rayvision-time": "seconds"},
    "an unknown kind of secret": {"x-rayvision-sensitive": True},
}


def validator(place: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{place}", "$defs": SCHEMA["$defs"]})


def extensions(node: Any) -> Iterator[dict[str, Any]]:
    """The extensions of every object at or below a place."""
    if isinstance(node, dict):
        own = {key: value for key, value in node.items() if str(key).startswith("x-rayvision-")}
        if own:
            yield own
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from extensions(child)


def test_the_schema_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_a_complete_operation_is_accepted() -> None:
    assert validator("operation").is_valid(OPERATION)


@pytest.mark.parametrize("mistake", OPERATION_MISTAKES)
def test_a_mistake_at_an_operation_is_refused(mistake: str) -> None:
    assert not validator("operation").is_valid(copy.deepcopy(OPERATION) | OPERATION_MISTAKES[mistake])


@pytest.mark.parametrize("key", ["x-rayvision-method", "x-rayvision-idempotent", "x-rayvision-source"])
def test_an_operation_that_lacks_what_it_has_to_say_is_refused(key: str) -> None:
    assert not validator("operation").is_valid({name: value for name, value in OPERATION.items() if name != key})


@pytest.mark.parametrize("value", ["milliseconds", "china-standard-time"])
def test_both_ways_to_write_a_time_are_accepted(value: str) -> None:
    assert validator("schema").is_valid({"x-rayvision-time": value})


@pytest.mark.parametrize("mistake", SCHEMA_MISTAKES)
def test_a_mistake_at_a_member_is_refused(mistake: str) -> None:
    assert not validator("schema").is_valid(SCHEMA_MISTAKES[mistake])


def test_every_extension_that_is_described_is_used(written: dict[str, Any]) -> None:
    used = {key for found in extensions(written) for key in found}
    described = {key for place in SCHEMA["$defs"].values() for key in place.get("properties", ())}
    only_published = {"x-rayvision-default"}
    assert used | only_published == {key for key in described if key.startswith("x-rayvision-")}


def test_what_is_published_is_described_beside_it(edition: str, document: dict[str, Any]) -> None:
    path = Path(__file__).parents[2] / "published/rayvision_spec" / edition / "extensions.schema.json"
    definitions = json.loads(path.read_text("utf-8"))["$defs"]
    described = {key for place in ("operation", "property") for key in definitions[place]["properties"]}
    assert {key for found in extensions(document) for key in found} == described

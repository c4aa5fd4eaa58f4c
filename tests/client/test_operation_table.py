"""The operation table says what the spec and the guide say."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from rayvision_client import models, operations
from rayvision_client.operations import API_VERSION, EDITIONS, OPERATIONS, Operation, Pagination
from rayvision_client.types import Reply

from ..support import INTERFACES  # noqa: TID252  # has no name of its own

DOCUMENTS = {
    number: json.loads((files("rayvision_spec") / number / "openapi.json").read_text("utf-8")) for number in EDITIONS
}
DESCRIBED = {
    (item["post"]["operationId"], number): (path, item["post"])
    for number, document in DOCUMENTS.items()
    for path, item in document["paths"].items()
}


def test_the_table_has_all_operations_of_each_edition_in_the_order_of_its_document() -> None:
    assert EDITIONS[0] == API_VERSION == "1.0.0"
    for edition in EDITIONS:
        there = [name for name, entry in OPERATIONS.items() if edition in entry.editions]
        assert there == [name for name, number in DESCRIBED if number == edition]


@pytest.mark.parametrize("interface", INTERFACES, ids=lambda interface: interface["method"])
def test_every_interface_of_the_guide_has_its_path_and_its_name(interface: dict[str, Any]) -> None:
    (operation,) = [entry for entry in OPERATIONS.values() if entry.call == interface["method"]]
    assert operation.endpoint("1.0.0").path == interface["path"]
    assert operation.id == interface["path"].rpartition("/")[2]


@pytest.mark.parametrize(("name", "edition"), DESCRIBED)
def test_an_entry_says_what_the_documents_say(name: str, edition: str) -> None:
    entry = OPERATIONS[name]
    path, described = DESCRIBED[name, edition]
    assert entry.id == name
    assert entry.endpoint(edition).path == path
    assert entry.summary == DESCRIBED[name, next(iter(entry.editions))][1]["summary"].rstrip(".")
    assert entry.call == described["x-rayvision-method"]
    assert list(entry.commands) == described.get(
        "x-rayvision-commands", [entry.call.replace(".", " ").replace("_", "-")]
    )
    assert entry.idempotent is described["x-rayvision-idempotent"]
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    assert entry.envelope is getattr(models, schema.rpartition("/")[2])
    pagination = described.get("x-rayvision-pagination")
    assert entry.pagination == (Pagination(**pagination) if pagination else None)


def test_what_makes_something_new_each_time_is_not_idempotent() -> None:
    assert {name for name, entry in OPERATIONS.items() if not entry.idempotent} >= {
        "createTask",
        "submitTask",
        "restartFailedFrames",
        "restartFrame",
    }


def test_what_only_asks_is_idempotent() -> None:
    asking = [name for name in OPERATIONS if name.startswith(("query", "get", "load"))]
    assert len(asking) >= 17
    assert all(OPERATIONS[name].idempotent for name in asking)


def test_what_goes_page_by_page_says_so() -> None:
    assert {name for name, entry in OPERATIONS.items() if entry.pagination} >= {"getTaskList", "queryTaskFrames"}


def test_a_status_says_whether_it_is_the_last_as_the_waiters_of_all_editions_do() -> None:
    waiters = [DESCRIBED["queryTaskInfo", edition][1]["x-rayvision-waiter"] for edition in EDITIONS]
    for answer, key in (("is_final", "finished"), ("is_success", "succeeded")):
        told = {value for waiter in waiters for value in waiter[key]}
        assert {int(status) for status in models.TaskStatus if getattr(status, answer)} == told
        assert getattr(models.TaskStatus(799), answer) is False


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_entry_is_a_constant_of_the_module(name: str) -> None:
    constants = [key for key, value in vars(operations).items() if value is OPERATIONS[name]]
    (constant,) = constants
    assert constant.isupper()
    assert constant.replace("_", "").lower() == name.lower()


@pytest.mark.parametrize("interface", INTERFACES, ids=lambda interface: interface["method"])
def test_what_stands_for_null_is_of_the_type_that_a_success_answers(interface: dict[str, Any]) -> None:
    operation = OPERATIONS[interface["path"].rpartition("/")[2]]
    answered = operation.envelope(interface["example"]).data
    empty = operation.empty()
    assert not empty
    if isinstance(answered, Reply):
        assert type(empty) is type(answered)
    elif answered is not None:
        assert isinstance(answered, type(empty))
    else:
        assert empty is None


def test_an_entry_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        OPERATIONS["createTask"].idempotent = True
    assert isinstance(OPERATIONS["createTask"], Operation)

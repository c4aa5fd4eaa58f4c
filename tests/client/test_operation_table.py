"""The operation table says what the spec and the guide say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from rayvision_client import models, operations
from rayvision_client.operations import OPERATIONS, Operation, Pagination, Waiter
from rayvision_client.types import Reply

ROOT = Path(__file__).parents[2]
INTERFACES = json.loads((ROOT / "tests/data/documented-interfaces.json").read_text("utf-8"))
SPEC: dict[str, Any] = yaml.load(
    (ROOT / "spec/openapi.yaml").read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
)
DESCRIBED = {item["post"]["operationId"]: (path, item["post"]) for path, item in SPEC["paths"].items()}


def test_the_table_has_all_operations_in_the_order_of_the_spec() -> None:
    assert len(OPERATIONS) >= 34
    assert list(OPERATIONS) == list(DESCRIBED)


@pytest.mark.parametrize("interface", INTERFACES, ids=lambda interface: interface["method"])
def test_every_interface_of_the_guide_has_its_path_and_its_name(interface: dict[str, Any]) -> None:
    (operation,) = [entry for entry in OPERATIONS.values() if entry.path == interface["path"]]
    assert operation.call == interface["method"]
    assert operation.id == interface["path"].rpartition("/")[2]


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_entry_says_what_the_spec_says(name: str) -> None:
    entry = OPERATIONS[name]
    path, described = DESCRIBED[name]
    assert entry.id == name
    assert entry.path == path
    assert entry.summary == described["summary"].rstrip(".")
    assert entry.call == described["x-rayvision-method"]
    assert entry.idempotent is described["x-rayvision-idempotent"]
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    assert entry.envelope is getattr(models, schema.rpartition("/")[2])
    pagination = described.get("x-rayvision-pagination")
    assert entry.pagination == (Pagination(**pagination) if pagination else None)
    waiter = described.get("x-rayvision-waiter")
    assert entry.waiter == (
        Waiter(waiter["member"], frozenset(waiter["finished"]), frozenset(waiter["succeeded"])) if waiter else None
    )


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


def test_what_goes_page_by_page_and_what_can_be_waited_on_says_so() -> None:
    assert {name for name, entry in OPERATIONS.items() if entry.pagination} >= {"getTaskList", "queryTaskFrames"}
    assert {name for name, entry in OPERATIONS.items() if entry.waiter} >= {"queryTaskInfo"}
    waiter = OPERATIONS["queryTaskInfo"].waiter
    assert waiter is not None
    assert {10, 20, 23, 25, 30, 35, 40, 45} <= waiter.finished
    assert waiter.succeeded < waiter.finished


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

"""The table of operations: operation-level extensions never reach the templates of the code generator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.client.annotations import in_a_line, safe
from generator.client.values import reply_type
from generator.spec import editions
from generator.spec.document import Operation, Spec, data_of, name_of, objects
from generator.spec.extensions import IDEMPOTENT, METHOD, PAGINATION, SENSITIVE
from generator.spec.names import commands, constant_name
from generator.templating import rendered

TEMPLATES = Path(__file__).with_name("templates")


def operation_table(spec: Spec) -> str:
    """Write the module that lists all operations."""
    together = editions.combined(spec)
    plain = {number: editions.plain(spec, number) for number in editions.numbers(spec)}
    return rendered(
        TEMPLATES / "operations.py.jinja",
        {"repr": repr, "docstring": safe},
        editions=list(plain),
        operations=[
            _table_entry(together, operation) | {"endpoints": _endpoints(plain, operation)}
            for operation in together.operations()
        ],
        sensitive=sorted(
            {
                wire
                for document in plain.values()
                for _, node in objects(document.schemas())
                for wire, member in node.get("properties", {}).items()
                if isinstance(member, dict) and SENSITIVE in member
            }
        ),
    )


def _table_entry(spec: Spec, operation: Operation) -> dict[str, Any]:
    data = operation.data
    return {
        "constant": constant_name(data["operationId"]),
        "id": data["operationId"],
        "summary": in_a_line(data["summary"]).rstrip("."),
        "call": data[METHOD],
        "commands": commands(data),
        "idempotent": data[IDEMPOTENT],
        "envelope": name_of(operation.answered),
        "pagination": data.get(PAGINATION),
        "is_deprecated": data.get("deprecated", False),
        "deprecated_members": [
            wire
            for wire, asked in spec.resolve(operation.asked).get("properties", {}).items()
            if asked.get("deprecated")
        ],
        **_data_type(spec, data_of(spec, operation)),
    }


def _endpoints(plain: dict[str, Spec], operation: Operation) -> dict[str, dict[str, Any]]:
    """Where an operation is in each edition that has it, and what it takes there."""
    return {
        number: {"path": there.path} | _request(document, there.asked)
        for number, document in plain.items()
        for there in document.operations()
        if there.data["operationId"] == operation.data["operationId"]
    }


def _request(document: Spec, schema: dict[str, Any]) -> dict[str, Any]:
    """What the members of a request are called in an edition, by their first names, and what they are by default."""
    body = document.resolve(schema)
    names = editions.names_of(document, name_of(schema))
    required = {wire: body["properties"][name] for wire, name in names.items() if name in body.get("required", ())}
    return {
        "names": names,
        "defaults": {wire: member["default"] for wire, member in required.items() if "default" in member},
    }


def _data_type(spec: Spec, member: dict[str, Any]) -> dict[str, Any]:
    """What an operation gives its caller: the type, and what stands for null."""
    made = reply_type(spec, member, "models.")
    if made.startswith("models."):
        return {"data_type": made, "empty": repr(made.removeprefix("models."))}
    return {"data_type": made, "empty": "type(None)" if made == "None" else made.partition("[")[0]}

"""The spec as the code generator is given it: the same schemas, with what its templates cannot work out for themselves.

openapi-python-client shows a template the extensions of a schema (not those of an operation), so every schema is told
its role, the Python names of its members and their documentation under the one key `x-python`.
"""

from __future__ import annotations

import copy
import re
import textwrap
from typing import Any

from generator.spec.document import Spec, is_null, reachable, walk
from generator.spec.editions import NAMES
from generator.spec.names import VIEW, attribute_name, constant_name

KEY = "x-python"

WAITER = "x-rayvision-waiter"


def annotated(spec: Spec) -> dict[str, Any]:
    """A copy of the document for openapi-python-client."""
    document = copy.deepcopy(spec.document)
    requests = reachable(spec, [operation.data["requestBody"] for operation in spec.operations()])
    waiters = _waiters(spec)
    classes = {}
    for name, schema in document["components"]["schemas"].items():
        if "enum" in schema:
            schema["description"] = _enum_documentation(schema, waiters.get(name))
        elif _is_object(schema):
            classes[name] = _class_information(schema, "request" if name in requests else "reply")
    _as_read(document["components"]["schemas"])
    for name, information in classes.items():
        document["components"]["schemas"][name][KEY] = information
    for operation in spec.operations():
        # The templates of endpoints see no id.
        described = document["paths"][operation.path][operation.method]
        described["summary"] = f"{described['summary'].rstrip('.')} (`{described['operationId']}`)"
        if described.get("deprecated"):
            described["description"] = f"Deprecated. {described['description']}"
        described["operationId"] = constant_name(described["operationId"]).lower()
        body = operation.data["requestBody"]["content"]["application/json"]["schema"]
        if not spec.resolve(body).get("properties"):
            del described["requestBody"]
    return document


def is_map(schema: dict[str, Any]) -> bool:
    """Whether a member, as it is written, is an object that has any names."""
    return any("object" in _kinds(choice) for choice in (schema, *schema.get("oneOf", ()), *schema.get("anyOf", ())))


def _as_read(schemas: dict[str, Any]) -> None:
    """Say of all values what the code generator has a type for."""
    for _, node in walk(schemas):
        if is_null(node):
            # The code generator takes a constant that is null for no constant at all.
            node.pop("const", None)
            node["type"] = "null"
        elif isinstance(node, dict) and "properties" in node:
            node["properties"] = {wire: _as_made(member) for wire, member in node["properties"].items()}
        elif isinstance(node, dict) and node.get("type") == "string":
            # What JSON has is text, whatever its format, and is read as it comes.
            node.pop("format", None)


def _as_made(schema: dict[str, Any]) -> dict[str, Any]:
    """A member as the code generator is given it: it has no type for a map, so it is given a list of the values."""
    made = dict(schema)
    for key in made.keys() & {"oneOf", "anyOf"}:
        made[key] = [_as_made(choice) for choice in made[key]]
    if "object" in _kinds(made):
        values = made.pop("additionalProperties", {})
        made["items"] = values if isinstance(values, dict) else {}
        made["type"] = ["array" if kind == "object" else kind for kind in _kinds(made)]
    if "string" in _kinds(made):
        made.pop("format", None)
    return made


def _kinds(schema: dict[str, Any]) -> list[str]:
    kinds = schema.get("type", [])
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _is_object(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "object" or "allOf" in schema


def _class_information(schema: dict[str, Any], role: str) -> dict[str, Any]:
    base, own = None, schema
    if "allOf" in schema:
        parent, own = schema["allOf"]
        base = parent["$ref"].rpartition("/")[2]
    members = {wire: _member_information(wire, member) for wire, member in own.get("properties", {}).items()}
    return {
        "role": role,
        "base": base,
        "title": safe(_first_sentence(schema["description"])),
        "doc": _docstring(schema["description"]),
        "members": members,
        "hidden": [
            members[wire]["name"]
            for wire, member in own.get("properties", {}).items()
            if "x-rayvision-sensitive" in member
        ],
    }


def _member_information(wire: str, member: dict[str, Any]) -> dict[str, Any]:
    first = _first_sentence(member["description"])
    rest = member["description"].strip()[len(first) :]
    if member.get("deprecated"):
        rest = f" Deprecated.{rest}"
    return {
        "wire": wire,
        "names": member.get(NAMES, [wire]),
        "name": attribute_name(wire, member),
        "is_map": is_map(member),
        "doc": _docstring(f"{first.rstrip('.')} (`{wire}`).{rest}"),
        "time": member.get("x-rayvision-time", "").replace("-", "_"),
        "form": member.get(VIEW, {}).get("form"),
    }


def _waiters(spec: Spec) -> dict[str, dict[str, Any]]:
    """What ends a wait, by the name of the enumeration that says where something stands."""
    return {
        member["$ref"].rpartition("/")[2]: operation.data[WAITER]
        for operation in spec.operations()
        for schema in reachable(spec, [operation.data["responses"]] if WAITER in operation.data else [])
        for wire, member in spec.schemas()[schema].get("properties", {}).items()
        if wire == operation.data[WAITER]["member"] and "$ref" in member
    }


def _enum_documentation(schema: dict[str, Any], waiter: dict[str, Any] | None) -> str:
    # The templates of enums see nothing but the description, so it carries the meaning of each value behind a line, and
    # behind another the values that end a wait.
    meanings = (" ".join(meaning.split()) for meaning in schema["x-enum-descriptions"])
    parts = [_docstring(schema["description"]), "\n".join(meanings)]
    if waiter:
        parts.append("\n".join(", ".join(map(repr, waiter[key])) for key in ("finished", "succeeded")))
    return "\n---\n".join(parts)


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0]


def _docstring(text: str) -> str:
    """Text for a docstring: the first sentence is the summary, the rest a paragraph of its own."""
    text = text.strip()
    first = _first_sentence(text)
    rest = text[len(first) :].strip()
    summary = _wrapped(" ".join(first.split()))
    return safe(f"{summary}\n\n{_paragraphs(rest)}\n" if rest else summary)


def _paragraphs(text: str) -> str:
    blocks = re.split(r"(\n\s*\n|\n(?=\s*- ))", text)
    return "".join(block if index % 2 else _wrapped(" ".join(block.split())) for index, block in enumerate(blocks))


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 100, break_long_words=False, break_on_hyphens=False)


def safe(text: str) -> str:
    """Text within a docstring, where it ends nothing and escapes nothing."""
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')

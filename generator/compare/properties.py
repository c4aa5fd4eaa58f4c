"""What two specs are compared by: a table of properties for each operation, schema and member."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator.spec.document import HTTP_METHODS, Operation, Spec, data_of, name_of, own_members
from generator.spec.extensions import COMMANDS, SOURCE
from generator.spec.names import commands

Properties = dict[str, Any]

DOCUMENTATION = {
    *("title", "summary", "description", "example", "examples", "externalDocs", "tags", "$comment"),
    *("x-enum-descriptions", SOURCE),
}
"""Keys that explain, and that no caller's program depends on."""

NULL = "null"
MISSING = "missing"
"""Stands among the types of a reply's member that may be left out."""

_SIZE = re.compile(r" \((int|uint)\d+\)| \((float|double)\)")
_TYPE_KEYS = {"type", "format", "$ref", "oneOf", "anyOf", "allOf", "items", "additionalProperties", "discriminator"}


def of_operation(spec: Spec, operation: Operation) -> Properties:
    """What an operation is, asks and answers."""
    data = operation.data
    return {
        "verb": operation.method,
        "path": operation.path,
        "request": None if _is_empty(spec.resolve(operation.asked)) else name_of(operation.asked),
        "answer": types(data_of(spec, operation)) - {NULL},
        "deprecated": False,
        **data,
        COMMANDS: commands(data),
        # Their schemas are looked at by themselves.
        "requestBody": _without(data.get("requestBody"), "schema"),
        "responses": _without(data.get("responses"), "schema"),
    }


def shape(schema: Mapping[str, Any]) -> str:
    """What a schema describes."""
    if "enum" in schema:
        return "an enumeration"
    return "an object" if "allOf" in schema or schema.get("type") == "object" else "a value"


def of_schema(schema: Mapping[str, Any]) -> Properties:
    """What a schema says of itself, and not of its members or values."""
    if shape(schema) != "an object":
        properties = _value_properties(
            {key: value for key, value in schema.items() if key not in ("enum", "x-enum-varnames")}
        )
        if "x-enum-descriptions" in properties:
            # By the values, whose order says nothing.
            said = zip(map(repr, schema["enum"]), properties["x-enum-descriptions"], strict=False)
            properties["x-enum-descriptions"] = dict(said)
        return properties
    parts = [_without(part, "properties", "required") for part in schema.get("allOf", ())]
    own = {key: value for key, value in schema.items() if key not in ("properties", "required", "allOf", "type")}
    return {"parts": parts, **own}


def enum_values(schema: Mapping[str, Any]) -> dict[str, str]:
    """The name of each value of an enumeration, by the value as it travels."""
    names = schema.get("x-enum-varnames", schema["enum"])
    return {repr(value): str(name) for value, name in zip(schema["enum"], names, strict=False)}


def members(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The members that a schema declares itself, by their names."""
    return {str(steps[-1]): member for steps, member in own_members(schema)}


def is_required(schema: Mapping[str, Any], wire: str) -> bool:
    """Whether one of them is always there."""
    return any(wire in part.get("required", ()) for part in [schema, *schema.get("allOf", ())])


def of_argument(schema: Mapping[str, Any], wire: str) -> Properties:
    """What a member of a request is: there a caller has to know what is required."""
    return {"required": is_required(schema, wire), **_value_properties(members(schema)[wire])}


def of_reply_member(schema: Mapping[str, Any], wire: str) -> Properties:
    """What a member of a reply is: what is missing there and what is null reads as None alike."""
    properties = _value_properties(members(schema)[wire])
    if not is_required(schema, wire):
        properties["type"] |= {MISSING}
    if wire == "data" and "allOf" in schema:
        del properties["type"]  # a property of the operations that answer it
    return properties


def of_document(spec: Spec) -> Properties:
    """What is said beside operations and schemas: servers, headers of the signature, introductions."""
    components = spec.document.get("components", {})
    return {
        **{key: value for key, value in spec.document.items() if key not in ("paths", "components")},
        "servers": [server.get("url") for server in spec.document.get("servers", ())],
        **{f"components/{kind}": part for kind, part in components.items() if kind not in ("schemas", "examples")},
    }


def of_path(spec: Spec, path: str) -> Properties:
    """What is said of a path beside its operation."""
    properties: Properties = _without(spec.document["paths"][path], *HTTP_METHODS)
    return properties


def bare(node: Any) -> Any:
    """A node without its documentation."""
    return _without(node, *DOCUMENTATION)


def types(node: Mapping[str, Any]) -> frozenset[str]:
    """The types of which a value may be, as words."""
    if "$ref" in node:
        return frozenset([name_of(node)])
    for key in ("oneOf", "anyOf", "allOf"):
        if key in node:
            return frozenset(word for part in node[key] for word in types(part))
    kinds = node.get("type", NULL if node.get("const", ...) is None else "anything")
    return frozenset(word for kind in ([kinds] if isinstance(kinds, str) else kinds) for word in _types(kind, node))


def in_python(types: frozenset[str]) -> frozenset[str]:
    """Types as Python has them: of whole numbers one, of any size, and None for what is null or missing."""
    return frozenset(_SIZE.sub("", word) for word in _with_none(types))


def is_within(new: frozenset[str], old: frozenset[str]) -> bool:
    """Whether every value of some types is one of others, too: whole numbers are numbers, and dates are text."""
    known = in_python(old)
    return all(word in known or _WIDER.get(word, word.partition(" (")[0]) in known for word in in_python(new))


_WIDER = {"integer": "number"}


def is_narrower(new: frozenset[str], old: frozenset[str]) -> bool:
    """Whether the numbers of a type are of fewer bits than they were; those of no stated size are of 64."""
    bits = {_SIZE.sub("", word): _bits(word) for word in old}
    return any(_bits(word) < bits.get(_SIZE.sub("", word), 0) for word in new)


def _bits(word: str) -> int:
    size = _SIZE.search(word)
    return {"float": 32, "double": 64}.get(size[0][2:-1]) or int(re.sub("[^0-9]", "", size[0])) if size else 64


def on_the_wire(types: frozenset[str]) -> str:
    """Types in words, distinguishing those that are the same in Python."""
    return " or ".join(sorted(types, key=lambda word: (word in (NULL, MISSING), word)))


def shown(value: Any) -> str:
    """A value as a sentence has it."""
    if isinstance(value, frozenset):
        return " or ".join(sorted(_with_none(value), key=lambda word: (word == "None", word))) or "nothing"
    if isinstance(value, list):
        return ", ".join(map(shown, value)) or "nothing"
    return "nothing" if value is None else str(value)


def _with_none(types: frozenset[str]) -> set[str]:
    return {"None" if word in (NULL, MISSING) else word for word in types}


def _is_empty(schema: Mapping[str, Any]) -> bool:
    return shape(schema) == "an object" and not members(schema)


def _value_properties(node: Mapping[str, Any]) -> Properties:
    return {"type": types(node), "deprecated": False, **_limits(node)}


def _limits(node: Mapping[str, Any]) -> Properties:
    """What holds of a value beside its type, and of the elements of a list, and of each alternative."""
    properties = {key: value for key, value in node.items() if key not in _TYPE_KEYS}
    parts = [("element", node[key]) for key in ("items", "additionalProperties") if isinstance(node.get(key), Mapping)]
    parts += [(shown(types(part)), part) for key in ("oneOf", "anyOf", "allOf") for part in node.get(key, ())]
    for name, part in parts:
        properties |= {f"{name}/{key}": value for key, value in _limits(part).items()}
    return properties


def _types(kind: str, node: Mapping[str, Any]) -> set[str]:
    """One type as words: a list or a map is of each thing that it may hold, one by one."""
    if kind == "array":
        return {f"list of {word}" for word in types(node.get("items", {}))}
    if kind == "object" and isinstance(node.get("additionalProperties"), Mapping):
        return {f"map of {word}" for word in types(node["additionalProperties"])}
    return {f"{kind} ({node['format']})" if "format" in node and kind != NULL else kind}


def _without(node: Any, *keys: str) -> Any:
    """A node without some keys, wherever they are below it."""
    if isinstance(node, Mapping):
        return {key: _without(value, *keys) for key, value in node.items() if key not in keys}
    return [_without(value, *keys) for value in node] if isinstance(node, list) else node

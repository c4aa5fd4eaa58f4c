"""How a value is typed in Python, and how it is read from what came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.spec.choices import alternatives, distinguishing_members
from generator.spec.document import Spec, name_of

_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}

_AS_IT_COMES = "as_it_comes"


def reply_type(spec: Spec, schema: dict[str, Any], models: str = "") -> str:
    """The type of a value as a reply has it, but for `None`; `models` stands before the names of classes."""
    parts = alternatives(spec, schema)
    types = [_reply_type(spec, part, models) for part in parts]
    if len(_objects(spec, parts)) > 1:
        types.append("Reply")
    return " | ".join(dict.fromkeys(types)) or "None"


def _reply_type(spec: Spec, part: dict[str, Any], models: str) -> str:
    if "$ref" in part:
        return models + name_of(part)
    held = held_by(part)
    return _typed(part, reply_type(spec, held, models) if held else "Any")


def request_type(spec: Spec, schema: dict[str, Any]) -> str:
    """The type of a value as a request takes it, but for `None`: an enumeration's plain values are welcome too."""
    return " | ".join(dict.fromkeys(_request_types(spec, schema))) or "None"


def _request_types(spec: Spec, schema: dict[str, Any]) -> Iterator[str]:
    for part in alternatives(spec, schema):
        held = held_by(part)
        if "$ref" in part:
            yield name_of(part)
            if "enum" in spec.resolve(part):
                yield _SCALARS[spec.resolve(part)["type"]]
        elif held and "enum" in spec.resolve(held):
            yield from (_typed(part, one) for one in _request_types(spec, held))
        else:
            yield _typed(part, request_type(spec, held) if held else "Any")


def _typed(part: dict[str, Any], held: str) -> str:
    kind = part.get("type", "")
    return {"array": f"list[{held}]", "object": f"dict[str, {held}]"}.get(kind) or _SCALARS.get(kind, "Any")


def read(spec: Spec, schema: dict[str, Any], source: str) -> str:
    """The expression that reads a value of a reply; the value itself, where it is read as it comes."""
    parts = alternatives(spec, schema)
    objects = _objects(spec, parts)
    groups = [objects] if objects else []
    groups += [[part] for part in parts if part not in objects]
    if len(groups) < 2:
        return _read(spec, groups[0], source) if groups else source
    readers = dict.fromkeys(_function(_read(spec, group, "one")) for group in groups)
    if readers.keys() == {_AS_IT_COMES}:
        return source
    last_of_all = sorted(readers, key=lambda reader: reader == _AS_IT_COMES)
    return f"read_either({source}, {', '.join(last_of_all)})"


def _read(spec: Spec, group: list[dict[str, Any]], source: str) -> str:
    """The expression that reads a value of one type in JSON: of one of several objects, or of the one thing."""
    part = group[0]
    if len(group) > 1:
        member, meant = next(iter(distinguishing_members(spec, [name_of(one) for one in group]).items()))
        views = ", ".join(f"{value!r}: {name}" for value, name in meant.items())
        return f"read_by_member({source}, {member!r}, {{{views}}})"
    if "$ref" in part:
        return f"{name_of(part)}.read({source})"
    held = held_by(part)
    reader = _function(read(spec, held, "one")) if held else _AS_IT_COMES
    if not held or reader == _AS_IT_COMES:
        return source
    if part["type"] == "object":
        return f"read_map({source}, {reader})"
    if reader.endswith(".read") and _objects(spec, alternatives(spec, held)):
        return f"{reader}_list({source})"
    return f"read_list({source}, {reader})"


def _function(expression: str) -> str:
    """Turn an expression in `one` into the function that computes it."""
    if expression == "one":
        return _AS_IT_COMES
    function = expression.removesuffix("(one)")
    return function if re.fullmatch(r"\w+\.\w+", function) else f"lambda one: {expression}"


def held_by(part: dict[str, Any]) -> dict[str, Any] | None:
    """What a list or a map holds, if anything is said of it."""
    held = part.get("items", part.get("additionalProperties"))
    return held if isinstance(held, dict) and held else None


def _objects(spec: Spec, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [part for part in parts if "$ref" in part and "enum" not in spec.resolve(part)]

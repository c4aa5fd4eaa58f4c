"""What a value may be, one thing at a time, and what tells these apart."""

from __future__ import annotations

from typing import Any

from generator.spec.document import Spec, is_null


def kinds_of(schema: Any) -> set[str]:
    """The types that a schema names."""
    named = schema.get("type", ()) if isinstance(schema, dict) else ()
    return {named} if isinstance(named, str) else set(named)


def choices_of(schema: Any) -> list[Any]:
    """The alternatives of a choice, as they are written; of anything else, itself."""
    if not isinstance(schema, dict) or not schema.keys() & {"oneOf", "anyOf"}:
        return [schema]
    return [*schema.get("oneOf", ()), *schema.get("anyOf", ())]


def alternatives(spec: Spec, schema: dict[str, Any]) -> list[dict[str, Any]]:
    """What a value may be beside null: references to objects and enumerations, and schemas of one type."""
    target = spec.resolve(schema)
    if choices_of(target) != [target]:
        return [one for choice in choices_of(target) for one in alternatives(spec, choice)]
    if "$ref" in schema and has_class(target):
        return [schema]
    if is_null(target):
        return []
    named = target.get("type")
    return [target | {"type": kind} for kind in named if kind != "null"] if isinstance(named, list) else [target]


def may_be_null(spec: Spec, schema: dict[str, Any]) -> bool:
    """Whether null is one of the things that a value may be."""
    target = spec.resolve(schema)
    if choices_of(target) != [target]:
        return any(may_be_null(spec, choice) for choice in choices_of(target))
    return is_null(target) or "null" in kinds_of(target)


def has_class(schema: dict[str, Any]) -> bool:
    """Whether a schema with a name is a class in Python: an object or an enumeration."""
    return schema.get("type") == "object" or not schema.keys().isdisjoint(("allOf", "enum"))


def distinguishing_members(spec: Spec, names: list[str]) -> dict[str, dict[Any, str]]:
    """The members that tell objects apart (a constant that differs in each): each with the object of each value."""
    found: dict[str, dict[Any, str]] = {}
    for name in names:
        schema = spec.schemas()[name]
        for wire, member in schema.get("properties", {}).items():
            if wire in schema.get("required", ()) and "const" in member:
                found.setdefault(wire, {})[member["const"]] = name
    return {wire: meant for wire, meant in found.items() if len(meant) == len(names)}

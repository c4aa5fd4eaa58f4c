"""Null, said as OpenAPI 3.0 can say it: of a type, and not as a choice beside it.

Null is not a type there. A choice between something and null needs a schema with nothing else, of which generators
make a type: datamodel-code-generator reads `CreatedTasks | dict | None`. And `nullable` beside a reference changes
nothing, as OpenAPI 3.0.3 says: what is referred to has to be nullable itself.
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from typing import Any

from generator.spec.document import SCHEMAS, BrokenSpecError, Problem, Spec, is_null, name_of, objects


def with_nullable_types(spec: Spec) -> Spec:
    """The same description, in which the last of some choices may be null, instead of null being a choice.

    Where that is a reference, it leads to a schema that may be null: to the one that it led to, if nothing else refers
    to that, else to a copy, `TaskInfoOrNull`.

    Raises:
        BrokenSpecError: A schema already has the name of such a copy.
    """
    spec = replace(spec, document=deepcopy(spec.document))
    schemas = spec.schemas()
    choices = [(node, key) for _, node in objects(spec.document) for key in ("oneOf", "anyOf") if _has_null(node, key)]
    lasts = [next(part for part in reversed(node[key]) if not is_null(part)) for node, key in choices]
    used = Counter(node["$ref"] for _, node in objects(spec.document) if "$ref" in node)
    used.subtract(part["$ref"] for part in lasts if "$ref" in part)
    named: list[tuple[str, str]] = []

    def refer(choice: dict[str, Any], part: dict[str, Any]) -> None:
        """Let the last part of a choice lead to a schema that may be null."""
        name = name_of(part)
        nullable = f"{name}OrNull" if used[part["$ref"]] else name
        if nullable != name and nullable in schemas.keys() - dict(named).keys():
            message = f"is the name that the nullable form of {name} gets in OpenAPI 3.0: give it another name"
            raise BrokenSpecError([spec.describe(Problem(("components", "schemas", nullable), message))])
        if "discriminator" in choice and nullable != name:
            mapping = choice["discriminator"].setdefault("mapping", {})
            values = [value for value, leads_to in mapping.items() if leads_to.removeprefix(SCHEMAS) == name] or [name]
            mapping |= dict.fromkeys(values, f"{SCHEMAS}{nullable}")
        part["$ref"] = f"{SCHEMAS}{nullable}"
        if (nullable, name) not in named:
            named.append((nullable, name))

    for (choice, _), part in zip(choices, lasts, strict=True):
        if "$ref" in part:
            refer(choice, part)
        else:
            _allow_null(part)
    for node, key in choices:
        parts = [part for part in node.pop(key) if not is_null(part)]
        node.update({key: parts} if len(parts) > 1 else parts[0] | node)
    for nullable, name in named:  # which grows: a choice that has a name may lead to further ones
        schemas[nullable] = deepcopy(schemas[name])
        for choice, part in _allow_null(schemas[nullable]):
            used[part["$ref"]] -= nullable == name
            refer(choice, part)
    return spec


def _has_null(node: dict[str, Any], key: str) -> bool:
    parts = node.get(key)
    return isinstance(parts, list) and any(map(is_null, parts)) and not all(map(is_null, parts))


def _allow_null(schema: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Let a schema be null. Return what is left: choices, each with its last part, whose target is to be nullable."""
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        schema["type"] = [*(kind for kind in kinds if kind != "null"), "null"]
    if "enum" in schema:
        schema["enum"] = [*(value for value in schema["enum"] if value is not None), None]
    lasts = [schema[key][-1] for key in ("oneOf", "anyOf") if key in schema]
    for part in lasts:
        if "$ref" not in part:
            _allow_null(part)
    return [(schema, part) for part in lasts if "$ref" in part]

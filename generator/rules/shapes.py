"""The shapes of schemas that the templates can make. All others are refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.rules.keywords import unknown_keywords
from generator.spec.document import SCHEMAS, Problem, Spec, Steps, is_null, reachable

_NOTES = {"description", "example", "examples", "deprecated", "externalDocs"}

_LIMITS = {
    *("default", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "pattern"),
    *("minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"),
}

_SCHEMA = {*_NOTES, *_LIMITS, "type", "format", "items", "properties", "required", "additionalProperties"}
_SCHEMA |= {"$ref", "oneOf", "anyOf", "allOf", "enum", "const"}

_SCALARS = {"string", "integer", "number", "boolean"}

_NUMBERS = {"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float", "double"}

# Of which type a member has to be, for what its extensions make of it.
_TIMES = {"milliseconds": "integer", "china-standard-time": "string"}

_FORMS = {"opposite": "integer", "texts": "string"}

# Of which types a value has to be, for a keyword to say anything of it.
_KINDS: dict[str, set[str]] = {
    **{key: {"string"} for key in ("minLength", "maxLength", "pattern")},
    **{
        key: {"integer", "number"}
        for key in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
    },
    **{key: {"array"} for key in ("items", "minItems", "maxItems", "uniqueItems")},
    **{key: {"object"} for key in ("properties", "additionalProperties", "minProperties", "maxProperties")},
}


_BOUNDS = [("minimum", "maximum"), *((f"min{of}", f"max{of}") for of in ("Length", "Items", "Properties"))]


def known_shapes(spec: Spec) -> Iterator[Problem]:
    """Every schema is of a shape that the templates can make."""
    if circles := [problem for name in spec.schemas() for problem in _circle(spec, name)]:
        yield from circles
        return
    for name, schema in spec.schemas().items():
        yield from _named(spec, name, schema)


def _named(spec: Spec, name: str, schema: dict[str, Any]) -> Iterator[Problem]:
    """A schema with a name is an enumeration, an object, an envelope, or a choice of single values."""
    steps = ("components", "schemas", name)
    if "$ref" in schema:
        yield Problem(steps, f"is another name for {schema['$ref']}: refer to that where this is used")
    elif "enum" in schema:
        yield from unknown_keywords(schema, {*_NOTES, "type", "enum"}, steps)
        kind = {"string": str, "integer": int}.get(str(schema.get("type")))
        if kind is None or {type(value) for value in schema["enum"]} != {kind}:
            yield Problem(steps, "has to be an enumeration of type string or integer, with values of that type alone")
    elif "allOf" in schema:
        yield from _envelope(spec, schema, steps)
    elif schema.get("type") == "object":
        yield from _members(spec, schema, steps)
    elif "array" in _kinds(schema) or "object" in _kinds(schema):
        yield Problem(steps, "has no class to be made of it: write it where it is used")
    else:
        yield from _value(spec, schema, steps)


def _envelope(spec: Spec, schema: dict[str, Any], steps: Steps) -> Iterator[Problem]:
    yield from unknown_keywords(schema, {*_NOTES, "allOf"}, steps)
    first, own = [*schema["allOf"], {}, {}][:2]
    is_whole = len(schema["allOf"]) == 2 and set(first) == {"$ref"} and own.get("type") == "object"
    if not is_whole or spec.resolve(first).get("type") != "object" or list(own.get("properties", ())) != ["data"]:
        what = "has to be an envelope: allOf a $ref to the envelope of all and an object whose one member is data"
        yield Problem((*steps, "allOf"), what)
        return
    yield from _members(spec, own, (*steps, "allOf", 1))
    data, place = own["properties"]["data"], (*steps, "allOf", 1, "properties", "data")
    choices = [choice for choice in _choices(data) if not is_null(choice)]
    kinds = [kind for choice in choices for kind in _kinds(choice) if kind != "null"]
    if len(choices) > 1 or len(kinds) > 1:
        yield Problem(place, "may be of one type alone beside null, which the operation gives to its caller")
    for choice in choices:
        if "$ref" in choice and spec.resolve(choice).get("type") != "object":
            yield Problem(place, "has to be an object, a list, a map or a single value, written here")


def _members(spec: Spec, schema: dict[str, Any], steps: Steps) -> Iterator[Problem]:
    known = {*_NOTES, "type", "properties", "required"}
    if schema.get("additionalProperties") is False:
        what = "is not supported: members that are not known are let through; leave it out"
        yield Problem((*steps, "additionalProperties"), what)
    elif "additionalProperties" in schema:
        what = "makes a map: write it where it is used, as the member's own schema and without properties"
        yield Problem((*steps, "additionalProperties"), what)
    yield from unknown_keywords(schema, {*known, "additionalProperties"}, steps)
    for wire, member in schema.get("properties", {}).items():
        place = (*steps, "properties", wire)
        yield from _value(spec, member, place)
        if isinstance(member, dict):
            yield from _form(member, place)


def _value(spec: Spec, schema: Any, steps: Steps) -> Iterator[Problem]:
    """The value of a member, of a choice, or one that has a name."""
    if not isinstance(schema, dict):
        yield Problem(steps, "has to be a schema with a type")
        return
    yield from unknown_keywords(schema, _SCHEMA, steps)
    choices = _choices(schema)
    if "$ref" in schema:
        yield from _reference(spec, schema, steps)
    elif choices != [schema]:
        kept = {*_NOTES, "default", "oneOf" if "oneOf" in schema else "anyOf"}
        for key in (key for key in schema if key in _SCHEMA - kept):
            yield Problem((*steps, key), "stands beside a choice: write it in the choices")
        for key in ("oneOf", "anyOf"):
            for index, choice in enumerate(schema.get(key, ())):
                yield from _value(spec, choice, (*steps, key, index))
        yield from _choice(spec, choices, steps)
    elif "allOf" in schema:
        yield Problem((*steps, "allOf"), "is for envelopes alone: refer to one schema, with the description beside it")
    elif not is_null(schema):
        yield from _typed(spec, schema, steps)


def _reference(spec: Spec, schema: dict[str, Any], steps: Steps) -> Iterator[Problem]:
    if not str(schema["$ref"]).startswith(SCHEMAS) or str(schema["$ref"]).count("/") != 3:
        yield Problem((*steps, "$ref"), f"has to lead to a schema: {SCHEMAS}...")
    elif "allOf" in spec.resolve(schema):
        yield Problem((*steps, "$ref"), "leads to an envelope, which only a reply has: refer to what is in it")
    yield from unknown_keywords(schema, {*_NOTES, "$ref", "default"}, steps)


def _choice(spec: Spec, choices: list[Any], steps: Steps) -> Iterator[Problem]:
    """A choice is between null and one thing, or between values that are read as they come."""
    others = [choice for choice in choices if not is_null(choice)]
    if not others:
        yield Problem(steps, "allows nothing but null: write type: 'null'")
    if len(others) < 2:
        return
    others = [leaf for other in others for leaf in _leaves(spec, other)]
    if any(not _kinds(other) <= {*_SCALARS, "null"} for other in others):
        what = "cannot be told apart when it is read: choose between null and one thing, or between single values"
        yield Problem(steps, what)
    elif any("enum" in other for other in others) and _is_in_reply(spec, steps):
        what = "reads as an enumeration or as a bare value: refer to the enumeration, or name a type"
        yield Problem(steps, what)


def _is_in_reply(spec: Spec, steps: Steps) -> bool:
    """Whether a place is in a schema of replies."""
    return str(steps[2]) in reachable(spec, [operation.data.get("responses") for operation in spec.operations()])


def _typed(spec: Spec, schema: dict[str, Any], steps: Steps) -> Iterator[Problem]:
    kinds = _kinds(schema) - {"null"}
    if not kinds:
        yield Problem(steps, "needs a type, or a $ref to a schema")
    elif kinds == {"array"}:
        if "items" in schema:
            yield from _element(spec, schema["items"], (*steps, "items"))
    elif kinds == {"object"}:
        yield from _map(spec, schema, steps)
    elif not kinds <= _SCALARS:
        yield Problem(
            (*steps, "type"), "cannot be told apart when it is read: only single values may be of several types"
        )
    yield from _format(schema, kinds, steps)
    if "const" in schema:
        yield Problem((*steps, "const"), "is not supported but for null: make it an enumeration of one value")
    if "enum" in schema:
        yield Problem((*steps, "enum"), "give this a name of its own below components/schemas")
    yield from _limits(schema, kinds, steps)


def _limits(schema: dict[str, Any], kinds: set[str], steps: Steps) -> Iterator[Problem]:
    """A limit is one of the type, and leaves something."""
    for least, most in _BOUNDS:
        if least in schema and most in schema and schema[least] > schema[most]:
            yield Problem((*steps, least), f"is more than {most}: no value would do")
    for key, of in _KINDS.items():
        if key in schema and not of & kinds:
            yield Problem((*steps, key), f"is for type: {' or '.join(sorted(of))}")


def _map(spec: Spec, schema: dict[str, Any], steps: Steps) -> Iterator[Problem]:
    if "properties" in schema:
        yield Problem(steps, "give this a name of its own below components/schemas")
    elif not (steps[-2] == "properties" or steps[-2] in ("oneOf", "anyOf")):
        yield Problem(steps, "is a map within a list or a map: make the element an object with a name")
    values = schema.get("additionalProperties", True)
    if isinstance(values, dict):
        yield from _element(spec, values, (*steps, "additionalProperties"))
    elif values is False:
        yield Problem((*steps, "additionalProperties"), "leaves nothing that the map may hold")


def _element(spec: Spec, schema: Any, steps: Steps) -> Iterator[Problem]:
    """What a list or a map holds: objects, values of an enumeration, single values, or lists of these."""
    yield from _value(spec, schema, steps)
    if not isinstance(schema, dict):
        return
    target = spec.resolve(schema)
    if "null" in _kinds(schema) or any(is_null(choice) for choice in _choices(target)):
        yield Problem(steps, "may be null: an element that may be null is not supported, leave 'null' out")
    elif _choices(schema) != [schema] or ("$ref" in schema and "enum" not in target and _choices(target) != [target]):
        yield Problem(steps, "is a choice: give each element one type")
    elif _kinds(schema) == {"array"}:
        if set(steps[-2:]) <= {"items", "additionalProperties"}:
            yield Problem(steps, "is nested too deeply: make the inner list a member of an object with a name")
        elif "enum" in spec.resolve(schema.get("items", {})):
            yield Problem(
                steps, "is a list within a list or a map, of an enumeration: make the inner list a member of an object"
            )


def _format(schema: dict[str, Any], kinds: set[str], steps: Steps) -> Iterator[Problem]:
    form = schema.get("format")
    if form == "binary":
        yield Problem((*steps, "format"), "is not supported: JSON holds no bytes; write byte for text in Base64")
    elif form is not None and not kinds & {"string"} and form not in _NUMBERS:
        yield Problem((*steps, "format"), f"is not supported for a number: {', '.join(sorted(_NUMBERS))} are")


def _form(member: dict[str, Any], steps: Steps) -> Iterator[Problem]:
    """What is read as something else than it is written as is of the type that this is made of."""
    time, form = member.get("x-rayvision-time"), member.get("x-rayvision-view", {}).get("form")
    for key, kind in (("x-rayvision-time", _TIMES.get(str(time))), ("x-rayvision-view", _FORMS.get(str(form)))):
        if kind and _kinds(member) - {"null"} != {kind}:
            yield Problem((*steps, key), f"is read from type: {kind}, and the member has to be of that type")


def _circle(spec: Spec, name: str) -> Iterator[Problem]:
    """An object may hold others of its kind; a circle of several modules could not be imported."""
    schema, steps = spec.schemas()[name], ("components", "schemas", name)
    below = reachable(spec, [schema])
    if name in below and schema.get("type") != "object":
        yield Problem(steps, "contains itself: only an object may, in one of its members")
    for other in sorted(below - {name}):
        if name in reachable(spec, [spec.schemas()[other]]):
            yield Problem(steps, f"leads to {other}, and {other} leads back: of schemas, only one may refer to itself")


def _choices(schema: Any) -> list[Any]:
    """The alternatives of a choice; of anything else, itself."""
    if not isinstance(schema, dict) or not schema.keys() & {"oneOf", "anyOf"}:
        return [schema]
    return [*schema.get("oneOf", ()), *schema.get("anyOf", ())]


def _leaves(spec: Spec, schema: Any) -> list[Any]:
    """What a choice comes to when the choices that it refers to are written out."""
    target = spec.resolve(schema)
    choices = _choices(target)
    return [target] if choices == [target] else [leaf for choice in choices for leaf in _leaves(spec, choice)]


def _kinds(schema: Any) -> set[str]:
    kinds = schema.get("type", ()) if isinstance(schema, dict) else ()
    return {kinds} if isinstance(kinds, str) else set(kinds)

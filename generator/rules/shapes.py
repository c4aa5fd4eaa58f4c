"""The shapes of schemas that the templates can make. All others are refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.rules.keywords import NAMELESS, unknown_keywords
from generator.spec.choices import alternatives, choices_of, distinguishing_members, kinds_of, may_be_null
from generator.spec.document import SCHEMAS, Problem, Spec, Steps, is_null, name_of, reachable, reached
from generator.spec.extensions import TIME, VIEW

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
    if circles := list(_circles(spec)):
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
    elif "array" in kinds_of(schema) or "object" in kinds_of(schema):
        yield Problem(steps, "has a name, and no class is made of it: write it where it is used")
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
    choices = [choice for choice in choices_of(data) if not is_null(choice)]
    kinds = [kind for choice in choices for kind in kinds_of(choice) if kind != "null"]
    if len(choices) > 1 or len(kinds) > 1:
        yield Problem(place, "may be of one type alone beside null: make the choice a member of an object")
    if not may_be_null(spec, data):
        what = "may not be null, as it is after a failure: write type: [..., 'null'], or a oneOf with type: 'null'"
        yield Problem(place, what)
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
        yield Problem(steps, f"{schema!r} is not a schema: write one with a type")
        return
    choices = choices_of(schema)
    yield from unknown_keywords(schema, _SCHEMA if choices == [schema] else {*_SCHEMA, "discriminator"}, steps)
    if "$ref" in schema:
        yield from _reference(spec, schema, steps)
    elif choices != [schema]:
        kept = {*_NOTES, "default", "oneOf" if "oneOf" in schema else "anyOf"}
        for key in (key for key in schema if key in _SCHEMA - kept):
            yield Problem((*steps, key), "stands beside a choice: write it in the choices")
        found = [
            problem
            for key in ("oneOf", "anyOf")
            for index, choice in enumerate(schema.get(key, ()))
            for problem in _value(spec, choice, (*steps, key, index))
        ]
        yield from found or _choice(spec, schema, steps)
    elif "allOf" in schema:
        yield Problem((*steps, "allOf"), "is for envelopes alone: refer to one schema, with the description beside it")
    elif not is_null(schema):
        yield from _typed(spec, schema, steps)


def _reference(spec: Spec, schema: dict[str, Any], steps: Steps) -> Iterator[Problem]:
    if not str(schema["$ref"]).startswith(SCHEMAS) or str(schema["$ref"]).count("/") != 3:
        yield Problem((*steps, "$ref"), f"{schema['$ref']!r} leads to no schema: write {SCHEMAS}...")
    elif "allOf" in spec.resolve(schema):
        yield Problem((*steps, "$ref"), "leads to an envelope, which only a reply has: refer to what is in it")
    yield from unknown_keywords(schema, {*_NOTES, "$ref", "default"}, steps)


def _choice(spec: Spec, schema: dict[str, Any], steps: Steps) -> Iterator[Problem]:
    """A choice is only between what can be told apart when it is read."""
    parts = alternatives(spec, schema)
    objects = [name_of(part) for part in parts if "$ref" in part and spec.resolve(part).get("type") == "object"]
    kinds = [part.get("type") for part in parts]
    is_enumeration = ["$ref" in part and "enum" in spec.resolve(part) for part in parts]
    if not parts:
        yield Problem(steps, "allows nothing but null: write type: 'null'")
    if len(objects) > 1 and not distinguishing_members(spec, objects):
        what = "are objects that cannot be told apart: give each a required member with a different value, for example"
        yield Problem(steps, f"{what} kind: {{type: string, const: {objects[0].lower()}, ...}}")
    if kinds.count("array") > 1:
        yield Problem(steps, "are lists that cannot be told apart: make it one list, whose items are the choice")
    if kinds.count("object") + bool(objects) > 1:
        yield Problem(steps, "are objects and a map, which cannot be told apart: make the map a member of an object")
    if (
        any(is_enumeration)
        and is_enumeration.count(True) + len(_SCALARS.intersection(kinds)) > 1
        and steps[2] in reached(spec, "responses")
    ):
        yield Problem(steps, "reads as an enumeration or as a bare value: refer to the enumeration, or name a type")
    if "discriminator" in schema:
        yield from _discriminator(
            schema["discriminator"], distinguishing_members(spec, objects), (*steps, "discriminator")
        )


def _discriminator(said: dict[str, Any], known: dict[str, dict[Any, str]], steps: Steps) -> Iterator[Problem]:
    """The word of OpenAPI for what tells objects apart says what the constants say."""
    yield from unknown_keywords(said, {"propertyName", "mapping"}, steps)
    member = said.get("propertyName")
    if member not in known:
        yield Problem((*steps, "propertyName"), "has to be a required member that is another constant in each object")
        return
    named = {value: reference.removeprefix(SCHEMAS) for value, reference in said.get("mapping", {}).items()}
    for value, name in known[member].items():
        # Without a word of the mapping, the value is taken for the name of the schema.
        if named.pop(str(value), str(value)) != name:
            yield Problem((*steps, "mapping"), f"has to lead from {value!r} to {SCHEMAS}{name}")
    for value in named:
        yield Problem((*steps, "mapping", value), f"is not a value of {member}: leave it out")


def _typed(spec: Spec, schema: dict[str, Any], steps: Steps) -> Iterator[Problem]:
    kinds = kinds_of(schema) - {"null"}
    if not kinds:
        yield Problem(steps, "has no type: write one, or a $ref to a schema")
    elif kinds == {"array"}:
        if "items" in schema:
            yield from _element(spec, schema["items"], (*steps, "items"))
    elif kinds == {"object"}:
        yield from _map(spec, schema, steps)
    elif not kinds <= _SCALARS:
        yield Problem(
            (*steps, "type"),
            "only single values may be of several types: write a list or a map as a choice, with oneOf",
        )
    yield from _format(schema, kinds, steps)
    if "const" in schema:
        yield from _constant(schema, steps)
    if "enum" in schema:
        yield Problem((*steps, "enum"), NAMELESS)
    yield from _limits(schema, kinds, steps)


def _constant(schema: dict[str, Any], steps: Steps) -> Iterator[Problem]:
    value = schema["const"]
    if steps[-2] != "properties" or {str: "string", int: "integer"}.get(type(value)) != schema.get("type"):
        what = f"{value!r} has to be the value of a member of type string or integer: else make it an enumeration"
        yield Problem((*steps, "const"), what)


def _limits(schema: dict[str, Any], kinds: set[str], steps: Steps) -> Iterator[Problem]:
    """A limit is one of the type, and leaves something."""
    for least, most in _BOUNDS:
        if least in schema and most in schema and schema[least] > schema[most]:
            yield Problem((*steps, least), f"{schema[least]} is more than {most}, {schema[most]}: mend one of them")
    for key, of in _KINDS.items():
        if key in schema and not of & kinds:
            yield Problem((*steps, key), f"is for type: {' or '.join(sorted(of))}: leave it out")


def _map(spec: Spec, schema: dict[str, Any], steps: Steps) -> Iterator[Problem]:
    if "properties" in schema:
        yield Problem(steps, NAMELESS)
    values = schema.get("additionalProperties", True)
    if isinstance(values, dict):
        yield from _element(spec, values, (*steps, "additionalProperties"))
    elif values is False:
        yield Problem(
            (*steps, "additionalProperties"), "leaves nothing to hold: describe what it holds, or leave this out"
        )


def _element(spec: Spec, schema: Any, steps: Steps) -> Iterator[Problem]:
    """What a list or a map holds is never null."""
    found = list(_value(spec, schema, steps))
    yield from found
    if not found and may_be_null(spec, schema):
        yield Problem(steps, "may be null, which no element may be: leave 'null' out")


def _format(schema: dict[str, Any], kinds: set[str], steps: Steps) -> Iterator[Problem]:
    form = schema.get("format")
    if form == "binary":
        yield Problem((*steps, "format"), "is not supported: write byte for text in Base64, as JSON holds no bytes")
    elif form is not None and not kinds & {"string"} and form not in _NUMBERS:
        known = ", ".join(sorted(_NUMBERS))
        yield Problem((*steps, "format"), f"{form} is not a format of a number: leave it out, or write one of {known}")


def _form(member: dict[str, Any], steps: Steps) -> Iterator[Problem]:
    """A member that is read as a time or in another form has the JSON type that this form is made of."""
    time, form = member.get(TIME), member.get(VIEW, {}).get("form")
    for key, kind in ((TIME, _TIMES.get(str(time))), (VIEW, _FORMS.get(str(form)))):
        if kind and kinds_of(member) - {"null"} != {kind}:
            yield Problem((*steps, key), f"is read from type: {kind}: leave it out, or make the member of that type")


def _circles(spec: Spec) -> Iterator[Problem]:
    """An object may hold others of its kind; a circle of several modules could not be imported."""
    below = {name: reachable(spec, [schema]) for name, schema in spec.schemas().items()}
    for name, others in below.items():
        steps = ("components", "schemas", name)
        if name in others and spec.schemas()[name].get("type") != "object":
            yield Problem(steps, "contains itself: make it an object, and refer to it from a member")
        for other in sorted(others - {name}):
            if name in below[other]:
                what = f"leads to {other}, and {other} leads back: leave one of these references out"
                yield Problem(steps, what)

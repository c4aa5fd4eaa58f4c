"""Examples are there, and keep to their schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from generator.spec.document import Problem, Spec, Steps


def valid_examples(spec: Spec) -> Iterator[Problem]:
    """Requests have an example, replies have one of success and one of failure, and all keep to their schemas."""
    for operation in spec.operations():
        body = operation.data.get("requestBody", {})
        yield from _media_examples(spec, (*operation.steps, "requestBody"), body, ())
        reply = operation.data["responses"].get("200", {})
        yield from _media_examples(spec, (*operation.steps, "responses", "200"), reply, ("success", "failure"))


def _media_examples(spec: Spec, steps: Steps, holder: dict[str, Any], wanted: tuple[str, ...]) -> Iterator[Problem]:
    media, place = holder.get("content", {}).get("application/json"), (*steps, "content", "application/json")
    if media is None:
        yield Problem(steps, "has no application/json content")
        return
    if "schema" not in media:
        yield Problem(place, "has no schema")
        return
    examples = media.get("examples") or {}
    if not examples:
        yield Problem(steps, "has no examples")
    for name in wanted:
        if not any(one.startswith(name) for one in examples):
            yield Problem(place, f"has no example named {name!r}")
    for name, example in examples.items():
        shown = spec.resolve(example)
        if "value" not in shown:
            yield Problem((*place, "examples", name), "has no value")
            continue
        for where, words in mismatches(spec, media["schema"], shown["value"]):
            yield Problem((*place, "examples", name), f"value{where}: {words}")


def mismatches(spec: Spec, schema: dict[str, Any], value: Any) -> Iterator[tuple[str, str]]:
    """What keeps a value from being what a schema says, and where in it: `['data'][0]`."""
    for error in Draft202012Validator({**schema, "components": _closed(spec)}).iter_errors(value):
        for one in _leaves(error):
            yield "".join(f"[{step!r}]" for step in one.absolute_path), one.message[:300]


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """An error; of a choice, all that is wrong with what was probably meant: the choice would quote the whole reply."""
    if not error.context:
        yield error
        return
    meant: dict[Any, list[ValidationError]] = {}
    for one in error.context:
        meant.setdefault(one.schema_path[0], []).append(one)
    for one in min(meant.values(), key=_distance):
        yield from _leaves(one)


def _distance(errors: list[ValidationError]) -> tuple[bool, bool, int]:
    """How far a value is from what a choice allows: of another type, or of another kind, or with a few mistakes."""
    own = [error.validator for error in errors if not error.path]
    return "type" in own, any(error.validator == "const" for error in errors), len(errors)


def _closed(spec: Spec) -> dict[str, Any]:
    """The components, whose objects have no members but those that are described."""
    schemas = spec.schemas()
    bases = {part.get("$ref") for schema in schemas.values() for part in schema.get("allOf", ())}
    closed: dict[str, Any] = {}
    for name, schema in schemas.items():
        members = [wire for part in schema.get("allOf", [schema]) for wire in spec.resolve(part).get("properties", ())]
        is_open = not members or "additionalProperties" in schema or f"#/components/schemas/{name}" in bases
        closed[name] = schema if is_open else {**schema, "propertyNames": {"enum": members}}
    return {**spec.document["components"], "schemas": closed}

"""Examples are there, and keep to their schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

from generator.rules.refusals import leaves
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
        if holder or wanted:
            yield Problem(steps, "has no application/json content: write one, with a schema and examples")
        else:
            what = "is missing: write one; one that asks for nothing has an object without members for its schema"
            yield Problem(steps, what)
        return
    if "schema" not in media:
        yield Problem(place, "has no schema: refer to one below components/schemas")
        return
    examples = media.get("examples") or {}
    if not examples:
        yield Problem(steps, "has no examples: write one, with a name and a value")
    for name in wanted:
        if not any(one.startswith(name) for one in examples):
            yield Problem(place, f"has no example named {name!r}: write one, whose name begins so")
    for name, example in examples.items():
        shown = spec.resolve(example)
        if "value" not in shown:
            yield Problem((*place, "examples", name), "has no value: write the whole body there")
            continue
        for where, words in _mismatches(spec, media["schema"], shown["value"]):
            yield Problem((*place, "examples", name), f"value{where}: {words}: mend the example, or its schema")


def _mismatches(spec: Spec, schema: dict[str, Any], value: Any) -> Iterator[tuple[str, str]]:
    """What keeps a value from being what a schema says, and where in it: `['data'][0]`."""
    for error in Draft202012Validator({**schema, "components": _closed(spec)}).iter_errors(value):
        for one in leaves(error):
            is_unknown = "propertyNames" in one.schema_path
            words = f"there is no member {one.instance!r} among {one.validator_value}" if is_unknown else one.message
            yield "".join(f"[{step!r}]" for step in one.absolute_path), words[:300]


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

"""What the spec has to keep beyond being OpenAPI, so that everything can be derived from it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.spec import Operation, Problem, Spec, Steps, walk

EXTENSION = "x-rayvision-"


def problems(spec: Spec) -> list[Problem]:
    """Everything that is wrong with the spec; the later rules are only asked where the earlier ones are content."""
    for stage in ((well_referenced,), (valid_openapi,), RULES):
        found = [problem for rule in stage for problem in rule(spec)]
        if found:
            return found
    return []


def well_referenced(spec: Spec) -> Iterator[Problem]:
    """Every reference stays within the document and leads somewhere."""
    for steps, node in walk(spec.document):
        reference = node.get("$ref") if isinstance(node, dict) else None
        if isinstance(reference, str):
            try:
                spec.target(reference)
            except (KeyError, TypeError):
                yield Problem((*steps, "$ref"), f"{reference!r} leads nowhere in this file")


def valid_openapi(spec: Spec) -> Iterator[Problem]:
    """The document is OpenAPI 3.1."""
    version = str(spec.document.get("openapi"))
    if not version.startswith("3.1."):
        yield Problem(("openapi",), f"has to be 3.1.x, is {version!r}")
        return
    for error in OpenAPIV31SpecValidator(spec.document).iter_errors():
        yield Problem(tuple(error.absolute_path), error.message.split("\n", maxsplit=1)[0][:300])


def complete_operations(spec: Spec) -> Iterator[Problem]:
    """Every operation says its id, what it does, its group, its replies."""
    seen: dict[str, Operation] = {}
    for operation in spec.operations():
        data = operation.data
        for key in ("operationId", "summary", "description"):
            if not data.get(key):
                yield Problem(operation.steps, f"{key} is missing")
        identity = data.get("operationId")
        if identity in seen:
            yield Problem((*operation.steps, "operationId"), f"{identity!r} is also the id of {seen[identity].path}")
        if identity:
            seen[identity] = operation
        group = str(data.get(f"{EXTENSION}method", "")).partition(".")[0]
        if data.get("tags") != [group]:
            yield Problem((*operation.steps, "tags"), f"has to be [{group}], the group of {EXTENSION}method")
        if set(data.get("responses", {})) != {"200"}:
            yield Problem(
                (*operation.steps, "responses"), "has to hold 200 alone: the envelope's code decides, not the status"
            )


def known_extensions(spec: Spec) -> Iterator[Problem]:
    """Every extension is one that `extensions.schema.json` describes, with a value that it allows."""
    schema = json.loads((spec.path.parent / "extensions.schema.json").read_text("utf-8"))
    validators = {
        place: Draft202012Validator({"$ref": f"#/$defs/{place}", "$defs": schema["$defs"]})
        for place in ("operation", "schema")
    }
    operations = {operation.steps for operation in spec.operations()}
    for steps, node in walk(spec.document):
        if not isinstance(node, dict):
            continue
        place = "operation" if steps in operations else "schema"
        extensions = {key: value for key, value in node.items() if str(key).startswith(EXTENSION)}
        if extensions or place == "operation":
            for error in validators[place].iter_errors(extensions):
                yield Problem((*steps, *error.absolute_path), error.message)


def valid_examples(spec: Spec) -> Iterator[Problem]:
    """Requests have an example, replies have one of success and one of failure, and all keep to their schemas."""
    for operation in spec.operations():
        body = operation.data.get("requestBody", {})
        yield from _media_examples(spec, (*operation.steps, "requestBody"), body, ())
        reply = operation.data["responses"]["200"]
        yield from _media_examples(spec, (*operation.steps, "responses", "200"), reply, ("success", "failure"))


def _media_examples(spec: Spec, steps: Steps, holder: dict[str, Any], wanted: tuple[str, ...]) -> Iterator[Problem]:
    media = holder.get("content", {}).get("application/json")
    if media is None:
        yield Problem(steps, "has no application/json content")
        return
    examples = media.get("examples") or {}
    if not examples:
        yield Problem(steps, "has no examples")
    for name in wanted:
        if name not in examples:
            yield Problem((*steps, "content", "application/json"), f"has no example named {name!r}")
    validator = Draft202012Validator({**media["schema"], "components": spec.document["components"]})
    for name, example in examples.items():
        value = spec.resolve(example)["value"]
        for error in validator.iter_errors(value):
            where = "".join(f"[{step!r}]" for step in error.absolute_path)
            yield Problem((*steps, "content", "application/json", "examples", name), f"value{where}: {error.message}")


def used_components(spec: Spec) -> Iterator[Problem]:
    """Every component is used by something that is not itself."""
    used = {
        node["$ref"]
        for steps, node in walk(spec.document)
        if isinstance(node, dict)
        and isinstance(node.get("$ref"), str)
        and node["$ref"] != "#/" + "/".join(map(str, steps[:3]))
    }
    named_in_security = {scheme for entry in spec.document.get("security", []) for scheme in entry}
    for kind, components in spec.document.get("components", {}).items():
        for name in components:
            is_used = name in named_in_security if kind == "securitySchemes" else f"#/components/{kind}/{name}" in used
            if not is_used:
                yield Problem(("components", kind, name), "is used nowhere")


def named_things(spec: Spec) -> Iterator[Problem]:
    """Objects and enums are components: a class needs a name, and a thing needs one place."""
    for name, schema in spec.schemas().items():
        for steps, node in walk(schema, ("components", "schemas", name)):
            is_schema = isinstance(node, dict) and (
                steps[-1] in ("items", "data") or steps[-2] in ("properties", "oneOf")
            )
            if is_schema and ("enum" in node or "properties" in node):
                yield Problem(steps, "give this a name of its own below components/schemas")
        if "enum" in schema:
            for key in ("x-enum-varnames", "x-enum-descriptions"):
                if len(schema.get(key, ())) != len(schema["enum"]):
                    yield Problem(("components", "schemas", name), f"{key} has to say one thing for each value")


def free_names(spec: Spec) -> Iterator[Problem]:
    """No member takes a name that every view needs for itself."""
    taken = {"to_dict", "keys", "get", "read", "read_list"}
    for name, schema in spec.schemas().items():
        for member in schema.get("properties", {}):
            if re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", member).lower() in taken:
                yield Problem(
                    ("components", "schemas", name, "properties", member),
                    "is the name of a method that every reply has",
                )


def grounded_metadata(spec: Spec) -> Iterator[Problem]:
    """Pagination and waiter speak of members that are there."""
    for operation in spec.operations():
        request, page = _members_asked(spec, operation), _members_told(spec, operation)
        pagination = operation.data.get(f"{EXTENSION}pagination", {})
        for key, member in pagination.items():
            if member not in (request if key in ("page", "size") else page):
                yield Problem((*operation.steps, f"{EXTENSION}pagination", key), f"there is no member {member!r}")
        waiter = operation.data.get(f"{EXTENSION}waiter")
        if waiter and not set(waiter["succeeded"]) <= set(waiter["finished"]):
            yield Problem((*operation.steps, f"{EXTENSION}waiter"), "what succeeded has to be finished")
        if waiter:
            items = spec.resolve(page.get("items", {}).get("items", {}))
            if waiter["member"] not in items.get("properties", {}):
                yield Problem(
                    (*operation.steps, f"{EXTENSION}waiter", "member"), f"no item has a member {waiter['member']!r}"
                )


def _members_asked(spec: Spec, operation: Operation) -> dict[str, Any]:
    schema = spec.resolve(operation.data["requestBody"]["content"]["application/json"]["schema"])
    members: dict[str, Any] = schema.get("properties", {})
    return members


def _members_told(spec: Spec, operation: Operation) -> dict[str, Any]:
    schema = spec.resolve(operation.data["responses"]["200"]["content"]["application/json"]["schema"])
    for part in schema.get("allOf", [schema]):
        data = spec.resolve(part).get("properties", {}).get("data", {})
        for choice in data.get("oneOf", [data]):
            members: dict[str, Any] = spec.resolve(choice).get("properties", {})
            if members:
                return members
    return {}


RULES: tuple[Callable[[Spec], Iterator[Problem]], ...] = (
    complete_operations,
    known_extensions,
    valid_examples,
    used_components,
    named_things,
    free_names,
    grounded_metadata,
)

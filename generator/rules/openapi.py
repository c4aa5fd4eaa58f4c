"""The document is OpenAPI that can be read from end to end, whatever else the project asks of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.spec.document import Problem, Spec, walk
from generator.spec.names import COMMANDS

_NOT_IN_PYTHON = (
    "is not a regular expression of Python; write what ECMAScript and Python both have, for example ^[A-Z][a-z]+$,"
    " without \\p{...}, \\u{...}, \\c and (?<name>...)"
)
_PATH = re.compile(r"(/[0-9A-Za-z._~-]+)+")

_COMPONENT = re.compile(r"#/components/[^/]+/[^/]+")

# Documents that were found to be OpenAPI: a command meets the same ones several times, and the validator takes seconds.
_sound: set[str] = set()


def openapi_problems(spec: Spec) -> list[Problem]:
    """What keeps the spec from being OpenAPI that can be read from end to end, whatever else the project asks of it."""
    content = json.dumps(spec.document, default=str)
    if content in _sound:
        return []
    for stage in (
        (well_referenced,),
        (valid_schemas, valid_discriminators, distinct_operations, plain_paths),
        (fitting_defaults,),
        (valid_openapi,),
    ):
        found = dict.fromkeys(problem for rule in stage for problem in rule(spec))
        if found:
            return list(found)
    _sound.add(content)
    return []


def well_referenced(spec: Spec) -> Iterator[Problem]:
    """Every reference stays within the document and leads somewhere, in the end to something other than a reference."""
    for steps, node in walk(spec.document):
        reference = node.get("$ref") if isinstance(node, dict) else None
        if isinstance(reference, str):
            try:
                seen = [reference]
                while isinstance(target := spec.target(seen[-1]), dict) and "$ref" in target:
                    if target["$ref"] in seen:
                        yield Problem((*steps, "$ref"), f"{reference!r} leads back to itself")
                        break
                    seen.append(target["$ref"])
            except (KeyError, TypeError, AttributeError):
                yield Problem((*steps, "$ref"), f"{reference!r} leads nowhere in this file")
            else:
                if not _COMPONENT.fullmatch(reference):
                    yield Problem((*steps, "$ref"), f"{reference!r} leads into a component; give that part a name")


def valid_schemas(spec: Spec) -> Iterator[Problem]:
    """Every named schema is a JSON schema; the OpenAPI validator says so too, but not where."""
    checker = Draft202012Validator.FORMAT_CHECKER  # a pattern is one
    validator = Draft202012Validator(Draft202012Validator.META_SCHEMA, format_checker=checker)
    schemas: dict[str, Any] = dict(spec.schemas())
    for name, schema in schemas.items():
        if isinstance(schema, bool):
            yield Problem(("components", "schemas", name), "has to be a schema with a type")
        if not re.fullmatch("[0-9A-Za-z._-]+", name):
            yield Problem(
                ("components", "schemas", name), "holds more than ASCII letters and digits: write it in these"
            )
        for error in validator.iter_errors(schema):
            is_pattern = error.validator == "format"
            words = f"{error.instance!r} {_NOT_IN_PYTHON}" if is_pattern else error.message[:300]
            yield Problem(("components", "schemas", name, *error.absolute_path), words)


_DISCRIMINATOR = {
    "type": "object",
    "required": ["propertyName"],
    "properties": {
        "propertyName": {"type": "string"},
        "mapping": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}


def valid_discriminators(spec: Spec) -> Iterator[Problem]:
    """What OpenAPI adds to JSON schemas is as it says; the OpenAPI validator says so too, but not where."""
    for steps, node in walk(spec.schemas(), ("components", "schemas")):
        if isinstance(node, dict) and "discriminator" in node:
            for error in Draft202012Validator(_DISCRIMINATOR).iter_errors(node["discriminator"]):
                yield Problem((*steps, "discriminator", *error.absolute_path), error.message)


def fitting_defaults(spec: Spec) -> Iterator[Problem]:
    """Every default and example keeps to its schema; the OpenAPI validator says so of defaults, but not where."""
    for steps, node in walk(spec.schemas(), ("components", "schemas")):
        if not isinstance(node, dict):
            continue
        values = [((*steps, key), node[key]) for key in ("default", "example") if key in node]
        values += [((*steps, "examples", index), value) for index, value in enumerate(node.get("examples", ()))]
        if values:
            validator = Draft202012Validator({**node, "components": spec.document["components"]})
            for place, value in values:
                for error in validator.iter_errors(value):
                    yield Problem(place, error.message[:300])


def distinct_operations(spec: Spec) -> Iterator[Problem]:
    """No two operations have the same id, the same name in Python or the same command."""
    seen: dict[tuple[str, Any], str] = {}
    for operation in spec.operations():
        named = [(key, operation.data.get(key)) for key in ("operationId", "x-rayvision-method")]
        named += [(COMMANDS, command) for command in operation.data.get(COMMANDS, ())]
        for key, name in named:
            if isinstance(name, str) and seen.setdefault((key, name), operation.path) != operation.path:
                yield Problem((*operation.steps, key), f"{name!r} is also that of {seen[key, name]}")


def plain_paths(spec: Spec) -> Iterator[Problem]:
    """No path has parameters; the OpenAPI validator complains of theirs without a place."""
    for path in spec.document.get("paths") or {}:
        if "{" in str(path):
            yield Problem(("paths", path), "has to be a path without parameters, as all of the service's are")
        elif not _PATH.fullmatch(str(path)):
            what = "holds more than slashes, ASCII letters, digits and . _ ~ -, which is all that a path needs"
            yield Problem(("paths", path), what)


def valid_openapi(spec: Spec) -> Iterator[Problem]:
    """The document is OpenAPI 3.1."""
    version = str(spec.document.get("openapi"))
    if not version.startswith("3.1."):
        yield Problem(("openapi",), f"has to be 3.1.x, is {version!r}")
        return
    found = False
    try:
        for error in OpenAPIV31SpecValidator(spec.document).iter_errors():
            found = True
            yield Problem(tuple(error.absolute_path), error.message.split("\n", maxsplit=1)[0][:300])
    except Exception:  # of any class: the validator stumbles over what it has already complained of
        if not found:
            raise

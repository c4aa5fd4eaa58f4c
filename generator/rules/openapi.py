"""The document is OpenAPI that can be read from end to end, whatever else the project asks of it."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from openapi_spec_validator.schemas import openapi_v31_schema_validator

from generator.rules.refusals import leaves, refused
from generator.spec.document import Problem, Spec, Steps, objects, walk
from generator.spec.extensions import COMMANDS, METHOD

_NOT_IN_PYTHON = (
    "is not a regular expression of Python: write what ECMAScript and Python both have, for example ^[A-Z][a-z]+$,"
    " without \\p{...}, \\u{...}, \\c and (?<name>...)"
)
_PATH = re.compile(r"(/[0-9A-Za-z._~-]+)+")

_COMPONENT = re.compile(r"#/components/[^/]+/[^/]+")


def openapi_problems(spec: Spec) -> list[Problem]:
    """What keeps the spec from being OpenAPI that can be read from end to end, whatever else the project asks of it."""
    return list(portable_names(spec)) or list(valid_document(spec)) or problems_of_parts(spec)


def problems_of_parts(spec: Spec) -> list[Problem]:
    """What is wrong with references, schemas, operations and tags."""
    for stage in (
        (well_referenced,),
        (valid_schemas, valid_additions, distinct_operations, distinct_tags, plain_paths),
        (fitting_defaults,),
    ):
        if found := dict.fromkeys(problem for rule in stage for problem in rule(spec)):
            return list(found)
    return []


def portable_names(spec: Spec) -> Iterator[Problem]:
    """Components have names that OpenAPI allows; its schema says so too, but not where."""
    for steps, _ in walk(spec.document):
        if steps[:1] == ("components",) and len(steps) == 3 and not re.fullmatch("[0-9A-Za-z._-]+", str(steps[2])):
            yield Problem(steps, "holds more than ASCII letters and digits: write it in these")


def valid_document(spec: Spec) -> Iterator[Problem]:
    """The document has the parts of OpenAPI 3.1, each where it belongs. What is in a schema is not looked at."""
    version = str(spec.document.get("openapi"))
    if not version.startswith("3.1."):
        yield Problem(("openapi",), f"{version!r} is not supported: write 3.1.0")
        return
    for error in openapi_v31_schema_validator.iter_errors(spec.document):
        yield Problem(tuple(error.absolute_path), refused(error))


def well_referenced(spec: Spec) -> Iterator[Problem]:
    """Every reference stays within the document and leads somewhere, in the end to something other than a reference."""
    for steps, node in objects(spec.document):
        reference = node.get("$ref")
        if isinstance(reference, str):
            try:
                seen = [reference]
                while isinstance(target := spec.target(seen[-1]), dict) and "$ref" in target:
                    if target["$ref"] in seen:
                        yield Problem((*steps, "$ref"), f"{reference!r} leads back to itself: refer to a schema")
                        break
                    seen.append(target["$ref"])
            except (KeyError, TypeError, AttributeError):
                words = f"{reference!r} leads nowhere in this file: mend the name, or describe it"
                yield Problem((*steps, "$ref"), words)
            else:
                if not _COMPONENT.fullmatch(reference):
                    yield Problem((*steps, "$ref"), f"{reference!r} leads into a component: give that part a name")


def valid_schemas(spec: Spec) -> Iterator[Problem]:
    """Every schema is a JSON schema, and none that has a name is just `true` or `false`."""
    for steps, node in walk(spec.document):
        is_named = steps[:-1] == ("components", "schemas")
        if is_named and isinstance(node, bool):
            yield Problem(steps, "is true or false: write a schema with a type")
        if is_named or (steps[-1:] == ("schema",) and "examples" not in steps):
            for below, words in _schema_errors(json.dumps(node)):
                yield Problem((*steps, *below), words)


@functools.cache
def _schema_errors(schema: str) -> list[tuple[Steps, str]]:
    """What keeps JSON from being a schema, and where. Most schemas are the same in all editions."""
    checker = Draft202012Validator.FORMAT_CHECKER  # a pattern is one
    validator = Draft202012Validator(Draft202012Validator.META_SCHEMA, format_checker=checker)
    found: list[tuple[Steps, str]] = []
    for error in (leaf for whole in validator.iter_errors(json.loads(schema)) for leaf in leaves(whole)):
        is_pattern = error.validator == "format"
        words = f"{error.instance!r} {_NOT_IN_PYTHON}" if is_pattern else refused(error)
        found.append((tuple(error.absolute_path), words))
    return found


_DISCRIMINATOR = {
    "type": "object",
    "required": ["propertyName"],
    "properties": {
        "propertyName": {"type": "string"},
        "mapping": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}


_TEXTS = {"type": "array", "items": {"type": "string"}}

_ADDED = {"discriminator": _DISCRIMINATOR, "x-enum-varnames": _TEXTS, "x-enum-descriptions": _TEXTS}


def valid_additions(spec: Spec) -> Iterator[Problem]:
    """What OpenAPI and code generators add to JSON schemas is as they say."""
    for steps, node in objects(spec.schemas(), ("components", "schemas")):
        for key in _ADDED.keys() & node.keys():
            for error in Draft202012Validator(_ADDED[key]).iter_errors(node[key]):
                yield Problem((*steps, key, *error.absolute_path), refused(error))


def fitting_defaults(spec: Spec) -> Iterator[Problem]:
    """Every default and example keeps to its schema."""
    for steps, node in objects(spec.schemas(), ("components", "schemas")):
        values = [((*steps, key), node[key]) for key in ("default", "example") if key in node]
        values += [((*steps, "examples", index), value) for index, value in enumerate(node.get("examples", ()))]
        if values:
            validator = Draft202012Validator({**node, "components": spec.document["components"]})
            for place, value in values:
                for error in validator.iter_errors(value):
                    yield Problem(place, f"{error.message[:300]}: mend it, or the schema")


def distinct_operations(spec: Spec) -> Iterator[Problem]:
    """No two operations have the same id, the same name in Python or the same command."""
    seen: dict[tuple[str, Any], str] = {}
    for operation in spec.operations():
        named = [(key, operation.data.get(key)) for key in ("operationId", METHOD)]
        named += [(COMMANDS, command) for command in operation.data.get(COMMANDS, ())]
        for key, name in named:
            if isinstance(name, str) and seen.setdefault((key, name), operation.path) != operation.path:
                words = f"{name!r} is also that of {seen[key, name]}: give one of them another"
                yield Problem((*operation.steps, key), words)


def distinct_tags(spec: Spec) -> Iterator[Problem]:
    """No group is described twice."""
    names = [tag["name"] for tag in spec.document.get("tags", ())]
    for index, name in enumerate(names):
        if name in names[:index]:
            yield Problem(("tags", index), f"{name!r} is described already: leave one of them out")


def plain_paths(spec: Spec) -> Iterator[Problem]:
    """No path has parameters."""
    for path in spec.document.get("paths") or {}:
        if "{" in str(path):
            what = "has a parameter, as no path of the service has: make it a member of the request"
            yield Problem(("paths", path), what)
        elif not _PATH.fullmatch(str(path)):
            what = "holds more than slashes, ASCII letters, digits and . _ ~ -: leave the rest out"
            yield Problem(("paths", path), what)

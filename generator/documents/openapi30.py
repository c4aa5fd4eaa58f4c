"""The spec in OpenAPI 3.0.3, for tools that do not read 3.1 yet: another spelling that says the same.

The two versions differ in their schemas, in the summary of the document and in the name of its licence. What 3.0 has
no word for is an error here, so that nothing is left out in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.documents.nullable import with_nullable_types
from generator.spec.document import BrokenSpecError, Problem, Spec, Steps

_SAME = {
    *("title", "description", "default", "deprecated", "readOnly", "writeOnly", "discriminator", "externalDocs"),
    *("enum", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "multipleOf"),
    *("required", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"),
}


def converted(spec: Spec) -> dict[str, Any]:
    """The whole document in OpenAPI 3.0.3; the extensions stay as they are.

    Raises:
        BrokenSpecError: The spec says something for which 3.0 has no word.
    """
    try:
        document: dict[str, Any] = _rewritten(with_nullable_types(spec).document, ())
    except _NoWordError as error:
        raise BrokenSpecError([spec.describe(error.problem)]) from error
    return document | {"openapi": "3.0.3", "info": _info(spec.document["info"])}


class _NoWordError(Exception):
    def __init__(self, steps: Steps, what: str) -> None:
        super().__init__(what)
        self.problem = Problem(
            steps, f"OpenAPI 3.0 has no word for {what}: write it in another way, or teach {__name__}"
        )


def _info(info: dict[str, Any]) -> dict[str, Any]:
    """The document's summary and the SPDX name of a licence are new in 3.1."""
    info = dict(info)
    if summary := info.pop("summary", None):
        info["description"] = f"{summary}\n\n{info.get('description', '')}"
    licence = dict(info.get("license", {}))
    if identifier := licence.pop("identifier", None):
        info["license"] = licence | {"url": f"https://spdx.org/licenses/{identifier}.html"}
    return info


def _rewritten(node: Any, steps: Steps) -> Any:
    """A part of the document with all schemas in it rewritten; an example's value is data, whatever it looks like."""
    if isinstance(node, list):
        return [_rewritten(value, (*steps, index)) for index, value in enumerate(node)]
    if not isinstance(node, dict):
        return node
    if steps in {("webhooks",), ("jsonSchemaDialect",), ("components", "pathItems")}:
        raise _NoWordError(steps, str(steps[-1]))
    rewritten = {}
    for key, value in node.items():
        place = (*steps, key)
        if key == "schema":
            rewritten[key] = _schema(value, place)
        elif place == ("components", "schemas"):
            rewritten[key] = {name: _schema(schema, (*place, name)) for name, schema in value.items()}
        else:
            is_data = key in {"example", "value"} or key.startswith("x-")
            rewritten[key] = value if is_data else _rewritten(value, place)
    return rewritten


def _schema(schema: Any, steps: Steps) -> Any:
    if isinstance(schema, bool):
        return schema if steps[-1] == "additionalProperties" else {} if schema else {"not": {}}
    if schema.keys() == {"$ref"}:
        return schema
    return {key: value for keyword in schema for key, value in _keyword(schema, keyword, (*steps, keyword))}


def _keyword(schema: dict[str, Any], keyword: str, steps: Steps) -> Iterator[tuple[str, Any]]:
    """What a keyword of 3.1 becomes in 3.0: one or two keywords."""
    value = schema[keyword]
    if keyword in _SAME or keyword.startswith("x-"):
        yield keyword, value
    elif keyword in {"items", "not", "additionalProperties"}:
        yield keyword, _schema(value, steps)
    elif keyword == "properties":
        yield keyword, {name: _schema(member, (*steps, name)) for name, member in value.items()}
    elif keyword in {"allOf", "oneOf", "anyOf"}:
        yield keyword, [_schema(part, (*steps, index)) for index, part in enumerate(value)]
    elif keyword == "$ref":
        # In 3.0 a reference stands alone: whatever is beside it does not count.
        yield from _unless_taken(schema, "allOf", [{"$ref": value}], steps)
    elif keyword == "type":
        yield from _type(schema, [value] if isinstance(value, str) else value, steps)
    elif keyword == "const":
        yield from _constant(schema, value, steps)
    elif keyword == "examples":
        yield from _unless_taken(schema, "example", value[0], steps)
    elif keyword in {"exclusiveMinimum", "exclusiveMaximum"}:
        yield keyword, True
        yield from _unless_taken(schema, keyword.removeprefix("exclusive").lower(), value, steps)
    else:
        raise _NoWordError(steps, keyword)


def _constant(schema: dict[str, Any], value: Any, steps: Steps) -> Iterator[tuple[str, Any]]:
    if value is None:
        # No enum of null, as in `_type`: outside a choice, generators make of that what Go and Java cannot compile.
        yield from {"type": "string", "nullable": True}.items()
        yield from _unless_taken(schema, "not", {"type": "string"}, steps)
    else:
        yield from _unless_taken(schema, "enum", [value], steps)


def _type(schema: dict[str, Any], kinds: list[str], steps: Steps) -> Iterator[tuple[str, Any]]:
    nullable = {"nullable": True} if "null" in kinds else {}
    kinds = [kind for kind in kinds if kind != "null"]
    if not kinds:
        # Nothing but null: `nullable` adds null to the type beside it, which has to be there; `enum` takes that away.
        yield from {"type": "object", "nullable": True}.items()
        yield from _unless_taken(schema, "enum", [None], steps)
    elif len(kinds) == 1:
        yield from ({"type": kinds[0]} | nullable).items()
    else:
        # One of the choices with null is enough.
        choices = [{"type": kind} for kind in kinds[:-1]] + [{"type": kinds[-1]} | nullable]
        yield from _unless_taken(schema, "anyOf", choices, steps)


def _unless_taken(schema: dict[str, Any], keyword: str, value: Any, steps: Steps) -> Iterator[tuple[str, Any]]:
    """The keyword, unless the schema uses it for something else already."""
    if keyword in schema:
        raise _NoWordError(steps, f"{steps[-1]} beside {keyword}")
    yield keyword, value

"""The keywords that a document may use. All others are refused, so that nothing is dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from generator.spec.document import HTTP_METHODS, SCHEMAS, Problem, Spec, Steps, json_schema

# What the parts of a document may say, beside extensions.
_DOCUMENT = {"openapi", "info", "servers", "security", "tags", "paths", "components", "externalDocs"}
_COMPONENTS = {"schemas", "examples", "securitySchemes"}
_PATH = {"summary", "description", *HTTP_METHODS}
_OPERATION = {"operationId", "tags", "summary", "description", "externalDocs", "deprecated", "requestBody", "responses"}
_BODY = {"description", "required", "content"}
_REPLY = {"description", "content"}
_MEDIA = {"schema", "examples"}

_ADVICE = {
    "nullable": "is a word of OpenAPI 3.0: write type: [..., 'null'], or oneOf with type: 'null'",
    "parameters": "is not supported: every call sends its arguments in its body; make them members of the request",
    "servers": "is not supported here: all operations are at the servers of the document",
    "security": "is not supported here: every operation is signed as the document says",
    "callbacks": "is not supported: the service calls nobody",
    "webhooks": "is not supported: the service calls nobody",
    "headers": "is not supported: what a reply says is in its body",
    "links": "is not supported: say it in the description",
    "example": "is not supported here: write examples, each with a name and a value",
    "pathItems": "is not supported: write the operation below paths",
    "requestBodies": "is not supported: write the body in its operation",
    "responses": "is not supported: write the reply in its operation",
}


def known_parts(spec: Spec) -> Iterator[Problem]:
    """Everything that the spec says beside its schemas is something that can be made."""
    document = spec.document
    yield from unknown_keywords(document, _DOCUMENT, ())
    yield from unknown_keywords(document.get("components", {}), _COMPONENTS, ("components",))
    for path, item in document.get("paths", {}).items():
        yield from unknown_keywords(item, _PATH, ("paths", path))
    for operation in spec.operations():
        yield from unknown_keywords(operation.data, _OPERATION, operation.steps)
        for key, words in (("requestBody", _BODY), ("responses", _REPLY)):
            yield from _body(spec, operation.data.get(key), words, (*operation.steps, key))


def _body(spec: Spec, holder: Any, words: set[str], steps: Steps) -> Iterator[Problem]:
    """A body is JSON, and an object with a name."""
    if steps[-1] == "responses":
        holder, steps = (holder or {}).get("200"), (*steps, "200")
    if not isinstance(holder, dict):
        return  # that it is missing is said by another rule
    yield from unknown_keywords(holder, words, steps)
    content = holder.get("content", {})
    yield from unknown_keywords(content, {"application/json"}, (*steps, "content"))
    place = (*steps, "content", "application/json")
    yield from unknown_keywords(content.get("application/json"), _MEDIA, place)
    schema = json_schema(holder)
    if not schema:
        return
    target = spec.resolve(schema) if str(schema.get("$ref", "")).startswith(SCHEMAS) else {}
    if "requestBody" in steps:
        if set(schema) != {"$ref"} or target.get("type") != "object":
            yield Problem(
                (*place, "schema"), "has to be a $ref to an object below components/schemas, with nothing beside it"
            )
    elif set(schema) != {"$ref"} or "allOf" not in target:
        what = "has to be a $ref to an envelope below components/schemas: allOf the envelope of all and an object"
        yield Problem((*place, "schema"), what)


def unknown_keywords(node: Any, known: Collection[str], steps: Steps) -> Iterator[Problem]:
    """Refuse what a part says beside the keywords that it may use, and extensions."""
    for key in node if isinstance(node, dict) else ():
        if key not in known and not str(key).startswith("x-"):
            yield Problem((*steps, key), _ADVICE.get(key, "is not supported: it would have no effect, leave it out"))

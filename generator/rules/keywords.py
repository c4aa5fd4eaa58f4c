"""The keywords that a document may use. All others are refused, so that nothing is dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from generator.spec.document import HTTP_METHODS, SCHEMAS, Problem, Spec, Steps

# What the parts of a document may say, beside extensions.
_DOCUMENT = {"openapi", "info", "servers", "security", "tags", "paths", "components", "externalDocs"}
_COMPONENTS = {"schemas", "examples", "securitySchemes"}
_PATH = {"summary", "description", *HTTP_METHODS}
_OPERATION = {"operationId", "tags", "summary", "description", "externalDocs", "deprecated", "requestBody", "responses"}
_BODY = {"description", "required", "content"}
_REPLY = {"description", "content"}
_MEDIA = {"schema", "examples"}
_JSON = ("content", "application/json")

NAMELESS = "has no name: write it below components/schemas, and refer to it"

_ADVICE = {
    "nullable": "is a word of OpenAPI 3.0: write type: [..., 'null'], or oneOf with type: 'null'",
    "parameters": "is not supported: make them members of the request, for every call sends its arguments in its body",
    "servers": "is not supported here: leave it out, for all operations are at the servers of the document",
    "security": "is not supported here: leave it out, for every operation is signed as the document says",
    "callbacks": "is not supported: leave it out, for the service calls nobody",
    "webhooks": "is not supported: leave it out, for the service calls nobody",
    "headers": "is not supported: leave it out, for what a reply says is in its body",
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
        body, replies = operation.data.get("requestBody"), operation.data.get("responses") or {}
        yield from _body(body, _BODY, (*operation.steps, "requestBody"))
        yield from _body(replies.get("200"), _REPLY, (*operation.steps, "responses", "200"))
        if operation.asked and _named(spec, operation.asked).get("type") != "object":
            what = "has to be a $ref to an object below components/schemas, with nothing beside it"
            yield Problem((*operation.steps, "requestBody", *_JSON, "schema"), what)
        if operation.answered and "allOf" not in _named(spec, operation.answered):
            what = "has to be a $ref to an envelope below components/schemas: allOf the envelope of all and an object"
            yield Problem((*operation.steps, "responses", "200", *_JSON, "schema"), what)


def _body(holder: Any, words: set[str], steps: Steps) -> Iterator[Problem]:
    """A body is JSON; that it is missing is said by another rule."""
    if isinstance(holder, dict):
        content = holder.get("content", {})
        yield from unknown_keywords(holder, words, steps)
        yield from unknown_keywords(content, {_JSON[-1]}, (*steps, "content"))
        yield from unknown_keywords(content.get(_JSON[-1]), _MEDIA, (*steps, *_JSON))


def _named(spec: Spec, schema: dict[str, Any]) -> dict[str, Any]:
    """What a reference to a named schema leads to, where it is that and nothing beside."""
    is_reference = schema.keys() == {"$ref"} and schema["$ref"].startswith(SCHEMAS)
    target: dict[str, Any] = spec.resolve(schema) if is_reference else {}
    return target


def unknown_keywords(node: Any, known: Collection[str], steps: Steps) -> Iterator[Problem]:
    """Refuse what a part says beside the keywords that it may use, and extensions."""
    for key in node if isinstance(node, dict) else ():
        if key not in known and not str(key).startswith("x-"):
            words = _ADVICE.get(key, "is not supported: leave it out, for it would have no effect")
            yield Problem((*steps, key), words)

"""Values that a reply may have: for the generators of other languages, more than are listed.

The service gains statuses and codes without notice, and a client that is made of a closed enum fails on the first of
them. So where a reply holds an enum, a plain number or text is published, whose description names the values. What a
request may hold stays an enum.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from generator.spec.document import Spec, objects, reached

_OF_ENUMS = ("enum", "x-enum-varnames", "x-enum-descriptions")
_NULL = {"type": "null"}


def opened(spec: Spec) -> Spec:
    """The same description, with enums that only requests have."""
    spec = replace(spec, document=deepcopy(spec.document))
    schemas = spec.schemas()
    asked, answered = reached(spec, "requestBody"), reached(spec, "responses")
    enums = {name: schema for name, schema in schemas.items() if "enum" in schema}
    plain = {f"#/components/schemas/{name}": _plain(name, enum, name in asked) for name, enum in enums.items()}
    for name in answered - asked - enums.keys():
        for _, node in objects(schemas[name]):
            _open(node, plain)
    for name in answered & enums.keys() - asked:
        del schemas[name]
    return spec


def _plain(name: str, enum: dict[str, Any], is_asked: bool) -> dict[str, Any]:
    """What a reply holds in place of an enum."""
    if is_asked:
        words = f"`{name}` names the values that are known; others may follow."
    else:
        rows = zip(*(enum[key] for key in _OF_ENUMS if key in enum), strict=True)
        words = "\n- ".join(["\n\nKnown values; others may follow:\n", *(": ".join(map(str, row)) for row in rows)])
    return {key: value for key, value in enum.items() if key not in _OF_ENUMS} | {"description": words}


def _open(node: dict[str, Any], plain: dict[str, dict[str, Any]]) -> None:
    """Put what is plain in place of an enum, or of the choice between one and null."""
    key = next((key for key in ("oneOf", "anyOf") if _NULL in node.get(key, ()) and len(node[key]) == 2), None)
    [part] = [one for one in node[key] if one != _NULL] if key else [node]
    found = plain.get(part.get("$ref", ""))
    if found is None:
        return
    description = f"{node.get('description', '')} {found['description']}".strip().replace(" \n", "\n")
    node.pop(key or "$ref")
    node |= found | {"description": description}
    if key:
        node["type"] = [found["type"], "null"]

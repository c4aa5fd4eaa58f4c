"""The spec as the code generator is given it: the same schemas, with what its templates cannot work out for themselves.

openapi-python-client shows a template the extensions of a schema (not those of an operation), so every schema is told
its role, the Python names of its members and their documentation under the one key `x-python`.
"""

from __future__ import annotations

import copy
import json
import re
import textwrap
from collections.abc import Iterator
from typing import Any

from generator.client.values import held_by, read, reply_type, request_type
from generator.spec.choices import alternatives, has_class, may_be_null
from generator.spec.document import Spec, name_of, reachable, reached
from generator.spec.extensions import NAMES, SENSITIVE, TIME, VIEW, WAITER
from generator.spec.names import attribute_name, constant_name

KEY = "x-python"

# What is made of a text or a number that is read as something else; all others are times.
_FORMS = {"texts": "list[str]", "opposite": "bool"}

_EMPTY = {("array",): "[]", ("object",): "{}"}


def annotated(spec: Spec) -> dict[str, Any]:
    """A copy of the document for openapi-python-client."""
    document = copy.deepcopy(spec.document)
    requests = reached(spec, "requestBody")
    waiters = _waiters(spec)
    schemas = document["components"]["schemas"]
    for name, schema in spec.schemas().items():
        if "enum" in schema:
            schemas[name]["description"] = _enum_documentation(schema, waiters.get(name))
        elif has_class(schema):
            schemas[name][KEY] = _class_information(spec, schema, "request" if name in requests else "reply")
            for part in (schemas[name], *schemas[name].get("allOf", ())):
                # What is imported is all that the code generator has to know of a member.
                for wire, member in part.get("properties", {}).items():
                    part["properties"][wire] = {"anyOf": list(_classes(spec, member))}
        else:
            del schemas[name]
    for operation in spec.operations():
        # The templates of endpoints see no id.
        described = document["paths"][operation.path][operation.method]
        described["summary"] = f"{in_a_line(described['summary']).rstrip('.')} (`{described['operationId']}`)"
        words = "Deprecated. " if described.get("deprecated") else ""
        described["description"] = _paragraphs(words + described["description"].strip())
        described["operationId"] = constant_name(described["operationId"]).lower()
        if not spec.resolve(operation.asked).get("properties"):
            del described["requestBody"]
    return document


def _classes(spec: Spec, schema: dict[str, Any]) -> Iterator[dict[str, str]]:
    """References to the classes that a value may be of, or hold."""
    for part in alternatives(spec, schema):
        if "$ref" in part:
            yield {"$ref": part["$ref"]}
        elif held := held_by(part):
            yield from _classes(spec, held)


def _class_information(spec: Spec, schema: dict[str, Any], role: str) -> dict[str, Any]:
    base, own = None, schema
    if "allOf" in schema:
        parent, own = schema["allOf"]
        base = name_of(parent)
    members = own.get("properties", {})
    value = _request_value if role == "request" else _reply_value
    described = {
        wire: _names_and_words(wire, member) | value(spec, wire, member, wire in own.get("required", ()))
        for wire, member in members.items()
    }
    return {
        "role": role,
        "base": base,
        "title": _docstring(_first_sentence(schema["description"])),
        "doc": _documented(schema["description"]),
        "members": described,
        "hidden": [described[wire]["name"] for wire, member in members.items() if SENSITIVE in member],
    }


def _names_and_words(wire: str, member: dict[str, Any]) -> dict[str, str]:
    first = _first_sentence(member["description"])
    rest = member["description"].strip()[len(first) :].strip()
    if member.get("deprecated"):
        rest = f"Deprecated. {rest}".strip()
    return {
        "name": attribute_name(wire, member),
        "doc": _docstring(f"{first.rstrip('.:。')} (`{wire}`).", rest),
    }


def _request_value(spec: Spec, _wire: str, member: dict[str, Any], is_required: bool) -> dict[str, str]:
    """The type of a member of a request, and what it is where it is left out."""
    made = request_type(spec, member)
    if made != "None" and (not is_required or may_be_null(spec, member)):
        made += " | None"
    constant = f" = {member['const']!r}" if "const" in member else ""
    return {"type": made, "default": constant if is_required else " = None"}


def _reply_value(spec: Spec, wire: str, member: dict[str, Any], is_required: bool) -> dict[str, str]:
    """The type of a member of a reply, and how it is read.

    One that the spec requires is typed as being there; where a server leaves it out all the same, a list or a map reads
    as empty and anything else as None.
    """
    names = ", ".join(map(json.dumps, member.get(NAMES, [wire])))
    source = f"self._first({names})" if NAMES in member else f"self._wire.get({names})"
    form = member.get(TIME, "").replace("-", "_") or member.get(VIEW, {}).get("form")
    if form:
        made, value = _FORMS.get(form, "datetime"), f"read_{form}({source})"
    else:
        made, value = reply_type(spec, member), read(spec, member, source)
    if form == "texts":
        return {"type": made, "value": f"{value} or []"}
    if made == "None":
        return {"type": made, "value": "None"}
    if not is_required or may_be_null(spec, member):
        return {"type": f"{made} | None", "value": value}
    kinds = tuple(part.get("type") for part in alternatives(spec, member))
    if kinds in _EMPTY:
        return {"type": made, "value": f"{value} or {_EMPTY[kinds]}"}
    is_of_any_type = value == source or value.startswith("read_either(")
    return {"type": made, "value": f'cast("{made}", {value})' if is_of_any_type else f"required({value})"}


def _waiters(spec: Spec) -> dict[str, dict[str, Any]]:
    """What ends a wait, by the name of the enumeration that says where something stands."""
    return {
        name_of(member): operation.data[WAITER]
        for operation in spec.operations()
        for schema in reachable(spec, [operation.data["responses"]] if WAITER in operation.data else [])
        for wire, member in spec.schemas()[schema].get("properties", {}).items()
        if wire == operation.data[WAITER]["member"] and "$ref" in member
    }


def _enum_documentation(schema: dict[str, Any], waiter: dict[str, Any] | None) -> str:
    # The templates of enums see nothing but the description, so it carries the meaning of each value too, and the
    # values that end a wait; between them stands what no text of the spec may hold.
    meanings = map(in_a_line, schema["x-enum-descriptions"])
    parts = [_documented(schema["description"])]
    parts += [safe(meaning) if len(meaning) <= _LINE else _documented(meaning) for meaning in meanings]
    if waiter:
        parts += [", ".join(map(repr, waiter[key])) for key in ("finished", "succeeded")]
    return "\f".join(parts)


# A line that begins a list, a table, or code.
_BEGINNING = r"\n(?=[ \t]*(?:[-*+] |\d+[.)] |\||```))"

_END_OF_SENTENCE = re.compile(
    rf"(?<=[.!?])(?<!\b[Ee]\.g\.)(?<!\b[Ii]\.e\.)(?<!\bcf\.)(?<!\bvs\.)\s|(?<=。)|\n\s*\n|{_BEGINNING}"
)


def _first_sentence(text: str) -> str:
    return _END_OF_SENTENCE.split(text.strip(), maxsplit=1)[0]


def _documented(text: str) -> str:
    """Text for a docstring: the first sentence is the summary, the rest a separate paragraph."""
    first = _first_sentence(text)
    return _docstring(first, text.strip()[len(first) :].strip())


def _docstring(summary: str, rest: str = "") -> str:
    summary = _wrapped(in_a_line(summary))
    return safe(f"{summary}\n\n{_paragraphs(rest)}\n" if rest else summary)


# What stays as it is written: code, tables, and what stands between paragraphs or before an element of a list.
_AS_WRITTEN = re.compile(rf"(\n?^```[\s\S]*?^```$|\n?(?:^\|.*\n?)+|\n\s*\n|{_BEGINNING})", re.MULTILINE)


def _paragraphs(text: str) -> str:
    blocks = _AS_WRITTEN.split(text)
    return "".join(block if index % 2 else _wrapped(in_a_line(block)) for index, block in enumerate(blocks))


_WIDTH = 100
_LINE = 110


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def in_a_line(text: str) -> str:
    """Text without its line breaks."""
    return " ".join(text.split())


def safe(text: str) -> str:
    """Text within a docstring, where it ends nothing and escapes nothing."""
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')

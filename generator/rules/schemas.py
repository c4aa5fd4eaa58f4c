"""Schemas are complete: each is used, explained, and in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.rules.keywords import NAMELESS
from generator.spec.choices import kinds_of
from generator.spec.document import Problem, Spec, objects, own_members, reached, unused, walk


def used_components(spec: Spec) -> Iterator[Problem]:
    """Every component is used, at the end of the chain by an operation."""
    for steps in unused(spec):
        yield Problem(steps, "is used nowhere: refer to it, or take it out")


def named_things(spec: Spec) -> Iterator[Problem]:
    """Objects and enums are components: a class needs a name, and a thing needs one place."""
    for name, schema in spec.schemas().items():
        for steps, node in objects(schema, ("components", "schemas", name)):
            is_schema = steps[-1] in ("items", "data") or steps[-2] in ("properties", "oneOf")
            if is_schema and ("enum" in node or "properties" in node):
                yield Problem(steps, NAMELESS)
        if "enum" in schema:
            for key in ("x-enum-varnames", "x-enum-descriptions"):
                found, wanted = len(schema.get(key, ())), len(schema["enum"])
                if found != wanted:
                    words = f"{key} has {found} entries for {wanted} values: write one for each value"
                    yield Problem(("components", "schemas", name), words)
            names = [str(value).upper() for value in schema.get("x-enum-varnames", ())]
            for key, values in (("enum", [repr(value) for value in schema["enum"]]), ("x-enum-varnames", names)):
                for value in sorted({value for value in values if values.count(value) > 1}):
                    yield Problem(("components", "schemas", name, key), f"lists {value} twice: leave one out")


def quotable_texts(spec: Spec) -> Iterator[Problem]:
    """No text that becomes a docstring ends as one does, or holds what a line of Python cannot."""
    for steps, node in walk(spec.document):
        is_text = steps and (steps[-1] in ("summary", "description") or "x-enum-descriptions" in steps[-2:])
        if not is_text or not isinstance(node, str):
            continue
        if any(part.rstrip().endswith('"') for part in node.split("\n\n")):
            yield Problem(steps, "ends with a quotation mark, where a docstring ends: end it with a full stop")
        if odd := _CONTROL.search(node):
            yield Problem(steps, f"holds the control character U+{ord(odd[0]):04X}: leave it out")


# Line feeds and tabs are none: paragraphs and tables are made of them.
_CONTROL = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def portable_patterns(spec: Spec) -> Iterator[Problem]:
    """Patterns mean the same in Python and in ECMAScript, by which other languages' tools read them."""
    for steps, node in objects(spec.schemas(), ("components", "schemas")):
        pattern = node.get("pattern")
        if isinstance(pattern, str) and (found := _PYTHON_ONLY.search(_ESCAPES_AND_SETS.sub("_", pattern))):
            what = f"{found[0]} is for Python alone: write what ECMAScript has too, for example ^ and $ for \\A and \\Z"
            yield Problem((*steps, "pattern"), what)


_ESCAPES_AND_SETS = re.compile(r"\\[^AZ]|\[(?:\\.|[^\]\\])+\]")
_PYTHON_ONLY = re.compile(r"\\[AZ]|\(\?(?:P|\(|#|>|[aiLmsux-]+[:)])|(?<=[*+?}])\+")


def one_sided_objects(spec: Spec) -> Iterator[Problem]:
    """An object is part of requests or of replies: its class is filled in, or is a view of what came."""
    for name in sorted(reached(spec, "requestBody") & reached(spec, "responses")):
        if spec.schemas()[name].get("type") == "object":
            yield Problem(("components", "schemas", name), "is part of requests and of replies: make it two schemas")


def complete_schemas(spec: Spec) -> Iterator[Problem]:
    """Every schema and member is explained, every array says what it holds, what is required is there."""
    for name, schema in spec.schemas().items():
        place = ("components", "schemas", name)
        if not schema.get("description"):
            yield Problem(place, "description is missing: write one")
        for steps, member in own_members(schema, place):
            if not member.get("description"):
                yield Problem(steps, "description is missing: write one")
        for steps, node in objects(schema, place):
            if "array" in kinds_of(node) and "items" not in node:
                yield Problem(steps, "items are missing: say what the list holds")
            required = node.get("required", ())
            if isinstance(required, list):
                for missing in sorted(set(required) - set(node.get("properties", {}))):
                    yield Problem((*steps, "required"), f"there is no member {missing!r}: mend it, or describe one")

"""What a JSON schema refuses, in words that say how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema.exceptions import ValidationError

_REMEDIES = {
    "required": "write it",
    "type": "write one",
    "enum": "write one of these",
    "const": "write that",
    "additionalProperties": "mend the name, or leave it out",
    "unevaluatedProperties": "mend the name, or leave it out",
    "uniqueItems": "leave out what stands twice",
}


def refused(error: ValidationError) -> str:
    """Say what is wrong, and how to mend it."""
    keyword = str(error.schema_path[-1])
    words = f"{_first_line(error)}: {_REMEDIES.get(keyword, 'write it in another way')}"
    known = error.schema.get("properties") if isinstance(error.schema, dict) else None
    return f"{words}; known here: {', '.join(known)}" if keyword == "additionalProperties" and known else words


def _first_line(error: ValidationError) -> str:
    return str(error.message).split("\n", maxsplit=1)[0][:300]


def leaves(error: ValidationError) -> Iterator[ValidationError]:
    """An error; of a choice, all that is wrong with what was probably meant: the choice would quote the whole value."""
    if not error.context:
        yield error
        return
    meant: dict[Any, list[ValidationError]] = {}
    for one in error.context:
        meant.setdefault(one.schema_path[0], []).append(one)
    for one in min(meant.values(), key=_distance):
        yield from leaves(one)


def _distance(errors: list[ValidationError]) -> tuple[bool, bool, int]:
    """How far a value is from what a choice allows: of another type, or of another kind, or with a few mistakes."""
    own = [error.validator for error in errors if not error.path]
    return "type" in own, any(error.validator == "const" for error in errors), len(errors)

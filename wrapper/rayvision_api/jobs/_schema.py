"""What is wrong with a value by a JSON Schema, all of it at once.

The schemas of the published spec are read as they stand. Only the keywords that they use are known; a test holds the
outcome against the `jsonschema` library, which brings compiled code and so is no dependency of ours.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader

_TYPES: dict[str, tuple[str, type | tuple[type, ...]]] = {
    "object": ("an object", dict),
    "array": ("a list", list),
    "string": ("text", str),
    "integer": ("a whole number", int),
}
_LONGEST_SHOWN = 80

_Schema: TypeAlias = Mapping[str, Any]


class Violation(NamedTuple):
    """What is wrong, and where: `task_info.cg_id`, `asset[3].local`."""

    where: str
    message: str
    unknown: bool = False
    """Whether a member is merely not described; the schema allows it."""


@cache
def schema_of(name: str) -> dict[str, Any]:
    """Read the schema of a job file from the published spec."""
    published = find_spec("rayvision_spec")
    if published is None or not published.submodule_search_locations:
        raise ModuleNotFoundError("rayvision_spec is not installed; it comes in the wheel of rayvision-sdk")
    # By this module's own loader: in a zip, importlib.resources reads no package without an __init__.py.
    place = os.path.join(published.submodule_search_locations[0], "job-files", name.replace(".json", ".schema.json"))  # noqa: PTH118  # it may be inside a zip
    schema: dict[str, Any] = json.loads(cast("ResourceLoader", __spec__.loader).get_data(place))
    return schema


def violations(value: Any, root: _Schema) -> list[Violation]:
    """List everything in which a value does not fit a schema, and every member that the schema does not describe."""
    return list(dict.fromkeys(_walk(value, root, root, "", "")))


def shown(value: Any) -> str:
    """Write a value for a person, cut where it is long."""
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "..."


def _walk(value: Any, schema: _Schema, root: _Schema, where: str, about: str) -> Iterator[Violation]:
    about = schema.get("description", about)
    if "$ref" in schema:
        yield from _walk(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, where, about)
    wrong = _own(value, schema, about)
    if wrong is not None:
        yield Violation(where, f"is {shown(value)}; it has to be {wrong}")
        return
    for part in schema.get("allOf", ()):
        yield from _walk(value, part, root, where, about)
    if "anyOf" in schema:
        found = [list(_walk(value, part, root, where, about)) for part in schema["anyOf"]]
        yield from min(found, key=_badness)
    if "if" in schema and not _is_wrong(value, schema["if"], root):
        yield from _walk(value, schema["then"], root, where, about)
    if "not" in schema and not _is_wrong(value, schema["not"], root):
        yield Violation(where, f"is {shown(value)}, which it may not be")
    if isinstance(value, dict):
        yield from _members(value, schema, root, where)
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from _walk(item, schema["items"], root, f"{where}[{index}]", about)


def _own(value: Any, schema: _Schema, about: str) -> str | None:
    """Return what a value by itself would have to be, or `None` if it is that."""
    if "type" in schema:
        names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        if not any(_is_type(value, name) for name in names):
            return " or ".join(_TYPES[name][0] for name in names)
    if "enum" in schema and not any(_equal(value, one) for one in schema["enum"]):
        return " or ".join(dict.fromkeys(repr(str(one)) for one in schema["enum"]))
    if isinstance(value, str) and len(value) < schema.get("minLength", 0):
        return "some text"
    if isinstance(value, str) and "pattern" in schema and re.search(schema["pattern"], value) is None:
        return f"this: {about}" if about else f"text of the form {schema['pattern']}"
    if isinstance(value, dict) and len(value) < schema.get("minProperties", 0):
        return "an object with members"
    return None


def _members(value: dict[str, Any], schema: _Schema, root: _Schema, where: str) -> Iterator[Violation]:
    known: Mapping[str, Any] = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield Violation(_join(where, name), "is missing; it has to be there")
    for name, member in value.items():
        place = _join(where, name)
        if "propertyNames" in schema and (wrong := _own(name, schema["propertyNames"], "")):
            yield Violation(place, f"is a name that it may not have; it has to be {wrong}")
        if name in known:
            yield from _walk(member, known[name], root, place, "")
        elif isinstance(schema.get("additionalProperties"), dict):
            yield from _walk(member, schema["additionalProperties"], root, place, "")
        elif known and "additionalProperties" not in schema:
            near = get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ", which is kept as it is"
            yield Violation(place, f"is not described anywhere{hint}", unknown=True)


def _is_wrong(value: Any, schema: _Schema, root: _Schema) -> bool:
    return any(not found.unknown for found in _walk(value, schema, root, "", ""))


def _badness(found: list[Violation]) -> int:
    return sum(not one.unknown for one in found)


def _is_type(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return False
    if name == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _TYPES[name][1])


def _equal(value: Any, other: Any) -> bool:
    return isinstance(value, bool) == isinstance(other, bool) and bool(value == other)


def _join(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name

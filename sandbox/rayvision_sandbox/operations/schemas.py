"""The schemas of an edition's document, as checks of requests and as the members that replies may have."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from rayvision_sandbox.farm.codes import Refusal, invalid, missing
from rayvision_sandbox.operations.formats import CHINA

# What SQLite can hold.
MAX_INTEGER = 2**63 - 1
MAX_LIST = 10_000
MAX_TEXT = 1_000
COMBINED = ("allOf", "oneOf", "anyOf")
TEN_YEARS = 10 * 365 * 86_400
# The farm's own limits, where the spec has none.
MAX_VALUES = {"count": 10_000, "overTime": TEN_YEARS, "taskOverTimeSec": TEN_YEARS, "taskLimit": 10_000}

Document = dict[str, Any]
Schema = Mapping[str, Any]
Check = Callable[[str, Any], Any]


@dataclass(frozen=True)
class Member:
    """One member of a request: how it is checked, and its default."""

    check: Check
    required: bool = True
    default: Any = None


def read(members: Mapping[str, Member], body: Mapping[str, Any]) -> dict[str, Any]:
    """Check a body; unknown members are ignored.

    Raises:
        Refusal: A member is missing or wrong.
    """
    values = {}
    for name, member in members.items():
        if name in body:
            values[name] = member.check(name, body[name])
        elif member.required:
            raise missing(name)
        else:
            values[name] = member.default
    return values


def integer(lowest: int = 0, highest: int = MAX_INTEGER) -> Check:
    """Accept an integer within bounds."""

    def check(name: str, value: Any) -> int:
        if type(value) is not int or not lowest <= value <= highest:
            bounds = f"of at least {lowest}" if highest == MAX_INTEGER else f"from {lowest} to {highest}"
            raise invalid(name, f"an integer {bounds}")
        return value

    return check


_KINDS: dict[str, tuple[str, tuple[type, ...]]] = {
    "boolean": ("true or false", (bool,)),
    "number": ("a number", (int, float)),
    "object": ("an object", (dict,)),
    "null": ("null", (type(None),)),
}


def of_kind(kind: str) -> Check:
    """Accept any value of a type of JSON."""
    words, types = _KINDS[kind]

    def check(name: str, value: Any) -> Any:
        if type(value) not in types:
            raise invalid(name, words)
        return value

    return check


def one_of(*choices: str | int) -> Check:
    """Accept one of a few values."""

    def check(name: str, value: Any) -> str | int:
        if not any(type(value) is type(choice) and value == choice for choice in choices):
            raise invalid(name, f"one of {', '.join(map(repr, choices))}")
        found: str | int = value
        return found

    return check


def text(name: str, value: Any) -> str:
    """Accept a string that may be empty."""
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise invalid(name, f"a string of at most {MAX_TEXT} characters")
    return value


def name_text(name: str, value: Any) -> str:
    """Accept a string that is not blank."""
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_TEXT:
        raise invalid(name, f"a string of 1 to {MAX_TEXT} characters")
    return value


def content(name: str, value: Any) -> str:
    """Accept a text of any length; the size of the whole request has its own limit."""
    if not isinstance(value, str):
        raise invalid(name, "a string")
    return value


def digits(check: Check) -> Check:
    """Accept an integer that may be written as text."""

    def check_digits(name: str, value: Any) -> Any:
        is_number = isinstance(value, str) and value.isascii() and value.isdigit()
        return check(name, int(value) if is_number and len(value) <= len(str(MAX_INTEGER)) else value)

    return check_digits


def list_of(check: Check, fewest: int = 0) -> Check:
    """Accept a list whose every element is accepted."""

    def check_list(name: str, value: Any) -> list[Any]:
        if not isinstance(value, list) or not fewest <= len(value) <= MAX_LIST:
            raise invalid(name, f"a list of {fewest} to {MAX_LIST} elements")
        return [check(f"{name}{index}", element) for index, element in enumerate(value)]

    return check_list


def moment(name: str, value: Any) -> int:
    """Accept a time as the service writes it, in China Standard Time; return seconds since the epoch."""
    if isinstance(value, str):
        try:
            return int(datetime.strptime(value, "%Y-%m-%d %H:%M:%S").replace(tzinfo=CHINA).timestamp())
        except (ValueError, OverflowError):
            pass
    raise invalid(name, "a time like 2020-01-31 23:59:59")


def day_or_moment(name: str, value: str, *, end: bool) -> int | None:
    """Read a time, or the beginning or end of a day; an empty text is None."""
    if len(value) == len("2020-01-31"):
        value += " 23:59:59" if end else " 00:00:00"
    return moment(name, value) if value else None


def numbers(name: str, values: list[Any]) -> list[int]:
    """Read numbers that may be written as text."""
    found: list[int] = list_of(digits(integer()))(name, values)
    return found


def resolve(document: Document, schema: Schema) -> Schema:
    """Resolve a reference; keys beside it count, too."""
    while "$ref" in schema:
        found: Any = document
        for key in schema["$ref"].removeprefix("#/").split("/"):
            found = found[key]
        schema = {**found, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema


def members_of(document: Document, body: Schema, operation: str) -> dict[str, Member]:
    """Describe what the body of an operation's request may hold."""
    body = resolve(document, body)
    members = {}
    for name, member in body.get("properties", {}).items():
        schema = resolve(document, member)
        check = check_of(document, schema, MAX_VALUES.get(name, MAX_INTEGER))
        default = schema.get("default", schema.get("x-rayvision-default"))
        members[name] = Member(check, name in body.get("required", ()), default)
    if operation == "addLabel":
        # The vendor's client itself sends the status as text when it adds a label while it creates a task.
        members["status"] = Member(digits(members["status"].check), required=False, default=1)
    if operation == "taskJsonFile":
        # A whole file; only the size of a request limits it.
        members["content"] = Member(content)
    return members


def check_of(document: Document, schema: Schema, most: int = MAX_INTEGER) -> Check:
    """Make the check of a value."""
    schema = resolve(document, schema)
    choices = schema.get("oneOf") or schema.get("anyOf")
    if isinstance(schema.get("type"), list):
        choices = [{**schema, "type": kind} for kind in schema["type"]]
    if choices:
        return any_of([check_of(document, choice, most) for choice in choices])
    if values := schema.get("enum") or ([schema["const"]] if "const" in schema else []):
        return one_of(*values)
    match schema["type"]:
        case "integer":
            return integer(schema.get("minimum", 0), min(most, schema.get("maximum", MAX_INTEGER)))
        case "array":
            return list_of(check_of(document, schema["items"]), schema.get("minItems", 0))
        case "string":
            is_moment = schema.get("x-rayvision-time") == "china-standard-time"
            return moment if is_moment else name_text if schema.get("minLength") else text
        case kind:
            return of_kind(kind)


def any_of(checks: list[Check]) -> Check:
    """Accept what one of several checks accepts."""

    def check(name: str, value: Any) -> Any:
        refusals = []
        for choice in checks:
            try:
                return choice(name, value)
            except Refusal as refusal:
                refusals.append(refusal.message.removeprefix(f"{name} must be "))
        raise invalid(name, ", or ".join(refusals))

    return check


def _combined(document: Document, schema: Schema) -> Iterator[Schema]:
    """A schema, and those that it combines or chooses from."""
    schema = resolve(document, schema)
    yield schema
    for part in [part for key in COMBINED for part in schema.get(key, ())]:
        yield from _combined(document, part)


@dataclass
class Shape:
    """The members that objects of a reply have in an edition, and the shapes of their values."""

    known: set[str] = field(default_factory=set)
    inner: dict[str, "Shape"] = field(default_factory=dict)
    items: "Shape | None" = None

    @classmethod
    def of(cls, document: Document, schema: Schema, made: dict[str, "Shape"] | None = None) -> "Shape":
        """Read the shape from a schema, which may refer to itself."""
        made = {} if made is None else made
        reference = schema.get("$ref", "")
        if reference in made:
            return made[reference]
        shape = cls()
        if reference:
            made[reference] = shape
        for part in _combined(document, schema):
            for name, member in part.get("properties", {}).items():
                shape.known.add(name)
                shape.inner[name] = cls.of(document, member, made)
            if "items" in part:
                shape.items = cls.of(document, part["items"], made)
        return shape

    @cached_property
    def _nested(self) -> list[tuple[str, "Shape"]]:
        """The members that hold objects or lists; checking all others would take longer than the whole reply."""
        return [(name, inner) for name, inner in self.inner.items() if inner.known or inner.items is not None]

    def trim(self, value: Any) -> None:
        """Remove the members that this edition does not have from a value."""
        if isinstance(value, dict):
            for name in value.keys() - self.known if self.known else ():
                del value[name]
            for name, inner in self._nested:
                inner.trim(value.get(name))
        elif isinstance(value, list) and self.items is not None:
            for element in value:
                self.items.trim(element)

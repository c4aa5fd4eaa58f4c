"""Checks of the members of a request's body."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rayvision_sandbox.farm.codes import invalid, missing
from rayvision_sandbox.operations.formats import CHINA

# What SQLite can hold.
MAX_INTEGER = 2**63 - 1
MAX_LIST = 10_000
MAX_TEXT = 1_000

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
    """Read a moment, or the beginning or end of a day; an empty text is None."""
    if len(value) == len("2020-01-31"):
        value += " 23:59:59" if end else " 00:00:00"
    return moment(name, value) if value else None


def numbers(name: str, values: list[Any]) -> list[int]:
    """Read numbers that may be written as text."""
    found: list[int] = list_of(digits(integer()))(name, values)
    return found

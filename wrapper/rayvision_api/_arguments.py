"""Checks of arguments: what is wrong is said before anything is sent, with the value and with what would be right."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import Enum, IntEnum, StrEnum
from typing import Any, TypeVar

from rayvision_client.operations import EDITIONS
from rayvision_client.types import CHINA_STANDARD_TIME

from rayvision_api.signing import flatten
from rayvision_api.text import parsed_time

T = TypeVar("T")

NOT_GIVEN: Any = object()
"""The default of an option whose absence differs from `None`."""


def integer(name: str, value: Any, *, least: int = 1, most: int | None = None) -> int:
    """Check a whole number.

    Raises:
        TypeError: It is not a whole number.
        ValueError: It is below the least one allowed, or above the largest one.
    """
    if isinstance(value, bool):
        raise TypeError(f"{name} is {value!r}; it has to be a whole number")
    try:
        number = operator.index(value)
    except TypeError:
        meant = f": {value.strip()}" if _is_number(value) else ""
        raise TypeError(f"{name} is {value!r}; it has to be a whole number{meant}") from None
    if number < least:
        raise ValueError(f"{name} is {number}; it has to be at least {least}")
    if most is not None and number > most:
        raise ValueError(f"{name} is {number}; it may be at most {most}")
    return number


def optional_integer(name: str, value: Any) -> int | None:
    """Check a whole number that may be missing; the vendor's client does not send a 0 either."""
    return None if value is None or (value == 0 and not isinstance(value, bool)) else integer(name, value)


def number(value: Any) -> Any:
    """Read digits as a number, as the vendor's client does here and there; leave everything else alone."""
    return int(value) if _is_number(value) else value


def checked_edition(version: str) -> str:
    """Check the number of an edition of the API.

    Raises:
        TypeError: It is not text.
        ValueError: There is no such edition.
    """
    if not isinstance(version, str):
        raise TypeError(f"api_version is {version!r}; it has to be text, for example {EDITIONS[0]!r}")
    if version not in EDITIONS:
        raise ValueError(f"api_version is {version!r}; it has to be {' or '.join(map(repr, EDITIONS))}")
    return version


def seconds(name: str, value: Any) -> float:
    """Check a time in seconds, whole or not."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{name} is {value!r}; it has to be seconds")
    return value


def choice(name: str, value: Any, allowed: Iterable[int]) -> int:
    """Check a number that has to be one of a few."""
    chosen = integer(name, int(value) if isinstance(value, bool) else value, least=0)
    if chosen not in (allowed := [int(one) for one in allowed]):
        raise ValueError(f"{name} is {chosen}; it has to be {' or '.join(map(str, allowed))}")
    return chosen


def text(name: str, value: Any) -> str:
    """Check a text that may not be empty."""
    if not isinstance(value, str):
        raise TypeError(f"{name} is {value!r}; it has to be text")
    if not value.strip():
        raise ValueError(f"{name} is {value!r}; it may not be empty")
    return _sendable(name, str(value))


def optional_text(name: str, value: Any) -> str | None:
    """Check a text that may be missing; the vendor's client does not send an empty one either."""
    return text(name, value) if value is not None and value != "" else None


def digits_or_text(name: str, value: Any) -> str:
    """Check a number that the service takes as text."""
    return str(integer(name, value, least=0)) if isinstance(value, int) else text(name, value)


def one_of(name: str, value: Any, allowed: type[StrEnum]) -> str:
    """Check a text that has to be one of a few."""
    if text(name, value) not in (known := [one.value for one in allowed]):
        raise ValueError(f"{name} is {value!r}; it has to be {' or '.join(map(repr, known))}")
    return str(value)


def items(name: str, values: Any, check: Callable[[str, Any], T]) -> list[T]:
    """Check each item of a list; an error names it with its place."""
    return [check(f"{name}[{index}]", value) for index, value in enumerate(iterable(name, values))]


def optional_items(name: str, values: Any, check: Callable[[str, Any], T]) -> list[T] | None:
    """Check a list that may be missing or empty; the vendor's client does not send an empty one either."""
    return None if values is None else items(name, values, check) or None


def integers(name: str, values: Any, *, may_be_empty: bool = False) -> list[int]:
    """Check a list of ids."""
    ids = items(name, values, integer)
    if not ids and not may_be_empty:
        raise ValueError(f"{name} is empty; give at least one id")
    return ids


def statuses(name: str, values: Any, known: type[IntEnum]) -> list[int] | None:
    """Check a list of statuses, which may hold numbers that this version does not know.

    Args:
        name: Name of the argument.
        values: The statuses, as members or numbers.
        known: Those that this version knows.
    """

    def status(place: str, value: Any) -> int:
        if isinstance(value, str) and not _is_number(value):
            from difflib import get_close_matches

            by_name = {letters(member.name): member for member in known}
            nearest = get_close_matches(letters(value), by_name, n=1, cutoff=0)[0]
            raise TypeError(f"{place} is {value!r}; give {_expression(by_name[nearest])}")
        return integer(place, value, least=0)

    return optional_items(name, values, status)


def china_time(name: str, value: datetime | str | None) -> str | None:
    """Write a time as the service takes it: `yyyy-MM-dd HH:mm:ss` in China Standard Time.

    A time that does not say its zone is in China Standard Time already.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        value = parsed_time(name, value)
    if not isinstance(value, datetime):
        raise TypeError(f"{name} is {value!r}; it has to be a datetime or text")
    if value.tzinfo is not None:
        try:
            value = value.astimezone(CHINA_STANDARD_TIME)
        except OverflowError:
            raise ValueError(f"{name} is {value!r}, which is not a time in China") from None
    return value.replace(tzinfo=None).isoformat(sep=" ", timespec="seconds")


def members(name: str, value: Any) -> dict[str, Any]:
    """Check an object that is sent as it is."""
    if hasattr(value, "to_dict"):
        value = value.to_dict()
    if not isinstance(value, Mapping):
        raise TypeError(f"{name} is {value!r}; it has to be a dict")
    if not value:
        raise ValueError(f"{name} is empty; give its members, for example 'editName'")
    if odd := [key for key in value if not isinstance(key, str)]:
        raise TypeError(f"{name} has a member named {odd[0]!r}; names have to be text")
    for key, member in flatten(value).items():
        _sendable(f"{name}.{key}", f"{key}={member}")
    return dict(value)


def iterable(name: str, values: Any) -> Iterable[Any]:
    """Check something that can be gone through, item by item."""
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        meant = f": [{_expression(values)}]" if isinstance(values, str | int) else ""
        raise TypeError(f"{name} is {values!r}; it has to be a list{meant}")
    return values


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and value.strip().isdecimal() and value.isascii()


def letters(name: str) -> str:
    """Write a name without what people write in several ways: capitals, blanks and hyphens."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _expression(value: Any) -> str:
    """Write a value as it stands in code."""
    return f"{type(value).__name__}.{value.name}" if isinstance(value, Enum) else repr(value)


def _sendable(name: str, value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{name} is {value!r}, which holds half a character and cannot be sent") from None
    return value

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""What every model of this package is made of: views over replies, requests, open enums, times."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, KeysView, Mapping, ValuesView
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum, IntEnum, StrEnum
from html import escape
from typing import Any, ClassVar, Self, TypeVar, cast

T = TypeVar("T")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CHINA_STANDARD_TIME = timezone(timedelta(hours=8), "CST")
"""The time zone of every time that the service writes as text. China knows no daylight saving."""


class Reply:
    """A typed view over one JSON object of a reply.

    Attributes are typed and named as Python names things; items carry the wire's names and raw values:
    `task.task_status` and `task["taskStatus"]`. What the server left out or sent as null reads as `None`.
    Members that this version does not know are kept and reachable as items.
    """

    __slots__ = ("__weakref__", "_wire")
    _hidden: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, wire: dict[str, Any] | None = None) -> None:
        self._wire = {} if wire is None else wire

    @classmethod
    def read(cls, value: object) -> Self | None:
        """View a wire value, or give `None` where it is not an object."""
        return cls(value) if isinstance(value, dict) else None

    @classmethod
    def read_list(cls, value: object) -> list[Self] | None:
        """View the objects of a wire array, or give `None` where it is not an array."""
        return [cls(item) for item in value if isinstance(item, dict)] if isinstance(value, list) else None

    def to_dict(self) -> dict[str, Any]:
        """Return the wire object, exactly as it came."""
        return self._wire

    def keys(self) -> KeysView[str]:
        """Return the wire names of the members that came."""
        return self._wire.keys()

    def values(self) -> ValuesView[Any]:
        """Return the raw values of the members that came."""
        return self._wire.values()

    def get(self, key: str, default: Any = None) -> Any:
        """Return the raw value of the member with this wire name, or the default where it did not come."""
        return self._wire.get(key, default)

    def _first(self, *names: str) -> Any:
        """Read a member that editions of the API call differently."""
        return next((self._wire[name] for name in names if name in self._wire), None)

    def __getitem__(self, key: str) -> Any:
        return self._wire[key]

    def __contains__(self, key: object) -> bool:
        return key in self._wire

    def __iter__(self) -> Iterator[str]:
        return iter(self._wire)

    def __len__(self) -> int:
        return len(self._wire)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Reply):
            return self._wire == other._wire
        if isinstance(other, Mapping):
            return self._wire == other
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # a view compares by content, and the content may change

    def __repr__(self) -> str:
        members = (
            f"{name}={'***' if name in self._hidden else repr(getattr(self, name))}" for name in self._attributes()
        )
        return f"{type(self).__name__}({', '.join(members)})"

    def _repr_html_(self) -> str:
        """Show a notebook the members that came, and of a page a table of its items."""
        items = getattr(self, "items", None)
        if isinstance(items, list) and items and all(isinstance(item, Reply) for item in items):
            known = dict.fromkeys(name for item in items for name in item._attributes())
            names = [name for name in known if any(item._cell(name) for item in items)]
            rows = [names, *([item._cell(name) for name in names] for item in items)]
        else:
            rows = [[name, self._cell(name)] for name in self._attributes() if self._cell(name)]
        lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
        return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"

    @classmethod
    def _attributes(cls) -> list[str]:
        """List the typed members."""
        return [
            name
            for base in reversed(cls.__mro__)
            for name, member in vars(base).items()
            if isinstance(member, property)
        ]

    def _cell(self, name: str) -> str:
        """Write a member for a table; nothing where it did not come."""
        value = getattr(self, name, None)
        if value in (None, []):
            return ""
        if name in self._hidden:
            return "***"
        return value.name if isinstance(value, Enum) else str(value)


# So `match` and pandas take a view for what it is. It cannot inherit from Mapping: a page's `items` is its list.
Mapping.register(Reply)


class Request:
    """The body of a request. Two of one class are equal where they send the same.

    How to send, compare and show them stands here once; from attrs, the last two take as long as all else of a class.
    """

    __slots__ = ()
    _wire_names: ClassVar[dict[str, str]] = {}

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object to send, under the names that members had first; those that are `None` are left out."""
        members = ((wire, getattr(self, name)) for name, wire in self._wire_names.items())
        return {wire: _sent(value) for wire, value in members if value is not None}

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Request) and type(other) is type(self):
            return self.to_dict() == other.to_dict()
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # its members may be changed

    def __repr__(self) -> str:
        members = (f"{name}={getattr(self, name)!r}" for name in self._wire_names)
        return f"{type(self).__name__}({', '.join(members)})"


def _sent(value: Any) -> Any:
    """Return what is sent for the value of a member: JSON all the way down."""
    if isinstance(value, Request):
        return value.to_dict()
    if isinstance(value, dict):
        return {name: _sent(one) for name, one in value.items()}
    return [_sent(one) for one in value] if isinstance(value, list) else value


class OpenIntEnum(IntEnum):
    """An integer enum that a newer server may extend: an unknown number becomes a separate member.

    Type checkers take an enum for closed, so compare a number that has no name here as `int(status) == 60`. As text it
    is its name; `int(status)` and `f"{status:d}"` are the number.
    """

    def __str__(self) -> str:
        return self.name

    def __format__(self, spec: str) -> str:
        is_of_number = spec[-1:].isalpha() and spec[-1] != "s"
        return format(int(self) if is_of_number else self.name, spec)

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if isinstance(value, str) and value.strip().lstrip("-").isdecimal():
            return cls(int(value))
        if isinstance(value, float) and value.is_integer():
            return cls(int(value))
        if not isinstance(value, int):
            return None
        number = int(value)
        member = int.__new__(cls, number)
        member._name_ = f"UNKNOWN_{number}".replace("-", "MINUS_")
        member._value_ = number
        return member

    @classmethod
    def read(cls, value: Any) -> Self | None:
        """Read a wire value; return `None` if it is not a number."""
        if value is None:
            return None
        try:
            # To look a member up takes half the time of calling the class.
            known: Any = cls._value2member_map_.get(value)
            return cls(value) if known is None else known
        except (TypeError, ValueError):
            return None


class OpenStrEnum(StrEnum):
    """A text enum that a newer server may extend: an unknown text becomes a separate member."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if isinstance(value, int):
            return cls(str(value))
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member

    @classmethod
    def read(cls, value: Any) -> Self | None:
        """Read a wire value; return `None` if it is not text."""
        if value is None:
            return None
        try:
            # To look a member up takes half the time of calling the class.
            known: Any = cls._value2member_map_.get(value)
            return cls(value) if known is None else known
        except (TypeError, ValueError):
            return None


def required(value: T | None) -> T:
    """Type a member that the spec requires. Where a server leaves it out all the same, it reads as `None`."""
    return cast("T", value)


def read_list(value: object, read_item: Callable[[object], T | None]) -> list[T] | None:
    """Read a wire array item by item, leaving out what cannot be read; `None` where it is not an array."""
    if not isinstance(value, list):
        return None
    return [item for item in map(read_item, value) if item is not None]


def read_texts(value: object) -> list[str] | None:
    """Read texts from JSON within a text: an array, or the values of an object; `None` where it is neither."""
    if isinstance(value, str):
        try:
            value = json.loads(value or "[]")
        except (ValueError, RecursionError):
            return None
    if isinstance(value, dict):
        value = list(value.values())
    return [str(item) for item in value or ()] if isinstance(value, list | None) else None


def read_opposite(value: object) -> bool | None:
    """Read a 0 or 1 that says the opposite of the attribute's name, or give `None` where it is neither."""
    return value == 0 if value in (0, 1) else None


def read_map(value: object, read_item: Callable[[object], T | None]) -> dict[str, T] | None:
    """Read the values of a wire object one by one, leaving out what cannot be read; `None` if it is not an object."""
    if not isinstance(value, dict):
        return None
    return {name: item for name, one in value.items() if (item := read_item(one)) is not None}


def read_by_member(value: object, name: str, views: Mapping[Any, type[Reply]]) -> Reply | None:
    """View a wire object by the member that says what it is; as a bare `Reply` where that is not known here."""
    if not isinstance(value, dict):
        return None
    said = value.get(name)
    return views.get(said if type(said) in (str, int) else None, Reply)(value)


def read_either(value: object, *reads: Callable[[object], Any]) -> Any | None:
    """Read a wire value of one type or another by the first function that can; `None` where none can."""
    return next((one for read in reads if (one := read(value)) is not None), None)


def as_it_comes(value: Any) -> Any:
    """Read a wire value that needs no reading."""
    return value


def read_milliseconds(value: Any) -> datetime | None:
    """Read milliseconds since the epoch as a time in UTC; return `None` if it is not a number that can be one."""
    try:
        # By its place, and not by name, for that takes a third less time: 0 days, 0 seconds, 0 microseconds.
        since: timedelta = timedelta(0, 0, 0, value)
        return _EPOCH + since
    except (TypeError, ValueError, OverflowError):
        return None


def read_china_standard_time(value: Any) -> datetime | None:
    """Read `yyyy-MM-dd HH:mm:ss` in China Standard Time; return `None` if it is not in that form."""
    try:
        return datetime.strptime(value, "%Y-%m-%d %H:%M:%S").replace(tzinfo=CHINA_STANDARD_TIME)
    except (TypeError, ValueError):
        return None

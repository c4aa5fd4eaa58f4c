"""JSON documents: what the service sent, under its own names, with what a number or a text stands for beside it.

A layered task is as its parts stand together, as in tables.
"""

from __future__ import annotations

import json
import math
from datetime import datetime, tzinfo
from enum import Enum
from functools import cache
from typing import Any

from rayvision_api import whole_task
from rayvision_api.text import printable
from rayvision_client.models import TaskInfo
from rayvision_client.types import Reply

from rayvision_cli.text.member_names import attributes_of


def document_of(value: Any, zone: tzinfo | None) -> Any:
    """Make a document of replies: `taskStatusName` beside `taskStatus`, `submitDateIso` beside `submitDate`.

    Args:
        value: A reply, what holds some, or what is a document already.
        zone: The zone of the times; `None` for this machine's.
    """
    if isinstance(value, list | tuple):
        return [document_of(item, zone) for item in value]
    if isinstance(value, dict):
        return {name: document_of(member, zone) for name, member in value.items()}
    if not isinstance(value, Reply):
        return value
    value = whole_task(value) if isinstance(value, TaskInfo) else value
    document = dict(value.to_dict())
    for attribute, wire in _members(type(value)):  # type: ignore[arg-type]  # a class can be hashed, its replies cannot
        if document.get(wire) is None:
            continue
        read = getattr(value, attribute)
        if isinstance(read, datetime):
            document[f"{wire}Iso"] = _iso(read, zone)
        elif isinstance(read, Enum) and str(read.value).lstrip("-").isdigit():
            document[f"{wire}Name"] = read.name
        elif isinstance(read, Reply) or (isinstance(read, list) and any(isinstance(item, Reply) for item in read)):
            document[wire] = document_of(read, zone)
    if isinstance(value, TaskInfo) and "labels" in document:
        document["labels"] = value.labels
    return document


def json_document(value: object, encoding: str) -> str:
    """Write a value as JSON: in ASCII where the stream's encoding cannot carry all, and nothing that steers a terminal.

    Characters of that kind are written as JSON escapes, which are read as the same text.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    except ValueError:
        # Some servers write NaN and Infinity, which are not JSON.
        value = _finite(value)
        text = json.dumps(value, ensure_ascii=False, indent=2)
    if encoding.lower().replace("-", "").replace("_", "") != "utf8":
        return json.dumps(value, indent=2)
    steering = (letter for letter in set(text) if letter != "\n" and printable(letter) != letter)
    return text.translate({ord(letter): json.dumps(letter)[1:-1] for letter in steering})


def _finite(value: Any) -> Any:
    """Copy a JSON value, with null in place of numbers that JSON does not know."""
    if isinstance(value, dict):
        return {name: _finite(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _iso(moment: datetime, zone: tzinfo | None) -> str:
    try:
        return moment.astimezone(zone).isoformat()
    except (OverflowError, OSError):
        # A server's nonsense, too far from now for a clock of this system.
        return moment.isoformat()


class _Asked(dict[str, Any]):
    """An object of the wire that notes which member it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def get(self, key: str, default: Any = None) -> Any:
        self.names.append(key)
        return default

    def __contains__(self, key: object) -> bool:
        self.names.append(str(key))
        return False


@cache
def _members(kind: type[Reply]) -> list[tuple[str, str]]:
    """List the attributes of a view, each with every name that its member has on the wire."""
    found = []
    for attribute in attributes_of(kind):
        asked = _Asked()
        getattr(kind(asked), attribute)
        found += [(attribute, wire) for wire in asked.names]
    return found

"""Names of members on the wire and in Python, for tests that go through all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rayvision_client.types import Reply


def snake(wire: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", lambda match: f"_{match[1].lower()}", wire)


def attributes(view: type[Reply]) -> Iterator[tuple[str, str]]:
    """Go through a view's members: their wire names, which their documentation has, and their attributes."""
    for cls in view.__mro__:
        for name, member in vars(cls).items():
            if isinstance(member, property) and (match := re.search(r"\(`(\w+)`\)\.", member.__doc__ or "")):
                yield match[1], name


def attribute_of(view: type[Reply], wire_name: str) -> str:
    return next(name for wire, name in attributes(view) if wire == wire_name)

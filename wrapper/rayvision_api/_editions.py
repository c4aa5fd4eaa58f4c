"""The editions of the API that this installation has: one wrapper speaks to all of them.

A later edition is a package beside `rayvision_client`: `rayvision_client_2_0_0` where the vendor's number is 2.0.0. It
is there when it can be imported. The wrapper speaks of calls as the first edition has them; here they become what
another edition makes of them. What belongs to the protocol and not to an edition, the envelope and its codes say, is
the first edition's throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from typing import Any, TypeVar

from rayvision_client.operations import API_VERSION, OPERATIONS, SENSITIVE_MEMBERS, Operation
from rayvision_client.types import Request

from rayvision_api.errors import RayvisionError

DataT = TypeVar("DataT")

_PACKAGE = "rayvision_client"


class Edition:
    """What one edition of the API says of the calls.

    Args:
        version: Its number, which is also what the signed header `version` says.
        operations: Its operations.
        sensitive_members: Wire members that may not be logged.
    """

    def __init__(self, version: str, operations: Iterable[Operation[Any]], sensitive_members: frozenset[str]) -> None:
        self.version = version
        self.sensitive_members = sensitive_members
        self._by_call = {operation.call: operation for operation in operations}

    def operation(self, asked: Operation[DataT]) -> Operation[DataT]:
        """Find what an operation is in this edition.

        Raises:
            RayvisionError: It has none.
        """
        own: Operation[DataT] | None = self._by_call.get(asked.call)
        if own is None:
            raise RayvisionError(
                f"edition {self.version} of the API has no {asked.call} ({asked.id}); "
                "a client of another edition may (`api_version`)"
            )
        return own

    def in_its_words(
        self, asked: Operation[DataT], body: Request | dict[str, Any] | None
    ) -> tuple[Operation[DataT], dict[str, Any]]:
        """Find what an operation and its body are in this edition.

        Args:
            asked: The operation, of any edition.
            body: A request; or an object that is sent as it is.

        Returns:
            The operation, and the members to send.

        Raises:
            RayvisionError: This edition has no such operation.
            ValueError: Its operation does not take one of the members.
        """
        own = self.operation(asked)
        if isinstance(body, dict):
            return own, body
        members = body.to_dict() if body else {}
        if own is asked:
            return own, members
        members = {own.renamed.get(name, name): value for name, value in members.items()}
        if unknown := members.keys() - own.members:
            raise ValueError(f"{asked.call} of edition {self.version} of the API takes no {', '.join(sorted(unknown))}")
        return own, members


def checked_edition(version: str) -> Edition:
    """Find an edition; its package is imported when it is first asked for.

    Raises:
        ValueError: There is none of this version; the message lists those that there are.
        TypeError: The version is no text.
    """
    if not isinstance(version, str):
        raise TypeError(f"api_version is {version!r}; it has to be text, {API_VERSION!r} say")
    return _edition(version)


@lru_cache(maxsize=16)
def _edition(version: str) -> Edition:
    if version == API_VERSION:
        return Edition(version, OPERATIONS.values(), SENSITIVE_MEMBERS)
    if version not in (known := _versions()):
        raise ValueError(f"api_version is {version!r}; it has to be {' or '.join(map(repr, known))}")
    table = import_module(f"{_PACKAGE}_{version.replace('.', '_')}.operations")
    return Edition(version, table.OPERATIONS.values(), SENSITIVE_MEMBERS | table.SENSITIVE_MEMBERS)


def _versions() -> list[str]:
    """List the versions of all editions that can be imported."""
    import pkgutil

    later = {
        match[1].replace("_", ".")
        for module in pkgutil.iter_modules()
        if (match := re.fullmatch(rf"{_PACKAGE}_(\d+(?:_\d+)*)", module.name))
    }
    return [API_VERSION, *sorted(later, key=lambda version: [int(part) for part in version.split(".")])]

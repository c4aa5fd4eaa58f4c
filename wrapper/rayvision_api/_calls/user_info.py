"""What is known of an account, asked for when it is read and not when somebody looks at the client."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Iterator, Mapping
from typing import Any


class UserInfo(Mapping[str, Any]):
    """What is known of an account, by name; the service is asked when something of it is first read."""

    def __init__(self, ask: Callable[[], dict[str, Any]]) -> None:
        self._ask = ask
        self._members: dict[str, Any] | None = None

    def _asked(self) -> dict[str, Any]:
        if self._members is None:
            self._members = self._ask()
        return self._members

    def __getitem__(self, name: str) -> Any:
        return self._asked()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._asked())

    def __len__(self) -> int:
        return len(self._asked())

    def __repr__(self) -> str:
        return _shown(self, self._members)


class AsyncUserInfo:
    """What is known of an account, by name, once it is awaited; the service is asked the first time."""

    def __init__(self, ask: Callable[[], Awaitable[dict[str, Any]]]) -> None:
        self._ask = ask
        self._members: dict[str, Any] | None = None

    def __await__(self) -> Generator[Any, None, dict[str, Any]]:
        if self._members is None:
            self._members = yield from self._ask().__await__()
        return self._members

    def __repr__(self) -> str:
        return _shown(self, self._members)


def _shown(info: object, members: dict[str, Any] | None) -> str:
    """Show names only: the values are personal data."""
    return f"{type(info).__name__}({'not asked for yet' if members is None else ', '.join(members)})"

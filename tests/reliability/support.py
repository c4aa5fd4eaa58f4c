"""What the reliability tests share: operations, and both halves of the client driven alike."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from operator import attrgetter
from typing import Any, Self

from rayvision_api import AsyncRayvisionAPI, RayvisionAPI, RetryPolicy
from rayvision_client.operations import OPERATIONS, Operation

from .. import support  # noqa: TID252  # has no name of its own
from ..support import (  # noqa: F401, TID252  # as above; tests of this folder import them from here
    ACCESS_ID,
    ACCESS_KEY,
    EXAMPLES,
    Farm,
    created,
    envelope,
    expected_signature,
    is_rightly_signed,
    page,
)

DOMAIN = "farm.example"
ARGUMENTS = support.ARGUMENTS["1.0.0"]
# Of an operation that is younger than the guide, no request was recorded.
ALL: list[Operation[Any]] = [operation for operation in OPERATIONS.values() if operation.call in ARGUMENTS]
ONCE_ONLY = [operation for operation in ALL if not operation.idempotent]
REPEATABLE = [operation for operation in ALL if operation.idempotent]

AT_ONCE = RetryPolicy(attempts=4, first_wait=0, longest_wait=0)
"""Repeats as often as the default policy, without a pause."""


def name_of(operation: Operation[Any]) -> str:
    return operation.id


class Half:
    """The sync or the async half of the wrapper; the async one blocks here, on an event loop of its own."""

    def __init__(self, *, is_async: bool) -> None:
        self.is_async = is_async
        self.cls: Any = AsyncRayvisionAPI if is_async else RayvisionAPI

    @contextmanager
    def client(self, farm: Farm | None = None, **options: Any) -> Iterator[Any]:
        """Make a client with valid keys that repeats without pauses, and close it in the end."""
        defaults: dict[str, Any] = {"access_id": ACCESS_ID, "access_key": ACCESS_KEY, "retries": AT_ONCE}
        if farm is not None:
            defaults |= {"transport": farm.transport, "domain": DOMAIN}
        if not self.is_async:
            with self.cls(**(defaults | options)) as api:
                yield api
            return
        with asyncio.Runner() as runner:
            api = self.cls(**(defaults | options))
            try:
                yield Blocking(api, runner)
            finally:
                runner.run(api.aclose())


class Blocking:
    """Anything of the async half, with every call carried out to its end."""

    def __init__(self, target: Any, runner: asyncio.Runner) -> None:
        self.target = target
        self._runner = runner

    def __getattr__(self, name: str) -> Any:
        return self._blocking(getattr(self.target, name))

    def close(self) -> None:
        self._runner.run(self.target.aclose())

    def _blocking(self, value: Any) -> Any:
        if inspect.iscoroutine(value):
            return self._runner.run(value)
        if isinstance(value, AsyncIterator):
            return BlockingItems(value, self._runner)
        if inspect.isroutine(value):
            return lambda *args, **kwargs: self._blocking(value(*args, **kwargs))
        if type(value).__module__.startswith("rayvision_api._async"):
            return Blocking(value, self._runner)
        return value


class BlockingItems:
    """An iterator of the async half, with every item waited for."""

    def __init__(self, items: Any, runner: asyncio.Runner) -> None:
        self._items = items
        self._runner = runner

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Any:
        try:
            return self._runner.run(self._items.__anext__())
        except StopAsyncIteration:
            raise StopIteration from None

    def close(self) -> None:
        self._runner.run(self._items.aclose())


def perform(api: Any, operation: Operation[Any]) -> Any:
    """Call the method of an operation with the arguments of its recorded request."""
    return attrgetter(operation.call)(api)(**ARGUMENTS[operation.call])

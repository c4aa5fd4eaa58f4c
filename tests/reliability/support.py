"""What the reliability tests share: keys, envelopes, a service in memory, and both halves driven alike."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import inspect
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from itertools import count
from operator import attrgetter
from pathlib import Path
from typing import Any, Self

import httpx
from rayvision_api import AsyncRayvisionAPI, RayvisionAPI, RetryPolicy
from rayvision_client.operations import OPERATIONS, Operation

ACCESS_ID = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
ACCESS_KEY = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
DOMAIN = "farm.example"
SERVER_TIME = 1_535_949_047_370

_DATA = Path(__file__).parents[1] / "data"
ARGUMENTS: dict[str, dict[str, Any]] = {
    one["call"]: one["kwargs"] for one in json.loads((_DATA / "recorded-requests.json").read_text("utf-8"))
}
INTERFACES: list[dict[str, Any]] = json.loads((_DATA / "documented-interfaces.json").read_text("utf-8"))
EXAMPLES: dict[str, dict[str, Any]] = {one["path"]: one["example"] for one in INTERFACES}

# Of an operation that is younger than the guide, no request was recorded.
ALL: list[Operation[Any]] = [operation for operation in OPERATIONS.values() if operation.call in ARGUMENTS]
ONCE_ONLY = [operation for operation in ALL if not operation.idempotent]
REPEATABLE = [operation for operation in ALL if operation.idempotent]

AT_ONCE = RetryPolicy(attempts=4, first_wait=0, longest_wait=0)
"""Repeats as often as the default policy, without a pause."""

Answer = Callable[[httpx.Request], httpx.Response]


def name_of(operation: Operation[Any]) -> str:
    return operation.id


def envelope(data: Any = None, code: int = 200, message: str = "success", **members: Any) -> dict[str, Any]:
    """Write an envelope as the service does."""
    common = {"version": "1.0.0", "result": code == 200, "message": message, "code": code, "data": data}
    return {**common, "serverTime": SERVER_TIME, "requestId": "request-17", **members}


_numbers = count(10_001)


def created(how_many: int = 1, **members: Any) -> dict[str, Any]:
    """Write the reply to `createTask`, with numbers that no other reply has."""
    return envelope({"taskIdList": [next(_numbers) for _ in range(how_many)]}, **members)


def page(items: list[Any], **members: Any) -> dict[str, Any]:
    """Write the envelope of a page."""
    return envelope({"items": items, **members})


class Farm:
    """A service in memory: keeps every request, and gives its answers one after the other, the last one for ever.

    An answer is a response, an envelope, an error of the network, or a function that makes one of these.
    """

    def __init__(self, *answers: Any) -> None:
        self.requests: list[httpx.Request] = []
        self._answers = answers or (envelope(),)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self._answers[min(len(self.requests), len(self._answers)) - 1]
        if inspect.isfunction(answer) or inspect.ismethod(answer):
            answer = answer(request)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, httpx.Response):
            # A response can be read once only.
            return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)
        if request.url.path.endswith("/createTask") and answer.get("code") == 200 and answer.get("data") is None:
            # Success is to have made tasks.
            answer = {**answer, "data": created(json.loads(request.content)["count"])["data"]}
        return httpx.Response(200, json=answer)

    @property
    def sent(self) -> int:
        return len(self.requests)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(request.content) for request in self.requests]


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
            defaults |= {"transport": httpx.MockTransport(farm), "domain": DOMAIN}
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


def expected_signature(headers: dict[str, str], path: str, body: dict[str, Any]) -> str:
    """Sign a request by the words of the protocol."""
    leaves: list[tuple[str, str]] = []
    names = ("accessId", "channel", "platform", "UTCTimestamp", "nonce", "version")
    given = {name.lower(): value for name, value in headers.items()}
    waiting: list[tuple[str, Any]] = [*((name, given[name.lower()]) for name in names), *body.items()]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{name}.{key}", member) for key, member in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{name}{index}", element) for index, element in enumerate(value)]
        else:
            leaves.append((name, str(value)))
    text = f"[POST]{given['host']}:{path}&" + "&".join("=".join(leaf) for leaf in sorted(leaves))
    digest = hmac.new(ACCESS_KEY.encode(), text.encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode("ascii")


def is_rightly_signed(request: httpx.Request) -> bool:
    """Tell whether the service would accept a request's signature."""
    expected = expected_signature(dict(request.headers), request.url.path, json.loads(request.content))
    return bool(request.headers["signature"] == expected)

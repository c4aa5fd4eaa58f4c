"""What the tests of the wrapper share: a farm in memory, and the sync and the async half driven alike."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import inspect
import json
from collections.abc import Callable
from itertools import count
from operator import attrgetter
from pathlib import Path
from typing import Any

import httpx
from rayvision_api import AsyncRayvisionAPI, RayvisionAPI

ACCESS_ID = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
ACCESS_KEY = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"

_DATA = Path(__file__).parents[1] / "data"
RECORDED: list[dict[str, Any]] = [
    record
    for name in ("recorded-requests.json", "recorded-requests-2.0.0.json")
    for record in json.loads((_DATA / name).read_text("utf-8"))
]
# The arguments of each call, by edition.
ARGUMENTS: dict[str, dict[str, dict[str, Any]]] = {
    edition: {one["call"]: one["kwargs"] for one in RECORDED if one["headers"]["version"] == edition}
    for edition in ("1.0.0", "2.0.0")
}
INTERFACES: list[dict[str, Any]] = json.loads((_DATA / "documented-interfaces.json").read_text("utf-8"))
REPLIES: dict[str, dict[str, Any]] = {one["method"]: one["example"] for one in INTERFACES}

Answer = Callable[[httpx.Request], httpx.Response]


_numbers = count(10_001)


def envelope(data: Any = None, code: int = 200, message: str = "success", **members: Any) -> dict[str, Any]:
    """Write an envelope as the service does."""
    return {
        "version": "1.0.0",
        "result": code == 200,
        "message": message,
        "code": code,
        "data": data,
        "serverTime": 1535949047370,
        **members,
    }


class Farm:
    """A service in memory that keeps every request, and answers all of them alike or as a function says."""

    def __init__(self, reply: dict[str, Any] | Answer | None = None) -> None:
        self.requests: list[httpx.Request] = []
        self._reply = envelope() if reply is None else reply

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if callable(self._reply):
            return self._reply(request)
        reply = self._reply
        if request.url.path.endswith("/createTask") and reply == envelope():
            # Success is to have made tasks.
            reply = envelope({"taskIdList": [next(_numbers) for _ in range(json.loads(request.content)["count"])]})
        return httpx.Response(200, json=reply)

    @property
    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self)

    @property
    def bodies(self) -> list[str]:
        return [request.content.decode("ascii") for request in self.requests]


class Half:
    """The sync or the async half of the wrapper: makes clients, and carries calls out to their end."""

    def __init__(self, *, is_async: bool) -> None:
        self.is_async = is_async
        self.cls: Any = AsyncRayvisionAPI if is_async else RayvisionAPI

    def client(self, farm: Farm | None = None, **options: Any) -> Any:
        """Make a client with valid keys that never sends anything twice."""
        defaults: dict[str, Any] = {"access_id": ACCESS_ID, "access_key": ACCESS_KEY}
        if farm is not None:
            defaults["transport"] = farm.transport
        if "retries" in inspect.signature(self.cls).parameters:
            defaults["retries"] = None
        return self.cls(**(defaults | options))

    def call(self, api: Any, method: str, /, *args: Any, **kwargs: Any) -> Any:
        """Call `task.create_task`, for example, and return its result."""
        return self.finish(lambda: attrgetter(method)(api)(*args, **kwargs))

    def user_info(self, api: Any) -> dict[str, Any]:
        """Read all that `user_info` has."""
        return dict(self.finish(lambda: api.user_info))

    def close(self, api: Any) -> None:
        self.finish(api.aclose if self.is_async else api.close)

    def finish(self, step: Callable[[], Any]) -> Any:
        """Take a step, and wait for it where it has to be waited for."""
        if not self.is_async:
            return step()

        async def awaited() -> Any:
            return await step()

        return asyncio.run(awaited())

    def over_the_network(self, method: str, *args: Any, **options: Any) -> Any:
        """Make a client, call one method over a real connection, and close it."""
        if not self.is_async:
            with self.client(**options) as api:
                return attrgetter(method)(api)(*args)

        async def talk() -> Any:
            async with self.client(**options) as api:
                return await attrgetter(method)(api)(*args)

        return asyncio.run(talk())


def reference_leaves(headers: dict[str, str], body: dict[str, Any]) -> list[tuple[str, str]]:
    """Flatten headers and body, by the words of the protocol and by nothing else."""
    leaves: list[tuple[str, str]] = []
    waiting: list[tuple[str, Any]] = [*headers.items(), *body.items()]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{name}.{key}", member) for key, member in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{name}{index}", element) for index, element in enumerate(value)]
        else:
            leaves.append((name, f"{value}"))
    return sorted(leaves, key=lambda leaf: [ord(letter) for letter in leaf[0]])


def reference_string_to_sign(domain: str, path: str, headers: dict[str, str], body: dict[str, Any]) -> str:
    """Write the string to sign."""
    leaves = reference_leaves(headers, body)
    return f"[POST]{domain}:{path}&" + "&".join("=".join(leaf) for leaf in leaves)


def reference_digest(access_key: str, string_to_sign: str) -> str:
    """Sign a string, by the words of the protocol."""
    raw = hmac.new(access_key.encode("utf-8"), string_to_sign.encode("utf-8"), hashlib.sha256).digest()
    return base64.b64encode(raw).decode("ascii")


def signed_headers(request: httpx.Request) -> dict[str, str]:
    """Return the six headers that are signed, as they were sent."""
    names = ("accessId", "channel", "platform", "UTCTimestamp", "nonce", "version")
    return {name: request.headers[name] for name in names}


def is_rightly_signed(request: httpx.Request, domain: str, access_key: str = ACCESS_KEY) -> bool:
    """Tell whether the service would accept a request's signature."""
    text = reference_string_to_sign(domain, request.url.path, signed_headers(request), json.loads(request.content))
    return bool(request.headers["signature"] == reference_digest(access_key, text))

"""What tests of the client share: keys, recorded and printed messages, a service in memory, the signature in words."""

from __future__ import annotations

import base64
import hashlib
import hmac
import inspect
import json
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

import httpx

ACCESS_ID = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
ACCESS_KEY = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
SERVER_TIME = 1_535_949_047_370
SIGNED = ("accessId", "channel", "platform", "UTCTimestamp", "nonce", "version")

DATA = Path(__file__).parent / "data"
RECORDED: list[dict[str, Any]] = [
    record
    for name in ("recorded-requests.json", "recorded-requests-2.0.0.json")
    for record in json.loads((DATA / name).read_text("utf-8"))
]
# The arguments of each call, by edition.
ARGUMENTS: dict[str, dict[str, dict[str, Any]]] = {
    edition: {one["call"]: one["kwargs"] for one in RECORDED if one["headers"]["version"] == edition}
    for edition in ("1.0.0", "2.0.0")
}
INTERFACES: list[dict[str, Any]] = json.loads((DATA / "documented-interfaces.json").read_text("utf-8"))
EXAMPLES: dict[str, dict[str, Any]] = {one["path"]: one["example"] for one in INTERFACES}

_numbers = count(10_001)


def envelope(data: Any = None, code: int = 200, message: str = "success", **members: Any) -> dict[str, Any]:
    """Write an envelope as the service does."""
    common = {"version": "1.0.0", "result": code == 200, "message": message, "code": code, "data": data}
    return {**common, "serverTime": SERVER_TIME, "requestId": "request-17", **members}


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
    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self)

    @property
    def sent(self) -> int:
        return len(self.requests)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(request.content) for request in self.requests]

    @property
    def texts(self) -> list[str]:
        """The bodies as they travelled."""
        return [request.content.decode("ascii") for request in self.requests]


def reference_leaves(headers: Mapping[str, str], body: Mapping[str, Any]) -> list[tuple[str, str]]:
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


def reference_string_to_sign(domain: str, path: str, headers: Mapping[str, str], body: Mapping[str, Any]) -> str:
    """Write the string to sign; a member that repeats a header stands there once."""
    leaves = dict.fromkeys(reference_leaves(headers, body))
    return f"[POST]{domain}:{path}&" + "&".join("=".join(leaf) for leaf in leaves)


def reference_digest(access_key: str, string_to_sign: str) -> str:
    """Sign a string, by the words of the protocol."""
    raw = hmac.new(access_key.encode("utf-8"), string_to_sign.encode("utf-8"), hashlib.sha256).digest()
    return base64.b64encode(raw).decode("ascii")


def expected_signature(
    headers: Mapping[str, str], path: str, body: dict[str, Any], access_key: str = ACCESS_KEY
) -> str:
    """Sign a request as it arrived."""
    signed = {name: headers[name] for name in SIGNED}
    return reference_digest(access_key, reference_string_to_sign(headers["Host"], path, signed, body))


def is_rightly_signed(request: httpx.Request, domain: str | None = None, access_key: str = ACCESS_KEY) -> bool:
    """Return whether the service would accept a request's signature, at the domain that it is for."""
    expected = expected_signature(request.headers, request.url.path, json.loads(request.content), access_key)
    return request.headers["signature"] == expected and domain in (None, request.headers["Host"])

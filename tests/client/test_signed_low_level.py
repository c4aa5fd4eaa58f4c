"""The low-level client alone, with the wrapper's signer as its httpx auth, sends what the vendor's client sends."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from rayvision_api import RayvisionAuth
from rayvision_client.api.query import query_platforms
from rayvision_client.api.tag import add_label
from rayvision_client.client import send, send_async
from rayvision_client.models import AddLabelRequest, ZoneRequest
from rayvision_client.operations import OPERATIONS
from rayvision_client.types import Request

RECORDED = json.loads((Path(__file__).parents[1] / "data/recorded-requests.json").read_text("utf-8"))
SIGNED = ("accessId", "channel", "platform", "UTCTimestamp", "nonce", "version")
ID, KEY = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"


class Body(Request):
    """A request's body as it was recorded."""

    def __init__(self, text: str) -> None:
        self.members: dict[str, Any] = json.loads(text)

    def to_dict(self) -> dict[str, Any]:
        return self.members


def auth_of(entry: dict[str, Any]) -> RayvisionAuth:
    return RayvisionAuth(entry["access_id"], entry["access_key"], entry["platform"])


def assert_signed_as_recorded(request: httpx.Request, entry: dict[str, Any]) -> None:
    """The request is the recorded one, but for time and nonce, and the signature is right for those."""
    assert str(request.url) == entry["url"]
    assert request.content == entry["body"].encode()
    for name in entry["headers"].keys() - {"UTCTimestamp", "nonce", "signature"}:
        assert request.headers[name] == entry["headers"][name]
    assert abs(int(request.headers["UTCTimestamp"]) - time.time()) < 60
    assert request.headers["nonce"].isdecimal()
    assert request.headers["signature"] == signature_of(request, entry["domain"])


def leaves(value: Any, name: str = "") -> dict[str, str]:
    """The flattening that signing.md explains."""
    if isinstance(value, dict):
        parts = [leaves(member, f"{name}.{key}" if name else key) for key, member in value.items()]
    elif isinstance(value, list):
        parts = [leaves(element, f"{name}{index}") for index, element in enumerate(value)]
    else:
        return {name: str(value)}
    return {key: text for part in parts for key, text in part.items()}


def signature_of(request: httpx.Request, domain: str) -> str:
    """What the signature has to be, from what travels alone."""
    members = leaves({**{name: request.headers[name] for name in SIGNED}, **json.loads(request.content)})
    joined = "&".join(f"{name}={members[name]}" for name in sorted(members))
    text = f"[POST]{domain}:{request.url.path}&{joined}"
    return base64.b64encode(hmac.new(KEY.encode(), text.encode(), hashlib.sha256).digest()).decode()


@pytest.mark.parametrize("entry", RECORDED, ids=lambda entry: entry["id"])
def test_the_signature_that_these_tests_expect_is_the_recorded_one(entry: dict[str, Any]) -> None:
    request = httpx.Request("POST", entry["url"], headers=entry["headers"], content=entry["body"])
    assert signature_of(request, entry["domain"]) == entry["headers"]["signature"]


@pytest.mark.parametrize("entry", RECORDED, ids=lambda entry: f"{entry['id']}-{entry['call']}")
def test_sync_sends_the_recorded_headers_body_and_signature(entry: dict[str, Any]) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"code": 200})

    with httpx.Client(
        base_url=f"https://{entry['domain']}", auth=auth_of(entry), transport=httpx.MockTransport(answer)
    ) as http:
        send(http, OPERATIONS[entry["path"].rpartition("/")[2]], Body(entry["body"]))
    (request,) = seen
    assert_signed_as_recorded(request, entry)


@pytest.mark.parametrize("entry", RECORDED, ids=lambda entry: f"{entry['id']}-{entry['call']}")
def test_asyncio_sends_the_recorded_headers_body_and_signature(entry: dict[str, Any]) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"code": 200})

    async def call() -> None:
        async with httpx.AsyncClient(
            base_url=f"https://{entry['domain']}", auth=auth_of(entry), transport=httpx.MockTransport(answer)
        ) as http:
            await send_async(http, OPERATIONS[entry["path"].rpartition("/")[2]], Body(entry["body"]))

    asyncio.run(call())
    (request,) = seen
    assert_signed_as_recorded(request, entry)


@pytest.mark.parametrize("address", ["https://task.renderbus.com", "http://127.0.0.1:8765", "https://farm.example:443"])
def test_the_signed_domain_is_the_host_header_port_included(address: str) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"code": 200, "data": [{"platform": 2, "name": "w2"}]})

    with httpx.Client(base_url=address, auth=RayvisionAuth(ID, KEY, 2), transport=httpx.MockTransport(answer)) as http:
        reply = query_platforms.sync(http, ZoneRequest(zone=1))
    assert reply.data is not None
    assert [platform.name for platform in reply.data] == ["w2"]
    (request,) = seen
    assert request.headers["signature"] == signature_of(request, request.headers["Host"])
    assert request.headers["platform"] == "2"
    assert request.headers["channel"] == "4"


def test_every_request_has_a_nonce_and_a_signature_of_its_own() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"code": 200})

    with httpx.Client(
        base_url="https://task.renderbus.com", auth=RayvisionAuth(ID, KEY, 2), transport=httpx.MockTransport(answer)
    ) as http:
        for _ in range(20):
            add_label.sync(http, AddLabelRequest(new_name="镜头=1&a 🎬", status=0))
    assert len({request.headers["nonce"] for request in seen}) == 20
    assert len({request.headers["signature"] for request in seen}) == 20
    for request in seen:
        assert request.headers["nonce"].isdecimal()
        assert request.headers["signature"] == signature_of(request, "task.renderbus.com")


def test_the_access_key_is_neither_sent_nor_shown() -> None:
    auth = RayvisionAuth(ID, KEY, 2)
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"code": 200})

    with httpx.Client(base_url="https://farm.example", auth=auth, transport=httpx.MockTransport(answer)) as http:
        query_platforms.sync(http, ZoneRequest(zone=1))
    assert KEY not in repr(auth) + str(auth)
    assert KEY.encode() not in seen[0].content
    assert all(KEY not in value for value in seen[0].headers.values())
    assert KEY not in str(seen[0].url)

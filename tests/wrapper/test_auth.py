"""The signer on its own: with the low-level client, or with an httpx client of the caller's."""

from __future__ import annotations

import asyncio
import pickle

import httpx
import pytest
from rayvision_api import RayvisionAuth
from rayvision_client.api.query import query_platforms
from rayvision_client.api.task import create_task
from rayvision_client.models import CreateTaskRequest, Zone, ZoneRequest

from .support import ACCESS_ID, ACCESS_KEY, REPLIES, Farm, is_rightly_signed

BASE = "https://www.foxrenderfarm.com"


def test_low_level_client_signs_with_it() -> None:
    farm = Farm(REPLIES["query.platforms"])
    auth = RayvisionAuth(ACCESS_ID, ACCESS_KEY, 2)
    with httpx.Client(base_url=BASE, auth=auth, transport=farm.transport) as http:
        reply = query_platforms.sync(http, ZoneRequest(zone=Zone.INTERNATIONAL))
    assert reply.code == 200
    assert reply.data is not None
    assert reply.data[0].name == "query_platform_w2"
    assert farm.requests[0].headers["platform"] == "2"
    assert is_rightly_signed(farm.requests[0], "www.foxrenderfarm.com")


def test_low_level_async_client_signs_with_it() -> None:
    farm = Farm(REPLIES["task.create_task"])

    async def run() -> None:
        auth = RayvisionAuth(ACCESS_ID, ACCESS_KEY, "2")
        async with httpx.AsyncClient(base_url=BASE, auth=auth, transport=farm.transport) as http:
            await create_task.asyncio(http, CreateTaskRequest(count=2, labels=["镜头"]))

    asyncio.run(run())
    assert is_rightly_signed(farm.requests[0], "www.foxrenderfarm.com")


@pytest.mark.parametrize(
    ("base", "domain"),
    [
        ("http://127.0.0.1:8765", "127.0.0.1:8765"),
        ("https://task.renderbus.com", "task.renderbus.com"),
        ("https://task.renderbus.com:443", "task.renderbus.com"),
    ],
)
def test_domain_is_signed_as_the_host_header_has_it(base: str, domain: str) -> None:
    farm = Farm()
    auth = RayvisionAuth(ACCESS_ID, ACCESS_KEY, "2")
    with httpx.Client(base_url=base, auth=auth, transport=farm.transport) as http:
        query_platforms.sync(http, ZoneRequest(zone=Zone.CHINA))
    assert farm.requests[0].headers["Host"] == domain
    assert is_rightly_signed(farm.requests[0], domain)


def test_clock_and_nonce_are_asked_anew_for_every_request() -> None:
    farm = Farm()
    ticks = iter([100.9, 200.1])
    nonces = iter(["1", "2"])
    auth = RayvisionAuth(ACCESS_ID, ACCESS_KEY, "2", clock=lambda: next(ticks), nonce=lambda: next(nonces))
    with httpx.Client(base_url=BASE, auth=auth, transport=farm.transport) as http:
        for _ in range(2):
            query_platforms.sync(http, ZoneRequest(zone=Zone.CHINA))
    assert [(one.headers["UTCTimestamp"], one.headers["nonce"]) for one in farm.requests] == [
        ("100", "1"),
        ("200", "2"),
    ]
    assert all(is_rightly_signed(request, "www.foxrenderfarm.com") for request in farm.requests)


def test_key_is_neither_shown_nor_sent() -> None:
    farm = Farm()
    auth = RayvisionAuth(ACCESS_ID, ACCESS_KEY, "2")
    with httpx.Client(base_url=BASE, auth=auth, transport=farm.transport) as http:
        query_platforms.sync(http, ZoneRequest(zone=Zone.CHINA))
    [request] = farm.requests
    assert ACCESS_KEY not in f"{auth!r} {auth!s} {request.url} {request.headers.raw!r} {request.content!r}"
    assert ACCESS_ID not in repr(auth)


def test_signer_that_pickles_is_no_surprise_and_shows_nothing() -> None:
    auth = RayvisionAuth(ACCESS_ID, ACCESS_KEY, "2")
    try:
        copied = pickle.loads(pickle.dumps(auth))
    except (TypeError, AttributeError, pickle.PicklingError):
        pytest.skip("a signer that cannot be pickled gives nothing away")
    assert ACCESS_KEY not in repr(copied)


@pytest.mark.parametrize("content", [b'{"a": true}', b'{"a": null}', b'{"a": 1.5}'])
def test_body_that_cannot_be_signed_is_not_sent(content: bytes) -> None:
    farm = Farm()
    auth = RayvisionAuth(ACCESS_ID, ACCESS_KEY, "2")
    with (
        httpx.Client(base_url=BASE, auth=auth, transport=farm.transport) as http,
        pytest.raises(ValueError, match="a is"),
    ):
        http.post("/api/render/x", content=content)
    assert farm.requests == []

"""Every request that was recorded of the vendor's client is reproduced exactly."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import httpx
import pytest
from rayvision_api import RayvisionAuth, signing

from ..each import each  # noqa: TID252  # has no name of its own
from .support import RECORDED, SIGNED, Farm, Half, reference_digest

pytestmark = pytest.mark.both_halves

every_record = each("record", RECORDED, named=lambda record: f"{record['id']}-{record['call']}")


def _sent(half: Half, record: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> httpx.Request:
    # Some requests name the system that they were recorded on.
    monkeypatch.setattr("sys.platform", "win32" if record.get("client_os") == "windows" else "linux")
    farm = Farm()
    api = half.client(
        farm,
        access_id=record["access_id"],
        access_key=record["access_key"],
        domain=record["domain"],
        platform=record["platform"],
        api_version=record["headers"]["version"],
    )
    half.call(api, record["call"], **record["kwargs"])
    [request] = farm.requests
    return request


@every_record
def test_request_is_as_recorded_but_for_the_moment(
    half: Half, record: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = int(time.time())
    request = _sent(half, record, monkeypatch)
    assert request.method == "POST"
    assert str(request.url) == record["url"]
    assert request.content.decode("utf-8") == record["body"]
    sent = [(name.decode("ascii"), value.decode("ascii")) for name, value in request.headers.raw]
    of_the_moment = {"UTCTimestamp", "nonce", "signature"}
    for name, value in record["headers"].items():
        matches = [(one, what) for one, what in sent if one.lower() == name.lower()]
        assert len(matches) == 1, f"{name} is sent {len(matches)} times"
        assert matches[0][0] == name
        assert name in of_the_moment or matches[0][1] == value
    assert before <= int(request.headers["UTCTimestamp"]) <= time.time()
    assert request.headers["nonce"].isascii()
    assert request.headers["nonce"].isdigit()
    assert request.headers["Host"] == record["domain"]
    text = record["string_to_sign"]
    for recorded, name in (("UTCTimestamp=1584950400", "UTCTimestamp"), ("nonce=314159", "nonce")):
        assert text.count(recorded) == 1
        text = text.replace(recorded, f"{name}={request.headers[name]}")
    assert request.headers["signature"] == reference_digest(record["access_key"], text)


@every_record
def test_string_to_sign_and_signature_are_as_recorded(record: dict[str, Any]) -> None:
    headers = {name: record["headers"][name] for name in SIGNED}
    body = httpx.Response(200, content=record["body"]).json()
    assert (
        signing.string_to_sign(record["domain"], record["path"], headers | signing.flatten(body))
        == record["string_to_sign"]
    )
    signature = signing.signature(record["access_key"], record["domain"], record["path"], headers, body)
    assert signature == record["headers"]["signature"]


@every_record
@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_signer_with_the_recorded_moment_gives_the_recorded_headers(record: dict[str, Any], *, is_async: bool) -> None:
    farm = Farm()
    auth = RayvisionAuth(
        record["access_id"],
        record["access_key"],
        record["platform"],
        clock=lambda: 1584950400.9,
        nonce=lambda: "314159",
        api_version=record["headers"]["version"],
    )

    async def post() -> None:
        async with httpx.AsyncClient(transport=farm.transport, auth=auth) as http:
            await http.post(record["url"], content=record["body"], headers={"Content-Type": "application/json"})

    if is_async:
        asyncio.run(post())
    else:
        with httpx.Client(transport=farm.transport, auth=auth) as http:
            http.post(record["url"], content=record["body"], headers={"Content-Type": "application/json"})
    [request] = farm.requests
    assert {name: request.headers[name] for name in record["headers"]} == record["headers"]


def test_no_two_requests_carry_the_same_nonce(half: Half, farm: Farm) -> None:
    api = half.client(farm)
    for _ in range(50):
        half.call(api, "query.platforms")
    assert len({request.headers["nonce"] for request in farm.requests}) == 50


@pytest.mark.parametrize(("edition", "requests", "calls"), [("1.0.0", 35, 34), ("2.0.0", 130, 50)])
def test_every_call_of_an_edition_was_recorded(edition: str, requests: int, calls: int) -> None:
    recorded = [record["call"] for record in RECORDED if record["headers"]["version"] == edition]
    assert (len(recorded), len(set(recorded))) == (requests, calls)

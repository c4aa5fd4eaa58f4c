"""The "try" of the reference: the sandbox signs for its own page, and for nobody else."""

import asyncio
import re
from collections.abc import Iterator

import httpx
import pytest
from rayvision_sandbox.farm.database import Database
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.users import User
from rayvision_sandbox.http.application import App
from rayvision_sandbox.http.server import running

KEY = "a-key-that-no-page-may-hold"
PROFILE = "/sandbox/try/1.0.0/api/render/user/queryUserProfile"


@pytest.fixture(scope="module")
def served() -> Iterator[httpx.Client]:
    database = Database()
    users = [User(access_key=KEY, name="first"), User(access_id="other", user_id=99_999_999, name="second")]
    farm = Farm(database, users, speed=0)
    with running(farm) as domain, httpx.Client(base_url=f"http://{domain}", trust_env=False, timeout=60) as client:
        yield client
    database.close()


@pytest.fixture(scope="module")
def secret(served: httpx.Client) -> dict[str, str]:
    page = served.get("/docs/1.0.0/reference.html").text
    return {"X-Rayvision-Page": page.partition('data-secret="')[2].partition('"')[0]}


def test_the_page_holds_no_key_and_may_call_this_farm_only(served: httpx.Client) -> None:
    for path in ("/docs/1.0.0/reference.html", "/sandbox/try.js", "/sandbox/try.css"):
        reply = served.get(path)
        assert reply.status_code == 200
        assert KEY not in reply.text
    page = served.get("/docs/1.0.0/reference.html")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page.text)
    assert "connect-src 'self';" in policy.replace("&#39;", "'")
    assert "default-src 'none';" in policy.replace("&#39;", "'")
    assert "unsafe" not in policy
    assert page.headers["content-security-policy"] == "frame-ancestors 'none'"


def test_an_operation_answers_the_first_user(served: httpx.Client, secret: dict[str, str]) -> None:
    profile = served.post(PROFILE, json={}, headers=secret).json()
    assert (profile["code"], profile["version"], profile["data"]["userName"]) == (200, "1.0.0", "first")
    platforms = "/sandbox/try/2.0.0/api/render/common/queryPlatforms"
    assert served.post(platforms, json={}, headers=secret).json()["version"] == "2.0.0"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1.5}', '{"platform": "9"}'])
def test_a_body_that_nobody_can_sign_is_refused_as_such(
    served: httpx.Client, secret: dict[str, str], content: str
) -> None:
    reply = served.post(PROFILE, content=content, headers={"Content-Type": "application/json", **secret})
    assert reply.status_code == 200
    assert reply.json()["code"] != 200
    assert "signature" not in reply.json()["message"]


def test_faults_are_those_of_the_operation(served: httpx.Client, secret: dict[str, str]) -> None:
    for kind in ("http-429", "drop-after"):
        fault = {"kind": kind, "operation": "queryUserProfile", "times": 1}
        assert served.post("/sandbox/faults", json=fault).status_code == 200
    with pytest.raises(httpx.TransportError):
        served.post(PROFILE, json={}, headers=secret)
    assert served.post(PROFILE, json={}, headers=secret).json()["code"] == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"X-Rayvision-Page": ""}, 403),
        ({"X-Rayvision-Page": "ä".encode()}, 403),
        ({"Content-Type": "text/plain"}, 415),
    ],
    ids=str,
)
def test_nobody_else_gets_a_signature(
    served: httpx.Client, secret: dict[str, str], headers: dict[str, str | bytes], status: int
) -> None:
    before = served.get("/sandbox").json()["calls"]
    sent = {"Content-Type": "application/json", **secret, **headers}
    assert served.post(PROFILE, content="{}", headers=sent).status_code == status  # type: ignore[arg-type]  # bytes too
    assert served.get("/sandbox").json()["calls"] == before


def test_what_is_no_operation_of_the_edition_is_not_found(served: httpx.Client, secret: dict[str, str]) -> None:
    for path in ("/1.0.0/sandbox/clock", "/9.9.9/api/render/user/queryUserProfile", "/1.0.0/nothing"):
        assert served.post(f"/sandbox/try{path}", json={}, headers=secret).status_code == 404


def test_other_machines_read_the_reference_and_try_nothing(farm: Farm) -> None:
    async def ask() -> tuple[str, int]:
        transport = httpx.ASGITransport(App(farm), client=("192.0.2.1", 1234))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            page = await client.get("/docs/1.0.0/reference.html")
            return page.text, (await client.post(PROFILE, json={})).status_code

    page, status = asyncio.run(ask())
    assert "data-secret" not in page
    assert "connect-src" not in page
    assert status == 404

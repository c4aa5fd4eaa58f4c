"""The farm's pages, at `/` and the reference, whose operations may be tried: what they may do, and for whom."""

import importlib.metadata
import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from rayvision_sandbox.farm.database import Database
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.users import User
from rayvision_sandbox.http.server import running

KEY = "a-key-that-no-page-may-hold"
REFERENCE = "/docs/1.0.0/reference.html"
PROFILE = "/sandbox/try/1.0.0/api/render/user/queryUserProfile"


@pytest.fixture(scope="module")
def served() -> Iterator[httpx.Client]:
    database = Database()
    users = [User(access_key=KEY, name="first"), User(access_id="other", user_id=99_999_999, name="second")]
    farm = Farm(database, users, speed=0)
    with running(farm) as domain, httpx.Client(base_url=f"http://{domain}", trust_env=False, timeout=60) as client:
        yield client
    database.close()


def secret_of(served: httpx.Client, page: str) -> dict[str, str]:
    return {"X-Rayvision-Page": served.get(page).text.partition('data-secret="')[2].partition('"')[0]}


@pytest.fixture(scope="module")
def secret(served: httpx.Client) -> dict[str, str]:
    return secret_of(served, REFERENCE)


@pytest.mark.parametrize(("language", "text"), [("en_GB.UTF-8", "An hour ahead"), ("zh_CN.UTF-8", "前进一小时")])
def test_the_page_has_controls_in_the_readers_language(
    language: str, text: str, make_farm: Callable[..., Farm], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAYVISION_LANG", language)
    with running(make_farm()) as domain:
        page = httpx.get(f"http://{domain}/", trust_env=False, timeout=60).text
    assert text in page
    assert f'lang="{"zh-CN" if language.startswith("zh") else "en"}"' in page
    assert "createTask" in page
    assert "$" not in page.partition('id="sandbox"')[2].partition("</section>")[0]


def test_the_page_is_of_this_farm_whatever_the_environment_says_of_another(
    make_farm: Callable[..., Farm], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("PROTOCOL", "https"), ("PROFILE", "gone"), ("VERSION", "0.0.1")):
        monkeypatch.setenv(f"RAYVISION_API_{name}", value)
    with (
        running(make_farm()) as domain,
        httpx.Client(base_url=f"http://{domain}", trust_env=False, timeout=60) as client,
    ):
        assert client.get("/").status_code == 200
        assert client.get("/page/state").json()["farm"]["known"]


def test_the_pages_hold_no_key_and_load_nothing_from_elsewhere(served: httpx.Client) -> None:
    ours = ("/", "/page/page.js", "/page/page.css", "/page/state", "/sandbox/bar.js", "/sandbox/bar.css")
    for path in (*ours, REFERENCE, "/sandbox/try.js", "/sandbox/try.css"):
        reply = served.get(path)
        assert reply.status_code == 200
        assert KEY not in reply.text
    page, reference = served.get("/"), served.get(REFERENCE)
    (written,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', reference.text)
    assert reference.headers["content-security-policy"] == "frame-ancestors 'none'"
    for policy, allowed in (
        (page.headers["content-security-policy"], "script-src 'self'"),
        (written.replace("&#39;", "'"), "connect-src 'self';"),
    ):
        assert "default-src 'none'" in policy
        assert allowed in policy
        assert "unsafe" not in policy


def test_an_action_needs_the_secret_of_the_page(served: httpx.Client) -> None:
    assert served.post("/page/actions/stop", json={"ids": [1]}).status_code == 403
    reply = served.post("/page/actions/stop", json={"ids": [1]}, headers=secret_of(served, "/"))
    assert reply.json()["results"][0]["outcome"] == "refused"


def test_without_the_command_line_it_says_how_to_get_the_page(caller: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_self: Any) -> None:
        raise ModuleNotFoundError("No module named 'jinja2'", name="jinja2")

    monkeypatch.setattr(importlib.metadata.EntryPoint, "load", load)
    reply = caller.http.get("/")
    assert reply.status_code == 200
    assert "pip install 'rayvision-sdk[cli,sandbox]'" in reply.text
    assert reply.text.count("\n") == 0
    assert caller.http.get("/page/state").status_code == 404


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
        ({"X-Rayvision-Page": ""}, 403),
        ({"X-Rayvision-Page": "ä".encode()}, 403),
        ({"Content-Type": "text/plain"}, 415),
    ],
    ids=str,
)
def test_nobody_else_gets_a_signature(
    served: httpx.Client, secret: dict[str, str], headers: dict[str, str | bytes], status: int
) -> None:
    path = "/sandbox/try/1.0.0/api/render/user/queryUserSetting"
    sent = {"Content-Type": "application/json", **secret, **headers}
    assert served.post(path, content="{}", headers=sent).status_code == status  # type: ignore[arg-type]  # bytes too
    assert "queryUserSetting" not in served.get("/sandbox").json()["calls"]


def test_what_is_no_operation_of_the_edition_is_not_found(served: httpx.Client, secret: dict[str, str]) -> None:
    for path in ("/1.0.0/sandbox/clock", "/9.9.9/api/render/user/queryUserProfile", "/1.0.0/nothing"):
        assert served.post(f"/sandbox/try{path}", json={}, headers=secret).status_code == 404

"""The page at `/`: who gets it, what it may do, and how it is had."""

import asyncio
import importlib.metadata
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from rayvision_sandbox.farm.database import Database
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.users import User
from rayvision_sandbox.http.application import App
from rayvision_sandbox.http.server import running

KEY = "a-key-that-no-page-may-hold"


@pytest.fixture(scope="module")
def served() -> Iterator[httpx.Client]:
    database = Database()
    farm = Farm(database, [User(access_key=KEY)], speed=0)
    with running(farm) as domain, httpx.Client(base_url=f"http://{domain}", trust_env=False, timeout=60) as client:
        yield client
    database.close()


@pytest.mark.parametrize(("language", "text"), [("en_GB.UTF-8", "An hour ahead"), ("zh_CN.UTF-8", "前进一小时")])
def test_the_page_has_controls_in_the_readers_language(
    language: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAYVISION_LANG", language)
    with running(Farm(Database(), [User()], speed=0)) as domain:
        page = httpx.get(f"http://{domain}/", trust_env=False, timeout=60).text
    assert text in page
    assert f'lang="{"zh-CN" if language.startswith("zh") else "en"}"' in page
    assert "createTask" in page
    assert "$" not in page.partition('id="sandbox"')[2].partition("</section>")[0]


def test_the_page_holds_no_key_and_loads_nothing_from_elsewhere(served: httpx.Client) -> None:
    for path in ("/", "/page/page.js", "/page/page.css", "/page/state", "/sandbox/bar.js", "/sandbox/bar.css"):
        reply = served.get(path)
        assert reply.status_code == 200
        assert KEY not in reply.text
    policy = served.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "headers",
    [
        *({"Host": host} for host in ("evil.example", "127.0.0.1.evil.example:8765")),
        *({"Origin": origin} for origin in ("http://evil.example", "http://localhost:3000", "null")),
        *({"Sec-Fetch-Site": site} for site in ("cross-site", "same-site")),
    ],
    ids=str,
)
def test_a_page_in_another_tab_gets_nothing(served: httpx.Client, headers: dict[str, str]) -> None:
    for path in ("/", "/page/state", "/page/events", "/sandbox/bar.js"):
        assert served.get(path, headers=headers).status_code == 403
    actions = served.post("/page/actions/stop", json={"ids": [1]}, headers=headers)
    assert actions.status_code == 403


def test_an_action_needs_the_secret_of_the_page(served: httpx.Client) -> None:
    served.get("/")
    assert served.post("/page/actions/stop", json={"ids": [1]}).status_code == 403
    secret = served.get("/").text.partition('data-secret="')[2].partition('"')[0]
    reply = served.post("/page/actions/stop", json={"ids": [1]}, headers={"X-Rayvision-Page": secret})
    assert reply.json()["results"][0]["outcome"] == "refused"


def test_other_machines_do_not_get_the_page(farm: Farm) -> None:
    async def ask(path: str) -> int:
        transport = httpx.ASGITransport(App(farm), client=("192.0.2.1", 1234))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return (await client.get(path)).status_code

    for path in ("/", "/page/state", "/sandbox/bar.js"):
        assert asyncio.run(ask(path)) == 404


def test_without_the_command_line_it_says_how_to_get_the_page(caller: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_self: Any) -> None:
        raise ModuleNotFoundError("No module named 'jinja2'", name="jinja2")

    monkeypatch.setattr(importlib.metadata.EntryPoint, "load", load)
    reply = caller.http.get("/")
    assert reply.status_code == 200
    assert "pip install 'rayvision-sdk[cli,sandbox]'" in reply.text
    assert reply.text.count("\n") == 0
    assert caller.http.get("/page/state").status_code == 404

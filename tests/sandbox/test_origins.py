"""No web page steers a farm: neither from a foreign origin, nor under a name that was made to point here."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from rayvision_sandbox.app import create_app
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.http.application import App
from rayvision_sandbox.http.server import running

from ..each import each  # noqa: TID252  # has no name of its own

PROFILE, BAR = "/api/render/user/queryUserProfile", "/sandbox/bar.js"
ENDPOINTS = [
    *(("GET", path) for path in ("/sandbox", "/sandbox/faults", "/docs", "/openapi.yaml", "/nowhere")),
    *(("GET", path) for path in ("/", "/page/state", "/page/events", BAR)),
    *(("POST", f"/sandbox/{name}") for name in ("clock", "account", "scene", "faults", f"try/1.0.0{PROFILE}")),
    ("POST", "/page/actions/stop"),
    *(("DELETE", "/sandbox/faults"), ("POST", PROFILE), ("OPTIONS", PROFILE)),
    ("GET", "/mnt/output/d/small_pic/1/2/3_token.png"),
]
FOREIGN = [
    {"Host": "evil.example"},
    {"Host": "evil.example:8765"},
    {"Host": "127.0.0.1.evil.example:8765"},
    {"Host": "localhost.evil.example"},
    {"Host": "127.0.0.1@evil.example"},
    {"Host": "192.0.2.1:8765"},
    {"Host": "0.0.0.0:8765"},
    {"Host": "[2001:db8::1]:8765"},
    {"Host": ""},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:3000"},
    {"Origin": "http://localhost:8765"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]
OWN = [
    {},
    {"Host": "localhost:1234"},
    {"Host": "LOCALHOST"},
    {"Host": "127.0.0.1"},
    {"Host": "127.8.7.6:8765"},
    {"Host": "[::1]:8765"},
    {"Host": "[0:0:0:0:0:0:0:1]:8765"},
    {"Host": "[::ffff:127.0.0.1]"},
    {"Origin": "http://127.0.0.1:8765", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "http://[::1]:8765", "Host": "[::1]:8765"},
    {"Sec-Fetch-Site": "none"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
@each(("method", "path"), ENDPOINTS)
def test_foreign_requests_are_refused_everywhere(caller: Any, method: str, path: str, headers: dict[str, str]) -> None:
    before = caller.http.get("/sandbox").json()
    content = {} if method == "GET" else {"content": '{"advance": 60}'}
    response = caller.http.request(method, path, headers={"Content-Type": "application/json", **headers}, **content)
    assert (response.status_code, response.json()["code"]) == (403, 403)
    assert not {name for name in response.headers if name.startswith("access-control")}
    assert caller.http.get("/sandbox").json() == before
    assert not before["calls"]


@each("headers", OWN)
def test_programs_and_the_farms_own_pages_are_answered(caller: Any, headers: dict[str, str]) -> None:
    assert caller.http.get("/docs/1.0.0/reference.html", headers=headers).status_code == 200
    assert caller.http.post("/sandbox/clock", json={"advance": 1}, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "kind", [None, "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain;json"]
)
@pytest.mark.parametrize("content", [b'{"advance": 3600}', b""])
def test_the_control_takes_nothing_but_json(caller: Any, kind: str | None, content: bytes) -> None:
    before = caller.http.get("/sandbox").json()
    headers = {} if kind is None else {"Content-Type": kind}
    for path in ("clock", "account", "scene", "faults"):
        response = caller.http.post(f"/sandbox/{path}", content=content, headers=headers)
        assert response.status_code == 415
        assert "application/json" in response.json()["message"]
    assert caller.http.get("/sandbox").json() == before


def test_a_farm_has_the_further_domains_that_it_is_given(start_command: Callable[..., Any]) -> None:
    caller = start_command("--domain", "Render.example:80", "--domain", "farm").caller()
    for host, status in (("render.example", 200), ("farm:8765", 200), ("other.example", 403)):
        assert caller.http.get("/sandbox", headers={"Host": host}).status_code == status
    caller.domain = "farm"
    caller.headers = {"Host": "farm"}
    assert caller.code("queryUserProfile") == 200


def own_addresses() -> Iterator[str]:
    """Find this machine's addresses in its networks, if it is in one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: this asks for the route only.
            probe.connect(("192.0.2.1", 9))
            yield probe.getsockname()[0]
        except OSError:
            return


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_a_farm_for_other_machines_is_reached_by_each_of_its_addresses(
    start_command: Callable[..., Any], host: str
) -> None:
    if host == "::" and not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    port = start_command("--host", host, "--allow-remote").domain.rpartition(":")[2]
    for address in ("127.0.0.1", *own_addresses()):
        url = f"http://{address}:{port}/docs/1.0.0/reference.html"
        assert httpx.get(url, trust_env=False).status_code == 200
        assert httpx.get(url, headers={"Host": "evil.example"}, trust_env=False).status_code == 403
    # The control sees that this caller is on the same machine, over a socket for both families, too.
    assert httpx.get(f"http://127.0.0.1:{port}/sandbox", trust_env=False).status_code == 200


def test_a_farm_on_a_name_is_reached_by_it(start_command: Callable[..., Any]) -> None:
    name = socket.gethostname()
    try:
        socket.getaddrinfo(name, None)
    except OSError:
        pytest.skip("this machine does not know its own name")
    command = start_command("--host", name, "--allow-remote")
    response = httpx.get(f"http://{command.domain}/docs/1.0.0/reference.html", headers={"Host": name}, trust_env=False)
    assert response.status_code == 200


def test_an_application_in_this_process_has_the_domain_that_its_client_calls() -> None:
    async def get(**headers: str) -> int:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
            return (await client.get("https://task.renderbus.com/sandbox", headers=headers)).status_code

    app = create_app(speed=0, domains=["render.example"])
    assert [asyncio.run(get(Host=host)) for host in ("task.renderbus.com", "render.example", "evil.example")] == [
        *(200, 200, 403)
    ]


def test_a_farm_listens_on_an_ipv6_address(make_farm: Callable[..., Farm]) -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    with running(make_farm(), "::1") as domain:
        assert httpx.get(f"http://{domain}/sandbox", trust_env=False).status_code == 200


@pytest.mark.parametrize(("address", "status"), [("127.0.0.1", 200), ("::1", 200), ("192.0.2.7", 404), ("", 200)])
def test_only_this_machine_gets_the_control_and_the_pages(farm: Farm, address: str, status: int) -> None:
    async def ask() -> tuple[set[int], str, int]:
        app = App(farm)
        transport = httpx.ASGITransport(app, client=(address, 4711))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8765") as client:
            steered = {(await client.get(path)).status_code for path in ("/sandbox", "/", "/page/state", BAR)}
            page = await client.get("/docs/1.0.0/reference.html")
            tried = await client.post(f"/sandbox/try/1.0.0{PROFILE}", json={})
        await app.page.close()
        return steered, page.text, tried.status_code

    steered, page, tried = asyncio.run(ask())
    assert steered == {status}
    # Others read the reference, and try nothing.
    assert ("data-secret" in page, "connect-src" in page) == (status == 200, status == 200)
    assert tried == (403 if status == 200 else 404)

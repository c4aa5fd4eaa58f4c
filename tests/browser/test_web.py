"""The page of `rayvision web`: as people use it in a browser, and what any other page gets from it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Queue
from typing import Any

import httpx
import pytest
import uvicorn
from rayvision_api import AsyncRayvisionAPI, RayvisionAPI
from rayvision_cli.languages import Texts
from rayvision_cli.web import server
from rayvision_sandbox.pytest_plugin import RunningFarm

HOSTILE = "</title><script>console.log(1)</script><img src=http://127.0.0.1:1/x onerror=console.log(2)>.ma"
PATIENCE = 30_000


@pytest.fixture
def web(rayvision_farm: RunningFarm, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Serve the page about the test's farm, and give the address that opens it."""

    @contextmanager
    def serving(language: str = "en", *, read_only: bool = False) -> Iterator[str]:
        farm, started = rayvision_farm, []
        run = uvicorn.Server.run
        monkeypatch.setattr(uvicorn.Server, "run", lambda self, **rest: (started.append(self), run(self, **rest)))
        addresses: Queue[str] = Queue()

        def serve() -> None:
            api = AsyncRayvisionAPI(farm.access_id, farm.access_key, farm.domain, "2", api_version="2.0.0")
            server.serve(api, Texts(language), read_only=read_only, tell=addresses.put)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield addresses.get(timeout=20)
        finally:
            started[0].should_exit = True
            thread.join(20)
            assert not thread.is_alive(), "the server did not end"

    return serving


def submit(farm: RunningFarm, api: RayvisionAPI, **scene: Any) -> int:
    (task_id,) = api.task.create_task(labels=["seq10"]).task_id_list
    farm.scene(task_id, **scene)
    api.task.submit_task(task_id)
    return task_id


def test_failed_frames_are_restarted_and_a_task_is_stopped_by_clicking(
    rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI, web: Any, look: Any
) -> None:
    rayvision_farm.recharge(100_000)
    failing = submit(rayvision_farm, rayvision_api, name=HOSTILE, frames=24, failing=[3, 17])
    rayvision_farm.advance(hours=3)
    rayvision_farm.set_speed(1)
    running = submit(rayvision_farm, rayvision_api, name="long.ma", frames=5000, nodes=1)
    rayvision_farm.advance(seconds=600)
    rayvision_farm.fault("business", operation="loadingFrameThumbnail", code=404, times=1)
    with web() as address, look(address.partition("?")[0] + "page/icon.svg", 1440, "light") as sight:
        # Opened without the token, it shows nothing of its own.
        sight.complaints.clear()
        page = sight.page
        page.goto(address)
        page.locator("#attention a").wait_for(timeout=PATIENCE)
        assert "token" not in page.url
        assert page.locator("#attention a").text_content() == HOSTILE
        page.locator("#attention a").click()
        page.locator("#sections svg.chart").first.wait_for(timeout=PATIENCE)
        assert page.locator("#grid i").count() == 24
        page.locator(".pictures li[hidden]").wait_for(state="attached", timeout=PATIENCE)
        assert page.locator(".pictures li:not([hidden])").count() == 21
        page.locator("#grid i.failed").first.click()
        page.locator("#frame-log").wait_for(timeout=PATIENCE)
        page.keyboard.press("Escape")
        page.locator("#task-tools button").first.click()
        assert rayvision_api.query.task_info([failing]).items[0].failed_frames == 2
        page.locator("#ask-yes").click()
        page.locator("#grid i.failed").first.wait_for(state="detached", timeout=PATIENCE)
        assert rayvision_api.query.task_info([failing]).items[0].failed_frames == 0
        page.locator("#back").click()
        page.locator("#tasks .open", has_text="long.ma").click()
        page.locator("#task-tools button", has_text="Stop").click()
        page.locator("#ask-yes").click()
        page.locator("#summary .status.stopped").wait_for(timeout=PATIENCE)
        assert rayvision_api.query.task_info([running]).items[0].task_status.name == "STOP"
        assert sight.complaints == []
        assert [one for one in sight.requests if not one.startswith(address.partition("?")[0])] == []


def test_page_fits_every_window_and_has_no_key(
    rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI, web: Any, look: Any
) -> None:
    submit(rayvision_farm, rayvision_api, name="shot_010" * 20 + ".ma", frames=5000, nodes=40, failing=[5, 6])
    rayvision_farm.advance(hours=1)
    with web("zh") as address:
        for width, scheme in ((1440, "dark"), (390, "light"), (320, "dark")):
            with look(address.partition("?")[0] + "page/icon.svg", width, scheme) as sight:
                page = sight.page
                page.goto(address)
                page.locator("#tasks tbody tr").wait_for(timeout=PATIENCE)
                assert sight.overhang == 0, width
                page.locator("#tasks .open").click()
                page.locator("#sections section").first.wait_for(timeout=PATIENCE)
                assert page.locator("#grid i").count() == 5000
                assert sight.overhang == 0, width
                assert rayvision_farm.access_key not in page.content()
                assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_the_farms_absence_is_said_and_its_return_seen(
    rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI, web: Any, look: Any
) -> None:
    submit(rayvision_farm, rayvision_api, name="a.ma", frames=2)
    rayvision_farm.fault("html-502", operation="getTaskList")
    with web(read_only=True) as address, look(address.partition("?")[0] + "page/icon.svg", 1440, "light") as sight:
        sight.page.goto(address)
        sight.page.locator("#alarm", has_text="has not answered since").wait_for(timeout=PATIENCE)
        rayvision_farm.clear_faults()
        sight.page.locator("#tasks tbody tr").wait_for(timeout=PATIENCE)
        assert sight.page.locator("#alarm").text_content() == ""
        assert sight.page.locator("button", has_text="Stop").count() == 0


def test_nobody_else_gets_anything(rayvision_farm: RunningFarm, web: Any) -> None:
    with web() as address, httpx.Client(trust_env=False) as http:
        base, _, token = address.partition("/?token=")
        port = base.rpartition(":")[2]
        for path in (
            "/",
            "/page/state",
            "/page/events",
            "/page/page.js",
            "/?token=x",
            "/?token=%C3%A4",
            "/page/tasks/1",
        ):
            assert http.get(base + path).status_code == 403, path
        entered = http.get(address)
        assert entered.status_code == 200
        assert token not in entered.text
        cookie = entered.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        for headers in (
            {"Host": f"evil.test:{port}", "Origin": f"http://evil.test:{port}"},
            {"Host": "127.0.0.1:1"},
            {"Sec-Fetch-Site": "same-site"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "none"},
            {"Origin": "http://127.0.0.1:1"},
        ):
            refused = http.get(f"{base}/page/state", headers=headers)
            assert refused.status_code == 403, headers
            assert "access-control-allow-origin" not in refused.headers
        shown = http.get(f"{base}/")
        assert shown.status_code == 200
        assert "script-src 'self'" in shown.headers["content-security-policy"]
        assert rayvision_farm.access_key not in shown.text
        secret = shown.text.partition('data-secret="')[2].partition('"')[0]
        right = {"Origin": base, "X-Rayvision-Page": secret, "Content-Type": "application/json"}
        action, ids = f"{base}/page/actions/stop", b'{"ids": [1]}'
        for name in right:
            wrong = {key: value for key, value in right.items() if key != name}
            assert http.post(action, content=ids, headers=wrong).status_code in (403, 415), name
        assert http.options(action, headers=right).status_code == 403
        for body in (b"", b"[]", b'{"ids": []}', b'{"ids": ["1"]}', b'{"ids": [true]}', b'{"ids": [-1]}'):
            assert http.post(action, content=body, headers=right).status_code == 400, body
        assert "stopTask" not in rayvision_farm.calls
        assert http.post(action, content=ids, headers=right).json()["results"][0]["outcome"] == "refused"
    with web(read_only=True) as address, httpx.Client(trust_env=False) as http:
        base = address.partition("/?")[0]
        http.get(address)
        secret = http.get(f"{base}/").text.partition('data-secret="')[2].partition('"')[0]
        headers = {"Origin": base, "X-Rayvision-Page": secret, "Content-Type": "application/json"}
        assert http.post(f"{base}/page/actions/stop", content=ids, headers=headers).status_code == 404

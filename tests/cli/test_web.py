"""`rayvision web` over HTTP: what the page receives, what is done from it, and what anybody else gets."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx
from rayvision_api import RayvisionAPI
from rayvision_sandbox.pytest_plugin import RunningFarm

from ..reliability.loopback import http_reply, serving  # noqa: TID252  # has no name of its own
from .served import served, submit, visited

HOSTILE = "</title><script>alert(1)</script>\u202e.ma"


def row(news: dict[str, Any], task_id: int) -> dict[str, Any]:
    return next((one for one in news["tasks"] if one["id"] == task_id), {})


def test_nobody_else_gets_anything(rayvision_farm: RunningFarm) -> None:
    with served(rayvision_farm) as address, httpx.Client(trust_env=False) as http:
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
            {"Cookie": "rayvision-1=x; rayvision"},
            {"Cookie": "a[=1"},
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
        assert http.post(action, content=b" " * 200_000, headers=right).status_code == 413
        assert http.post(f"{base}/page/actions/explode", content=ids, headers=right).status_code == 404
        assert "stopTask" not in rayvision_farm.calls


def test_events_tell_what_has_changed_and_no_more(rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI) -> None:
    rayvision_farm.set_speed(1)
    rayvision_farm.recharge(100_000)
    still = submit(rayvision_farm, rayvision_api, name="still" * 50 + "_v012.ma", frames=2)
    failing = submit(rayvision_farm, rayvision_api, "seq10", name=HOSTILE, frames=24, failing=[3, 17], nodes=8)
    rayvision_farm.advance(hours=3)
    running = submit(rayvision_farm, rayvision_api, name="long.ma", frames=5000, nodes=1)
    rayvision_farm.advance(seconds=600)
    with visited(rayvision_farm) as visitor:
        assert visitor.get("state").json()["farm"]["known"]
        first = visitor.watch(lambda news: len(news["tasks"]) == 3)
        assert (first["from"], first["gone"]) == (0, [])
        assert first["farm"]["trouble"] == ""
        assert "100,000" not in row(first, still)["money"]
        # Versions stand at the end of names.
        assert row(first, still)["scene"].endswith("still_v012.ma")
        failed = row(first, failing)
        assert (failed["failed"], failed["frames"], failed["attention"]) == (2, "22 / 24", True)
        assert failed["scene"] == HOSTILE.replace("\u202e", "\ufffd")
        assert (failed["labels"], failed["kind"], failed["can"]) == (["seq10"], "failed", ["restart"])
        assert row(first, running)["can"] == ["stop", "full-speed"]
        assert visitor.act("full-speed", running) == [{"id": running, "outcome": "done", "text": ""}]
        assert visitor.act("stop", running)[0]["outcome"] == "done"
        stopped = visitor.watch(lambda news: row(news, running).get("kind") == "stopped", first["id"])
        assert not row(stopped, still)
        assert row(stopped, running)["can"] == ["start"]
        visitor.post("dismiss", json.dumps({"ids": [failing]}).encode())
        assert row(visitor.watch(lambda news: bool(row(news, failing)), stopped["id"]), failing)["attention"] is False
        done, unknown = visitor.act("restart", failing, 9)
        assert (done["outcome"], unknown["outcome"]) == ("done", "refused")
        assert unknown["text"]
        visitor.watch(lambda news: row(news, failing).get("failed") == 0, stopped["id"])
        # Of another run of the page nothing is known, so all is sent.
        assert visitor.watch(lambda _: True, "another-7")["from"] == 0


def test_task_opens_with_its_frames_their_logs_and_pictures(
    rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI
) -> None:
    task_id = submit(rayvision_farm, rayvision_api, name=HOSTILE, frames=4, failing=[3])
    rayvision_farm.advance(hours=3)
    with visited(rayvision_farm, "zh") as visitor:
        assert 'lang="zh-CN"' in visitor.page
        assert visitor.get("page.css").headers["content-type"].startswith("text/css")
        assert "text/javascript" in visitor.get("page.js").headers["content-type"]
        assert visitor.get("icon.svg").text.startswith("<svg")
        grid = visitor.get(f"tasks/{task_id}").json()
        assert grid["letters"] == "ffxf"
        assert (grid["failed"], grid["running"]) == (["3"], False)
        report = visitor.get(f"tasks/{task_id}/report").text
        assert "<script>" not in report
        assert "&lt;script&gt;" in report
        finished, failed = grid["ids"][0], grid["ids"][2]
        frame = visitor.get(f"tasks/{task_id}/frames/{failed}").json()
        assert frame["log"]
        assert frame["picture"] is False
        assert visitor.get(f"tasks/{task_id}/frames/{finished}").json()["picture"] is True
        picture = visitor.get(f"tasks/{task_id}/frames/{finished}/picture")
        assert picture.headers["content-type"].startswith("image/")
        rayvision_farm.fault("business", operation="loadingFrameThumbnail", code=404)
        assert visitor.get(f"tasks/{task_id}/frames/{finished}/picture").status_code == 204
        assert visitor.get(f"tasks/{task_id}/frames/1").status_code == 404
        assert "999" in visitor.get("tasks/999").json()["error"]
        rayvision_farm.fault("business", operation="queryTaskInfo", code=601, message="no such luck")
        other = visitor.get(f"tasks/{submit(rayvision_farm, rayvision_api, name='b.ma')}")
        assert (other.status_code, "no such luck" in other.json()["error"]) == (502, True)


def test_first_edition_has_no_logs_and_says_so(rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI) -> None:
    task_id = submit(rayvision_farm, rayvision_api, frames=1, failing=[1])
    rayvision_farm.advance(hours=3)
    with visited(rayvision_farm, api_version="1.0.0") as visitor:
        (frame_id,) = visitor.get(f"tasks/{task_id}").json()["ids"]
        assert "--api-version 2.0.0" in visitor.get(f"tasks/{task_id}/frames/{frame_id}").json()["note"]


def test_absence_of_the_farm_is_said_and_its_return_seen(
    rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI
) -> None:
    task_id = submit(rayvision_farm, rayvision_api, name="a.ma", frames=2)
    rayvision_farm.fault("html-502", operation="getTaskList")
    with visited(rayvision_farm, read_only=True) as visitor:
        away = visitor.watch(lambda news: bool(news["farm"]["trouble"]))
        assert away["farm"]["since"]
        assert not away["farm"]["known"]
        rayvision_farm.clear_faults()
        # Anyone who comes to look lets the farm be asked at once.
        back = visitor.watch(lambda news: bool(row(news, task_id)))
        assert (back["farm"]["known"], back["farm"]["since"]) == (True, "")
        assert visitor.post("actions/stop", b'{"ids": [1]}').status_code == 404


def test_reply_that_nothing_is_written_for_is_a_reason_too(rayvision_farm: RunningFarm) -> None:
    page = {"items": [{"id": [5]}], "total": 1, "pageCount": 1}
    with (
        serving(lambda *_: http_reply({"code": 200, "message": "success", "data": page})) as server,
        visited(replace(rayvision_farm, domain=server.domain)) as visitor,
    ):
        assert "unhashable" in visitor.watch(lambda news: bool(news["farm"]["trouble"]))["farm"]["trouble"]


def test_command_serves_until_ctrl_c(piped: Callable[..., Any], run: Callable[..., Any], keys: None) -> None:
    with piped("web", "--read-only") as process:
        address = process.stdout.readline().decode().partition("Open ")[2].strip()
        assert httpx.get(address, trust_env=False).status_code == 200
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=30)
        assert (process.returncode, complaints) == (0, b"")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("web", "--lang", "en", "--port", taken.getsockname()[1])
        assert (done.code, "choose another --port" in done.err) == (2, True), done.err


def test_budget_is_minded_though_nobody_looks(
    piped: Callable[..., Any], submitted: Callable[..., int], farm: Any, api: RayvisionAPI
) -> None:
    farm.scene(name="long.ma", frames=4000, nodes=2)
    task_id = submitted()
    with piped("web", "--read-only", "--budget", "3", "--lang", "en") as process:
        address = process.stdout.readline().decode().partition("Open ")[2].strip()
        told = b""
        while b"stopped" not in told and (line := process.stdout.readline()):
            told += line
        with httpx.Client(trust_env=False) as http:
            http.get(address)
            news = http.get(f"{address.partition('?')[0]}page/state").json()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert told.count(b"most of the budget is spent") == 1
    assert f"stopped: {task_id}" in told.decode()
    assert f"stopped: {task_id}" in news["budget"]
    (task,) = api.query.task_info([task_id]).items
    assert task.task_status.is_final


def test_budget_is_kept_though_nobody_reads_the_output(
    piped: Callable[..., Any], submitted: Callable[..., int], farm: Any, api: RayvisionAPI
) -> None:
    farm.scene(name="long.ma", frames=4000, nodes=2)
    task_id = submitted()
    with piped("web", "--budget", "3", "--lang", "en", stderr=subprocess.DEVNULL) as process:
        process.stdout.readline()
        process.stdout.readline()
        process.stdout.close()
        try:
            (task,) = api.task.wait([task_id], 30, until="finished", poll=0.2)
        finally:
            process.send_signal(signal.SIGINT)
    assert not task.task_status.is_success

"""Faults on demand, as a client on the other side of a socket meets them."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.http import faults
from rayvision_sandbox.http.server import running


@pytest.fixture
def remote(farm: Farm, make_caller: Callable[..., Any]) -> Iterator[Any]:
    """Call a farm over a socket."""
    with running(farm) as domain, httpx.Client(base_url=f"http://{domain}", trust_env=False) as client:
        yield make_caller(client, domain)


def add(caller: Any, kind: str, **members: Any) -> None:
    caller.http.post("/sandbox/faults", json={"kind": kind, **members}).raise_for_status()


def test_a_delay(remote: Any) -> None:
    add(remote, "delay", seconds=0.3, times=1)
    begun = time.perf_counter()
    remote.data("queryUserProfile")
    assert time.perf_counter() - begun > 0.3


@pytest.mark.parametrize(("kind", "tasks"), [("drop-before", 0), ("drop-after", 1), ("truncate", 1)])
def test_a_connection_breaks_before_or_after_the_work_is_done(remote: Any, kind: str, tasks: int) -> None:
    add(remote, kind, operation="createTask", times=1)
    with pytest.raises(httpx.TransportError):
        remote.create()
    assert remote.data("getTaskList", pageNum=1, pageSize=1)["total"] == tasks
    counts = remote.http.get("/sandbox").json()["calls"]
    assert counts["createTask"] == {"received": 1, "carriedOut": tasks}
    assert counts["getTaskList"] == {"received": 1, "carriedOut": 1}
    remote.create()
    assert remote.data("getTaskList", pageNum=1, pageSize=1)["total"] == tasks + 1


def test_a_page_of_a_proxy(remote: Any) -> None:
    add(remote, "html-502", times=1)
    response = remote.post("createTask", {})
    assert (response.status_code, response.headers["content-type"]) == (502, "text/html; charset=utf-8")
    assert remote.data("getTaskList", pageNum=1, pageSize=1)["total"] == 0


def test_too_many_requests(remote: Any) -> None:
    add(remote, "http-429", seconds=7, times=1)
    response = remote.post("createTask", {})
    assert (response.status_code, response.headers["retry-after"]) == (429, "7")


def test_a_business_error(remote: Any) -> None:
    add(remote, "business", code=1000, message="the cache is gone", times=2)
    envelopes = [remote.envelope("createTask") for _ in range(3)]
    assert [envelope["code"] for envelope in envelopes] == [1000, 1000, 200]
    assert envelopes[0]["message"] == "the cache is gone"


def test_a_clock_that_is_off(remote: Any) -> None:
    add(remote, "clock", seconds=-3600)
    envelope = remote.envelope("queryUserProfile")
    assert envelope["code"] == 610
    assert abs(envelope["serverTime"] / 1000 - time.time() + 3600) < 60
    ahead = remote.post("queryUserProfile", {}, UTCTimestamp=str(int(time.time()) - 3600)).json()
    assert ahead["code"] == 200


def test_faults_end_when_they_are_cleared(remote: Any) -> None:
    add(remote, "business", operation="queryUserProfile")
    assert remote.http.get("/sandbox/faults").json()["faults"][0]["kind"] == "business"
    assert remote.code("queryUserSetting") == 200
    assert remote.code("queryUserProfile") == 500
    assert remote.http.delete("/sandbox/faults").json() == {"faults": []}
    assert remote.code("queryUserProfile") == 200


def test_probability_follows_the_seed() -> None:
    def hits(seed: int) -> list[int]:
        in_force = faults.Faults((faults.Fault("business", probability=0.3),), seed=seed)
        return [len(in_force.trigger("createTask")) for _ in range(200)]

    assert hits(1) == hits(1)
    assert hits(1) != hits(2)
    assert 30 < sum(hits(1)) < 90


def test_faults_are_read_from_the_command_line() -> None:
    read = faults.parse("kind=http-429,operation=getTaskList,probability=0.25,times=3,seconds=2.5", ["getTaskList"])
    assert read == faults.Fault("http-429", "getTaskList", 0.25, 3, 2.5)


@pytest.mark.parametrize("members", [{}, {"kind": "x"}, {"kind": "delay", "seconds": -1}, {"kind": "delay", "x": 1}])
def test_a_fault_that_makes_no_sense_is_refused(caller: Any, members: Any) -> None:
    response = caller.http.post("/sandbox/faults", json=members)
    assert response.status_code == 400
    assert response.json()["error"]


def test_a_caller_in_this_process_meets_drops_too(caller: Any) -> None:
    add(caller, "drop-after", operation="createTask", times=1)
    with pytest.raises(ConnectionResetError):
        caller.create()
    assert caller.data("getTaskList", pageNum=1, pageSize=1)["total"] == 1


@pytest.mark.parametrize(
    ("path", "members"),
    [
        ("clock", {"advance": -1}),
        ("clock", {"speed": "fast"}),
        ("clock", []),
        ("account", {}),
        ("account", {"balance": -1}),
        ("account", {"balance": 1, "userId": 5}),
        ("scene", {"taskId": 5, "scene": {}}),
    ],
)
def test_steering_that_makes_no_sense_is_explained(caller: Any, path: str, members: Any) -> None:
    response = caller.http.post(f"/sandbox/{path}", json=members)
    assert response.status_code == 400
    assert response.json()["error"]


@pytest.mark.parametrize(
    ("content", "hint"),
    [("{", "a JSON object"), ("[" * 100_000, "a JSON object"), ('{"speed": "fast"}', "speed must be a number")],
)
def test_what_cannot_be_read_is_explained_in_words(caller: Any, content: str, hint: str) -> None:
    headers = {"Content-Type": "application/json"}
    response = caller.http.post("/sandbox/clock", content=content, headers=headers)
    assert response.status_code == 400
    assert hint in response.json()["error"]


def test_speed_can_be_changed_while_the_farm_runs(farm: Farm, caller: Any) -> None:
    before = farm.clock.now()
    caller.http.post("/sandbox/clock", json={"speed": 100_000, "advance": 5}).raise_for_status()
    time.sleep(0.05)
    assert farm.clock.now() > before + 1000

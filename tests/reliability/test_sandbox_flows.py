"""Whole flows against the sandbox farm while things go wrong, counted by the farm itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from rayvision_api import OutcomeUnknownError, RayvisionConnectionError, RayvisionProtocolError, RayvisionRateLimitError

from .support import Half

ID, KEY = "AKIDsandbox", "KEYsandbox0123"


class RunningFarm:
    """A sandbox farm in a process of its own."""

    def __init__(self, domain: str) -> None:
        self.domain = domain
        self._http = httpx.Client(base_url=f"http://{domain}", trust_env=False)

    def fault(self, kind: str, **members: Any) -> None:
        """Let something go wrong."""
        self._http.post("/sandbox/faults", json={"kind": kind, **members}).raise_for_status()

    def heal(self) -> None:
        """Let all be well again."""
        self._http.delete("/sandbox/faults").raise_for_status()

    def close(self) -> None:
        """Close the connection that steers the farm."""
        self._http.close()


@pytest.fixture(scope="module")
def process() -> Iterator[str]:
    """Run a farm, and give its domain."""
    command = [sys.executable, "-m", "rayvision_sandbox", "--port", "0", "--speed", "5000"]
    with subprocess.Popen(
        [*command, "--access-id", ID, "--access-key", KEY], stdout=subprocess.PIPE, text=True
    ) as farm:
        assert farm.stdout is not None
        greeting = farm.stdout.readline()
        assert "http://" in greeting, greeting
        try:
            yield greeting.partition("http://")[2].split()[0].rstrip("/")
        finally:
            farm.terminate()


@pytest.fixture
def farm(process: str) -> Iterator[RunningFarm]:
    """Return a farm in which all is well."""
    running = RunningFarm(process)
    running.heal()
    yield running
    running.heal()
    running.close()


@pytest.fixture
def api(half: Half, farm: RunningFarm) -> Iterator[Any]:
    """Make a client of the farm, on a platform of its half."""
    platform = "6" if half.is_async else "2"
    options = {"access_id": ID, "access_key": KEY, "domain": farm.domain, "protocol": "http", "platform": platform}
    with half.client(**options) as client:
        yield client


def _ids(api: Any) -> list[int]:
    return [task.id for task in api.query.iter_tasks(page_size=7)]


@pytest.mark.parametrize("kind", ["drop-before", "drop-after", "truncate", "html-502", "http-429"])
def test_reading_survives_three_faults_in_a_row(api: Any, farm: RunningFarm, kind: str) -> None:
    before = _ids(api)
    farm.fault(kind, operation="getTaskList", times=3, seconds=0)
    assert _ids(api) == before


@pytest.mark.parametrize("kind", ["drop-before", "drop-after", "truncate", "html-502"])
def test_creation_under_a_fault_happens_once_at_most_and_is_found_out(api: Any, farm: RunningFarm, kind: str) -> None:
    before = set(_ids(api))
    farm.fault(kind, operation="createTask")
    label = f"lost-{kind}"
    with pytest.raises(OutcomeUnknownError) as caught:
        api.task.create_task(count=2, labels=[label, 'with "quotes" and 镜头'])
    farm.heal()
    created = set(_ids(api)) - before
    assert len(created) == (2 if kind in ("drop-after", "truncate") else 0)
    found = api.task.reconcile(caught.value)
    if created:
        assert found.outcome != "not done"
        assert created <= {task.id for task in found.tasks}
    else:
        assert found.outcome == "pending"


@pytest.mark.parametrize("kind", ["drop-before", "drop-after", "truncate", "html-502"])
def test_submission_under_a_fault_happens_once_at_most_and_is_found_out(api: Any, farm: RunningFarm, kind: str) -> None:
    (task_id,) = api.task.create_task().task_id_list
    farm.fault(kind, operation="submitTask")
    with pytest.raises(OutcomeUnknownError) as caught:
        api.task.submit_task(task_id)
    farm.heal()
    happened = kind in ("drop-after", "truncate")
    found = api.task.reconcile(caught.value)
    assert (found.outcome, [task.id for task in found.tasks]) == ("done" if happened else "pending", [task_id])
    api.task.submit_once(task_id)
    (task,) = api.task.wait([task_id], timeout=60, poll=(0.02, 0.2), until="finished")
    assert task.id == task_id


def test_creation_is_repeated_after_a_rate_limit_and_refused_when_patience_ends(api: Any, farm: RunningFarm) -> None:
    before = _ids(api)
    farm.fault("http-429", operation="createTask", times=7, seconds=0)
    with pytest.raises(RayvisionRateLimitError, match="createTask") as caught:
        api.task.create_task()
    assert (caught.value.error_code, caught.value.retry_after) == (100, 0)
    assert _ids(api) == before
    assert api.task.create_task().task_id_list == _ids(api)[:1]


def test_waiting_survives_a_farm_that_drops_every_third_connection(api: Any, farm: RunningFarm) -> None:
    task_ids = api.task.create_task(count=3).task_id_list
    for task_id in task_ids:
        api.task.submit_task(task_id)
    farm.fault("drop-after", operation="queryTaskInfo", probability=0.33)
    seen: set[int] = set()
    tasks = api.task.wait(task_ids, timeout=60, poll=(0.02, 0.2), on_progress=lambda task: seen.add(task.id))
    assert [task.id for task in tasks] == task_ids
    assert seen == set(task_ids)


@pytest.mark.parametrize("seconds", [-20_000, 20_000])
def test_farm_with_another_clock_is_worked_with(api: Any, farm: RunningFarm, seconds: int) -> None:
    farm.fault("clock", seconds=seconds)
    (task_id,) = api.task.create_task().task_id_list
    api.task.submit_task(task_id)
    assert task_id in _ids(api)
    farm.heal()
    # The clock is right again: that too is learned.
    assert task_id in _ids(api)


@pytest.mark.parametrize("kind", ["drop-before", "html-502"])
def test_fault_without_end_is_an_error_of_ours(api: Any, farm: RunningFarm, kind: str) -> None:
    farm.fault(kind, operation="queryPlatforms")
    expected = RayvisionConnectionError if kind == "drop-before" else RayvisionProtocolError
    with pytest.raises(expected):
        api.query.platforms()

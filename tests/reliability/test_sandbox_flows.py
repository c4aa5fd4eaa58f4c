"""Whole flows against the sandbox farm while things go wrong, counted by the farm itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rayvision_api import OutcomeUnknownError
from rayvision_sandbox.pytest_plugin import RunningFarm

from .support import Half


@pytest.fixture
def farm(rayvision_farm: RunningFarm) -> RunningFarm:
    rayvision_farm.set_speed(5000)
    return rayvision_farm


@pytest.fixture
def api(half: Half, farm: RunningFarm) -> Iterator[Any]:
    """Make a client of the farm."""
    keys = {"access_id": farm.access_id, "access_key": farm.access_key}
    with half.client(**keys, domain=farm.domain, protocol="http", platform="2") as client:
        yield client


def _ids(api: Any) -> list[int]:
    return [task.id for task in api.query.iter_tasks(page_size=7)]


@pytest.mark.parametrize("kind", ["drop-before", "drop-after", "truncate", "html-502"])
def test_creation_under_a_fault_happens_once_at_most_and_is_found_out(api: Any, farm: RunningFarm, kind: str) -> None:
    before = set(_ids(api))
    farm.fault(kind, operation="createTask")
    label = f"lost-{kind}"
    with pytest.raises(OutcomeUnknownError) as caught:
        api.task.create_task(count=2, labels=[label, 'with "quotes" and 镜头'])
    farm.clear_faults()
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
    farm.clear_faults()
    happened = kind in ("drop-after", "truncate")
    found = api.task.reconcile(caught.value)
    assert (found.outcome, [task.id for task in found.tasks]) == ("done" if happened else "pending", [task_id])
    api.task.submit_once(task_id)
    (task,) = api.task.wait([task_id], timeout=60, poll=(0.02, 0.2), until="finished")
    assert task.id == task_id


def test_waiting_survives_a_farm_that_drops_every_third_connection(api: Any, farm: RunningFarm) -> None:
    task_ids = api.task.create_task(count=3).task_id_list
    for task_id in task_ids:
        api.task.submit_task(task_id)
    farm.fault("drop-after", operation="queryTaskInfo", probability=0.33)
    seen: set[int] = set()
    tasks = api.task.wait(task_ids, timeout=60, poll=(0.02, 0.2), on_progress=lambda task: seen.add(task.id))
    assert [task.id for task in tasks] == task_ids
    assert seen == set(task_ids)

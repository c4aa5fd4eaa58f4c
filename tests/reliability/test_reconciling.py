"""Finding out, against a scripted service, whether a lost call was carried out."""

from __future__ import annotations

import asyncio
import json
import pickle
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from rayvision_api import AsyncRayvisionAPI, OutcomeUnknownError, RetryPolicy

from .support import ACCESS_ID, ACCESS_KEY, Farm, Half, created, page


def task(
    identity: int, *, submitted: float | None = None, labels: Iterable[str] = (), **members: Any
) -> dict[str, Any]:
    """Write a task as the list does; it was submitted so many seconds from now."""
    moment = None if submitted is None else int((time.time() + submitted) * 1000)
    text = json.dumps(list(labels))
    return {"id": identity, "submitDate": moment, "labels": text, "taskStatus": 0, **members}


def _lost(half: Half, listed: list[dict[str, Any]], method: str, *args: Any, **kwargs: Any) -> tuple[Any, Farm]:
    """Lose the reply of a call, then reconcile with what the service lists."""
    total = {"total": len(listed), "pageCount": 1}
    farm = Farm(httpx.ReadError("reset"), page(listed, **total))
    with half.client(farm) as api:
        with pytest.raises(OutcomeUnknownError) as caught:
            getattr(api.task, method)(*args, **kwargs)
        return api.task.reconcile(caught.value), farm


def _ids(result: Any) -> list[int]:
    return [one.id for one in result.tasks]


def _ours(*ids: int) -> list[dict[str, Any]]:
    return [task(one, labels=["shot_010", "b"]) for one in ids]


OLD = task(9, submitted=-7200, labels=["shot_010"])
# What the service lists; the outcome, and the tasks that it names.
SUBMISSIONS = {
    "submitted": ([task(7, submitted=0, taskStatus=5)], "done", [7]),
    "without a time of submission": ([task(7)], "pending", [7]),
    "0 where others have none": ([task(7) | {"submitDate": 0}], "pending", [7]),
    "a time that cannot be read": ([task(7) | {"submitDate": "yesterday"}], "done", [7]),
    "not shown": ([], "unknown", []),
}
# Beside these, with which arguments the call was made.
CREATIONS: dict[str, tuple[list[dict[str, Any]], dict[str, Any], str, list[int]]] = {
    "the newest one with its label": ([*_ours(12), OLD], {}, "done", [12]),
    "0 in place of no time": ([*(one | {"submitDate": 0} for one in _ours(12)), OLD], {}, "done", [12]),
    "all of several": ([*_ours(14, 13, 12), OLD], {"count": 3}, "done", [14, 13, 12]),
    "one of three": ([*_ours(12), OLD], {"count": 3}, "unknown", [12]),
    "four of three": (_ours(16, 15, 14, 13), {"count": 3}, "unknown", [16, 15, 14, 13]),
    "nothing listed": ([], {}, "pending", []),
    "all are older": ([OLD, task(8, submitted=-9000)], {}, "pending", []),
    **{
        f"label {label}, which merely resembles": ([*_ours(12), OLD], {"labels": [label]}, "pending", [])
        for label in ("shot_01", "shot_0", "hot_01", "010")
    },
}


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_submission_is_judged_by_its_task(half: Half, name: str) -> None:
    listed, outcome, ids = SUBMISSIONS[name]
    result, farm = _lost(half, listed, "submit_task", 7)
    assert (result.outcome, _ids(result)) == (outcome, ids)
    assert farm.bodies[1] == {"taskIds": [7]}


@pytest.mark.parametrize("name", CREATIONS)
def test_creation_is_judged_by_labels_and_times(half: Half, name: str) -> None:
    listed, arguments, outcome, ids = CREATIONS[name]
    result, _ = _lost(half, listed, "create_task", **{"labels": ["shot_010"], **arguments})
    assert (result.outcome, _ids(result)) == (outcome, ids)


def test_task_of_a_colleague_submitted_meanwhile_does_not_hide_ours(half: Half) -> None:
    # The colleague's task is younger than ours, and the service's clock two minutes behind this machine's.
    result, _ = _lost(half, [task(13, submitted=-120), *_ours(12), OLD], "create_task", labels=["shot_010"])
    assert (result.outcome, _ids(result)) == ("done", [12])


@pytest.mark.parametrize("method", ["create_task", "submit_task"])
def test_absence_is_certain_when_the_service_would_refuse_the_request_whatever_the_two_clocks_say(
    half: Half, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The service takes requests that are up to 15 minutes old, and this machine's clock may be as much ahead of it.
    listed = page([task(7)] if method == "submit_task" else [])
    farm = Farm(httpx.ReadError("reset"), listed)
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now)
    with half.client(farm, retries=RetryPolicy(total_time=60)) as api:
        with pytest.raises(OutcomeUnknownError) as caught:
            api.task.submit_task(7) if method == "submit_task" else api.task.create_task(labels=["a"])
        certain_from = api.task.reconcile(caught.value).certain_from
        assert 30 * 60 <= (certain_from - caught.value.began).total_seconds() <= 32 * 60
        now = certain_from.timestamp() - 1
        assert api.task.reconcile(caught.value).outcome == "pending"
        now += 2
        assert api.task.reconcile(caught.value).outcome == "not done"


def test_cancelled_creation_is_found_out_by_labels_and_time(half: Half) -> None:
    now = datetime.now(UTC)
    listed = [task(12, labels=["shot_010"]), task(11, labels=["other"]), task(9, submitted=-7200, labels=["shot_010"])]
    with half.client(Farm(page(listed))) as api:
        found = api.task.reconcile_creation(["shot_010"], now)
        assert (found.outcome, _ids(found)) == ("done", [12])
        assert api.task.reconcile_creation(["shot_010"], now, count=2).outcome == "unknown"
        assert api.task.reconcile_creation(["shot_020"], now).outcome == "pending"
        assert api.task.reconcile_creation(["shot_020"], now - timedelta(hours=1)).outcome == "not done"
        for labels, began, kind in (([], now, ValueError), (["a"], now.replace(tzinfo=None), ValueError)):
            with pytest.raises(kind):
                api.task.reconcile_creation(labels, began)


def test_cancelled_call_itself_can_be_reconciled() -> None:
    listed = page([task(12, labels=["shot_010"])])

    class SlowFarm(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("createTask"):
                await asyncio.sleep(60)
            return httpx.Response(200, json=listed)

    async def run() -> str:
        async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=SlowFarm()) as api:
            began = datetime.now(UTC)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await api.task.create_task(labels=["shot_010"])
            return (await api.task.reconcile_creation(["shot_010"], began)).outcome

    assert asyncio.run(run()) == "done"


@pytest.mark.parametrize("label", ['19" rack', "back\\slash", "镜头 01", "a/b", "tab\tbed"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_label_is_found_however_the_service_escapes_it(half: Half, label: str, ascii_only: bool) -> None:
    created = task(12) | {"labels": json.dumps([label], ensure_ascii=ascii_only)}
    result, _ = _lost(half, [created, task(9, submitted=-7200)], "create_task", labels=[label])
    assert (result.outcome, _ids(result)) == ("done", [12])


def test_task_created_before_is_not_taken_for_the_lost_one(half: Half) -> None:
    farm = Farm(created(), httpx.ReadError("reset"), lambda _: page([task(first)]))
    with half.client(farm) as api:
        (first,) = api.task.create_task(labels=["a"]).task_id_list
        with pytest.raises(OutcomeUnknownError) as caught:
            # A view knows what the client has created.
            api.with_options(timeout=5).task.create_task(labels=["a"])
        result = api.task.reconcile(caught.value)
    assert (result.outcome, _ids(result)) == ("pending", [])


@pytest.mark.parametrize("labels", [None, "", "not json", "{}", 5, ["shot_010"]])
def test_odd_labels_of_other_tasks_do_no_harm(half: Half, labels: Any) -> None:
    odd = task(13) | {"labels": labels}
    result, _ = _lost(half, [odd, task(12, labels=["x"]), task(9, submitted=-7200)], "create_task", labels=["x"])
    assert 12 in _ids(result)


def test_error_that_went_through_a_pickle_can_be_reconciled(half: Half) -> None:
    farm = Farm(httpx.ReadTimeout("slow"), page([task(7, submitted=0)], total=1, pageCount=1))
    with half.client(farm) as api:
        with pytest.raises(OutcomeUnknownError) as caught:
            api.task.submit_task(7)
        assert api.task.reconcile(pickle.loads(pickle.dumps(caught.value))).outcome == "done"


@pytest.mark.parametrize("method", ["tag.add_label", "query.restart_failed_frames"])
def test_other_operations_cannot_be_reconciled(half: Half, method: str) -> None:
    farm = Farm(httpx.ReadError("reset"))
    with half.client(farm) as api:
        group, name = method.split(".")
        with pytest.raises(OutcomeUnknownError) as caught:
            getattr(getattr(api, group), name)("name" if name == "add_label" else [7])
        with pytest.raises(ValueError, match="reconcile"):
            api.task.reconcile(caught.value)
    assert farm.sent == 1


def test_reconciling_survives_faults_itself(half: Half) -> None:
    farm = Farm(httpx.ReadError("reset"), httpx.ReadError("reset"), httpx.Response(503), page([task(7, submitted=0)]))
    with half.client(farm) as api:
        with pytest.raises(OutcomeUnknownError) as caught:
            api.task.submit_task(7)
        assert api.task.reconcile(caught.value).outcome == "done"
    assert farm.sent == 4

"""Waiting for tasks: what is asked, what comes back, in which order, and how faults on the way are survived."""

from __future__ import annotations

import json
import pickle
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from rayvision_api import (
    RayvisionConnectionError,
    RayvisionNotFoundError,
    RayvisionTaskFailedError,
    RayvisionTaskMissingError,
    RayvisionWaitTimeoutError,
    RetryPolicy,
)
from rayvision_client.operations import API_VERSION, QUERY_TASK_INFO

from .support import Farm, Half, created, envelope, page

SPEC = Path(__file__).parents[2] / "spec" / "openapi.yaml"
RENDERING, FINISHED, PARTLY, FAILED, ABANDONED = 5, 25, 30, 45, 35


class Ladder(Farm):
    """A service whose tasks take one step of their lives at each look; the last step lasts."""

    def __init__(self, lives: dict[int, list[int]]) -> None:
        super().__init__(self.look)
        self.lives = lives
        self.looks: list[list[int]] = []

    def look(self, request: httpx.Request) -> dict[str, Any]:
        asked: list[int] = json.loads(request.content)["taskIds"]
        self.looks.append(asked)
        items = [{"id": one, "taskStatus": self._step(one)} for one in asked if one in self.lives]
        return page(list(reversed(items)))

    def _step(self, task: int) -> int:
        life = self.lives[task]
        return life.pop(0) if len(life) > 1 else life[0]


def test_tasks_come_back_in_the_order_of_the_ids(half: Half, pauses: list[float]) -> None:
    farm = Ladder({1: [RENDERING, RENDERING, FINISHED], 2: [FINISHED], 3: [RENDERING, PARTLY]})
    with half.client(farm) as api:
        tasks = api.task.wait([3, 1, 2], poll=1)
    assert [(task.id, int(task.task_status)) for task in tasks] == [(3, PARTLY), (1, FINISHED), (2, FINISHED)]


def test_ended_tasks_are_not_asked_for_again(half: Half, pauses: list[float]) -> None:
    farm = Ladder({1: [RENDERING, RENDERING, FINISHED], 2: [FINISHED], 3: [RENDERING, FINISHED]})
    with half.client(farm) as api:
        api.task.wait([1, 2, 3], poll=1)
    assert [sorted(look) for look in farm.looks] == [[1, 2, 3], [1, 3], [1]]
    assert len(pauses) == 2


def test_nothing_is_paused_for_when_all_have_ended(half: Half, pauses: list[float]) -> None:
    farm = Ladder({1: [FINISHED], 2: [FAILED]})
    with half.client(farm) as api:
        assert len(api.task.wait([1, 2])) == 2
    assert (farm.sent, pauses) == (1, [])


def test_id_given_twice_is_waited_for_once(half: Half, pauses: list[float]) -> None:
    farm = Ladder({1: [RENDERING, FINISHED], 2: [FINISHED]})
    with half.client(farm) as api:
        assert [task.id for task in api.task.wait(iter([2, 1, 2, 1, 1]), poll=1)] == [2, 1]
    assert farm.looks == [[2, 1], [1]]


def test_more_ids_than_a_page_holds_are_asked_for_in_portions(half: Half, pauses: list[float]) -> None:
    farm = Ladder({one: [RENDERING, FINISHED] for one in range(1, 251)})
    with half.client(farm) as api:
        tasks = api.task.wait(range(1, 251), poll=1)
    assert [task.id for task in tasks] == list(range(1, 251))
    assert sorted(len(look) for look in farm.looks) == [50, 50, 100, 100, 100, 100]


def told_of_waiting() -> dict[str, Any]:
    path = QUERY_TASK_INFO.endpoint(API_VERSION).path
    told: dict[str, Any] = yaml.safe_load(SPEC.read_text("utf-8"))["paths"][path]["post"]["x-rayvision-waiter"]
    return told


def test_final_states_are_those_of_the_spec(half: Half) -> None:
    told = told_of_waiting()
    assert told["member"] == "taskStatus"
    for status in [*range(-1, 72), 100]:
        farm = Ladder({1: [status, FINISHED]})
        with half.client(farm) as api:
            (task,) = api.task.wait([1], poll=0.001)
        assert farm.sent == (1 if status in told["finished"] else 2), status
        assert int(task.task_status) == (status if status in told["finished"] else FINISHED)


def test_success_is_what_the_spec_calls_success(half: Half) -> None:
    told = told_of_waiting()
    for status in told["finished"]:
        with half.client(Ladder({1: [status]})) as api:
            assert len(api.task.wait([1])) == 1
            if status in told["succeeded"]:
                assert len(api.task.wait([1], until="succeeded")) == 1
            else:
                with pytest.raises(RayvisionTaskFailedError) as caught:
                    api.task.wait([1], until="succeeded")
                assert [int(task.task_status) for task in caught.value.tasks] == [status]


def test_failure_of_one_is_told_when_all_have_ended(half: Half, pauses: list[float]) -> None:
    farm = Ladder({1: [FAILED], 2: [RENDERING, RENDERING, FINISHED]})
    with half.client(farm) as api, pytest.raises(RayvisionTaskFailedError) as caught:
        api.task.wait([1, 2], until="succeeded", poll=1)
    assert farm.sent == 3
    assert [(task.id, int(task.task_status)) for task in caught.value.tasks] == [(1, FAILED), (2, FINISHED)]
    assert "1" in str(caught.value)


def test_progress_is_told_at_first_sight_and_after_every_change(half: Half, pauses: list[float]) -> None:
    farm = Ladder({1: [0, 0, RENDERING, RENDERING, FINISHED], 2: [FINISHED]})
    told: list[tuple[int, int]] = []
    with half.client(farm) as api:
        api.task.wait([1, 2], poll=1, on_progress=lambda task: told.append((task.id, int(task.task_status))))
    assert told == [(1, 0), (2, FINISHED), (1, RENDERING), (1, FINISHED)]


def test_error_of_the_progress_function_ends_the_waiting(half: Half) -> None:
    def broken(task: Any) -> None:
        raise LookupError("a bug of the application")

    farm = Ladder({1: [RENDERING]})
    with half.client(farm) as api, pytest.raises(LookupError):
        api.task.wait([1], on_progress=broken)
    assert farm.sent == 1


def test_pauses_grow_while_nothing_happens_and_shrink_when_it_does(half: Half, pauses: list[float]) -> None:
    farm = Ladder({1: [0] * 12 + [RENDERING] * 4 + [FINISHED]})
    with half.client(farm) as api:
        api.task.wait([1], poll=(1, 8))
    assert len(pauses) == 16
    assert pauses[0] == 1
    assert all(1 <= pause <= 8 for pause in pauses)
    assert pauses[:11] == sorted(pauses[:11])
    assert pauses[10] == 8
    assert pauses[12] == 1


def test_one_number_is_a_steady_pause(half: Half, pauses: list[float]) -> None:
    with half.client(Ladder({1: [0] * 6 + [FINISHED]})) as api:
        api.task.wait([1], poll=2.5)
    assert pauses == [2.5] * 6


def test_faults_on_the_way_are_survived_as_the_policy_allows(half: Half, pauses: list[float]) -> None:
    ladder = Ladder({1: [RENDERING, RENDERING, FINISHED]})
    look = ladder.look
    faults = [httpx.ReadError("reset"), httpx.Response(502), envelope(None, 1000, "redis")]
    farm = Farm(look, *faults, look, httpx.ConnectError("refused"), look)
    with half.client(farm) as api:
        (task,) = api.task.wait([1], poll=1)
    assert int(task.task_status) == FINISHED
    assert farm.sent == 7


def test_fault_that_outlasts_the_policy_ends_the_waiting(half: Half, pauses: list[float]) -> None:
    farm = Farm(Ladder({1: [RENDERING]}).look, httpx.ReadError("reset"))
    policy = RetryPolicy(attempts=3, first_wait=0, longest_wait=0)
    with half.client(farm, retries=policy) as api, pytest.raises(RayvisionConnectionError):
        api.task.wait([1], poll=1)
    assert farm.sent == 4


@pytest.mark.parametrize("unknown", ["left out", "refused"])
def test_unknown_task_is_not_waited_for(half: Half, unknown: str) -> None:
    farm = Ladder({1: [RENDERING]}) if unknown == "left out" else Farm(envelope(None, 404, "there is no task 99"))
    with half.client(farm) as api, pytest.raises(RayvisionNotFoundError, match="99"):
        api.task.wait([1, 99])


@pytest.mark.parametrize("odd", [{}, {"taskStatus": None}, {"taskStatus": "?"}, {"taskStatus": [25]}])
def test_task_without_a_readable_status_has_not_ended(half: Half, odd: dict[str, Any], pauses: list[float]) -> None:
    farm = Farm(page([{"id": 1} | odd]), page([{"id": 1, "taskStatus": FINISHED}]))
    with half.client(farm) as api:
        (task,) = api.task.wait([1])
    assert (farm.sent, int(task.task_status)) == (2, FINISHED)


def test_status_as_text_is_read_as_its_number(half: Half, pauses: list[float]) -> None:
    farm = Farm(page([{"id": 1, "taskStatus": "25"}]), page([{"id": 1, "taskStatus": "25", "n": 2}]))
    with half.client(farm) as api:
        (task,) = api.task.wait([1], timeout=0.0001)
    assert int(task.task_status) == FINISHED
    assert farm.sent == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("task_ids", []),
        ("task_ids", [0]),
        ("task_ids", ["7"]),
        ("task_ids", 7),
        ("until", "done"),
        ("until", None),
        ("timeout", -1),
        ("timeout", float("nan")),
        ("poll", 0),
        ("poll", -1),
        ("poll", (5, 1)),
        ("poll", float("nan")),
    ],
)
def test_arguments_are_checked_before_anything_is_sent(half: Half, name: str, value: Any) -> None:
    farm = Ladder({1: [RENDERING]})
    with half.client(farm) as api, pytest.raises((ValueError, TypeError), match=name):
        api.task.wait(**({"task_ids": [1]} | {name: value}))
    assert farm.sent == 0


class Forgetful(Ladder):
    """A service that forgets tasks after so many looks, and refuses to tell of any beside one that it does not have."""

    def __init__(self, lives: dict[int, list[int]], forgotten: dict[int, int], *, refuses: bool) -> None:
        super().__init__(lives)
        self.forgotten = forgotten
        self.refuses = refuses

    def look(self, request: httpx.Request) -> dict[str, Any]:
        for task_id, looks in self.forgotten.items():
            if len(self.looks) >= looks:
                self.lives.pop(task_id, None)
        if self.refuses and not set(json.loads(request.content)["taskIds"]) <= self.lives.keys():
            self.looks.append([])
            return envelope(None, 404, "no such task")
        return super().look(request)


@pytest.mark.parametrize("refuses", [True, False])
def test_task_that_goes_away_beside_others_is_named_with_what_was_seen(
    half: Half, refuses: bool, pauses: list[float]
) -> None:
    farm = Forgetful({one: [RENDERING] for one in range(1, 8)} | {8: [FINISHED]}, {5: 2}, refuses=refuses)
    with half.client(farm) as api, pytest.raises(RayvisionTaskMissingError, match="no task 5:") as caught:
        api.task.wait(list(range(1, 9)), poll=1)
    error = caught.value
    assert isinstance(error, RayvisionNotFoundError)
    assert (error.missing, error.operation, error.error_code) == ([5], "queryTaskInfo", 404)
    assert [task.id for task in error.tasks] == list(range(1, 9))
    twin = pickle.loads(pickle.dumps(error))
    assert (twin.missing, twin.tasks, str(twin)) == (error.missing, error.tasks, str(error))


@pytest.mark.parametrize("refuses", [True, False])
def test_new_task_is_given_a_moment_to_appear(half: Half, refuses: bool, pauses: list[float]) -> None:
    farm = Forgetful({}, {}, refuses=refuses)

    def answer(request: httpx.Request) -> Any:
        if request.url.path.endswith("createTask"):
            return created()
        if len(farm.looks) == 3:
            farm.lives[task_id] = [RENDERING, FINISHED]
        return farm.look(request)

    with half.client(Farm(answer)) as api:
        (task_id,) = api.task.create_task().task_id_list
        # A view of the client knows it as well.
        (task,) = api.with_options(timeout=5).task.wait([task_id], poll=1)
    assert task.id == task_id


def test_new_task_that_never_appears_is_missing_in_the_end(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.monotonic()
    monkeypatch.setattr("time.monotonic", lambda: now)
    with half.client(Farm(created(), page([]))) as api:
        (task_id,) = api.task.create_task().task_id_list
        now += 60
        with pytest.raises(RayvisionTaskMissingError):
            api.task.wait([task_id])


# Each as it ends.


def test_tasks_come_in_the_order_in_which_they_end(half: Half, pauses: list[float]) -> None:
    farm = Ladder({1: [RENDERING] * 3 + [FINISHED], 2: [RENDERING, FAILED], 3: [FINISHED], 4: [RENDERING, PARTLY]})
    ends = {2: 2000, 4: 1000}
    look = farm.look

    def answer(request: httpx.Request) -> dict[str, Any]:
        reply = look(request)
        for item in reply["data"]["items"]:
            item["completedDate"] = ends.get(item["id"])
        return reply

    farm._answers = (answer,)
    with half.client(farm) as api:
        ended = api.task.as_completed([1, 2, 3, 4], poll=1)
        assert farm.sent == 0
        assert next(ended).id == 3
        assert farm.sent == 1
        assert [(task.id, int(task.task_status)) for task in ended] == [(4, PARTLY), (2, FAILED), (1, FINISHED)]
        assert list(ended) == []
    assert (farm.sent, len(pauses)) == (4, 3)


def test_iterator_of_ended_tasks_goes_on_after_an_error(half: Half, pauses: list[float]) -> None:
    farm = Ladder({1: [RENDERING, RENDERING, FINISHED], 2: [FINISHED]})
    steady = farm.look
    farm._answers = (steady, *[httpx.ReadError("reset")] * 4, steady)
    with half.client(farm) as api:
        ended = api.task.as_completed([1, 2], poll=1)
        assert next(ended).id == 2
        with pytest.raises(RayvisionConnectionError):
            next(ended)
        assert [task.id for task in ended] == [1]


def test_iterator_of_ended_tasks_tells_of_a_missing_one_again_and_again(half: Half, pauses: list[float]) -> None:
    farm = Forgetful({1: [FINISHED], 2: [RENDERING]}, {2: 1}, refuses=True)
    with half.client(farm) as api:
        ended = api.task.as_completed([1, 2], poll=1)
        assert next(ended).id == 1
        for _ in range(3):
            with pytest.raises(RayvisionTaskMissingError) as caught:
                next(ended)
            assert caught.value.missing == [2]


def test_iterator_of_ended_tasks_ends_in_time(half: Half) -> None:
    with half.client(Ladder({1: [RENDERING]})) as api:
        ended = api.task.as_completed([1], timeout=0.1, poll=0.02)
        for _ in range(2):
            with pytest.raises(RayvisionWaitTimeoutError):
                next(ended)
        with pytest.raises(ValueError, match="task_ids"):
            api.task.as_completed([])


def _layered(*parts: int, status: int = RENDERING, **members: Any) -> dict[str, Any]:
    listed = [{"id": 100 + number, "taskStatus": part} for number, part in enumerate(parts)]
    return page([{"id": 1, "taskStatus": status, "isOpen": 1, "respRenderingTaskList": listed} | members])


@pytest.mark.parametrize("edition", ["1.0.0", "2.0.0"])
@pytest.mark.parametrize("parent", [RENDERING, FINISHED])
def test_a_layered_task_has_ended_when_its_parts_have(
    half: Half, edition: str, parent: int, pauses: list[float]
) -> None:
    looks = [(RENDERING, RENDERING), (FINISHED, RENDERING), (FINISHED, PARTLY)]
    farm = Farm(*(_layered(*parts, status=parent) for parts in looks))
    with half.client(farm, api_version=edition) as api:
        (task,) = api.task.wait([1], poll=1)
    assert farm.sent == 3
    assert [int(part.task_status) for part in task.resp_rendering_task_list] == [FINISHED, PARTLY]


@pytest.mark.parametrize("own", [{}, {"renderConsume": 0.0}, {"renderConsume": 3}])
@pytest.mark.parametrize(("parts", "succeeds"), [((FINISHED, FINISHED), True), ((FINISHED, FAILED), False)])
def test_a_layered_task_succeeds_when_all_its_parts_do_whatever_it_says_of_itself(
    half: Half, parts: tuple[int, ...], succeeds: bool, own: dict[str, Any]
) -> None:
    with half.client(Farm(_layered(*parts, status=0, **own)), api_version="2.0.0") as api:
        if succeeds:
            assert len(api.task.wait([1], timeout=0, until="succeeded")) == 1
        else:
            with pytest.raises(RayvisionTaskFailedError):
                api.task.wait([1], timeout=0, until="succeeded")


@pytest.mark.parametrize("members", [{"respRenderingTaskList": None}, {"respRenderingTaskList": []}, {"isOpen": 0}])
def test_a_task_without_parts_stands_for_itself(half: Half, members: dict[str, Any], pauses: list[float]) -> None:
    farm = Farm(_layered(RENDERING, status=FINISHED, **members))
    with half.client(farm, api_version="2.0.0") as api:
        assert len(api.task.wait([1])) == 1
    assert farm.sent == 1


@pytest.mark.parametrize("odd", [None, 3, "text", {"id": 2}, [{"id": 2}], [{"id": 2, "taskStatus": None}], ["text"]])
def test_odd_parts_are_no_error(half: Half, odd: Any, pauses: list[float]) -> None:
    first = _layered(status=RENDERING, respRenderingTaskList=odd)
    farm = Farm(first, _layered(FINISHED))
    with half.client(farm, api_version="2.0.0") as api:
        assert len(api.task.wait([1], poll=1)) == 1
    assert farm.sent == 2

"""A night without anyone: what is restarted and how often, what is given up, what a budget stops, what is outlasted."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from rayvision_api import (
    Budget,
    BudgetKeeper,
    GiveUpReason,
    RayvisionAPIError,
    RayvisionConnectionError,
    RayvisionPermissionError,
    RayvisionWaitTimeoutError,
    SupervisionEvent,
)
from rayvision_client.models import TaskInfo
from rayvision_client.operations import (
    API_VERSION,
    QUERY_TASK_FRAMES,
    QUERY_TASK_INFO,
    RESTART_FRAME,
    STOP_TASK,
    Operation,
)

from ..each import each  # noqa: TID252  # has no name of its own
from .support import EXAMPLES, Farm, Half, envelope

DONE, FAILED = 4, 5
ASYNC = Half(is_async=True)
GATEWAY = httpx.Response(502, json=envelope(code=502, message="Bad Gateway"))
Rendering = tuple[int, int]


class Night(Farm):
    """A service that renders one task: each frame by its list of renderings, a status and how long it took.

    A rendering takes one look at the task; a finished one costs 1.
    """

    def __init__(self, **frames: list[Rendering]) -> None:
        super().__init__(self.answer)
        self.frames = frames
        self.rendered = dict.fromkeys(frames, 0)
        self.restarted: list[list[str]] = []
        self.stopped: list[int] = []
        self.trouble: dict[int, Any] = {}
        self.when_restarting: Any = None
        self.when_stopping: list[Any] = []
        self.waiting = len(frames)
        self.cost = 0

    def answer(self, request: httpx.Request) -> Any:
        operations: dict[Operation[Any], Callable[[dict[str, Any]], Any]] = {
            QUERY_TASK_INFO: self._task,
            QUERY_TASK_FRAMES: self._frames,
            RESTART_FRAME: self._restart,
            STOP_TASK: self._stop,
        }
        if trouble := self.trouble.pop(self.sent, None):
            return trouble
        for operation, answer in operations.items():
            if request.url.path == operation.endpoint(API_VERSION).path:
                return answer(json.loads(request.content))
        raise AssertionError(request.url)

    def _latest(self, name: str) -> Rendering:
        renderings = self.frames[name]
        return renderings[min(self.rendered[name], len(renderings)) - 1]

    def _task(self, _body: dict[str, Any]) -> dict[str, Any]:
        if self.waiting and not self.stopped:
            for name in self.frames:
                if not self.rendered[name]:
                    self.rendered[name] = 1
                    self.cost += self._latest(name)[0] == DONE
                    self.waiting -= 1
                    break
        states = [self._latest(name)[0] for name, count in self.rendered.items() if count]
        status = 15 if self.stopped else 5 if self.waiting else 30 if FAILED in states else 25
        counts = {"doneFrames": states.count(DONE), "failedFrames": states.count(FAILED)}
        task = {"id": 1, "taskStatus": status, "renderConsume": self.cost, "executingFrames": min(1, self.waiting)}
        return envelope({"items": [task | counts]})

    def _frames(self, _body: dict[str, Any]) -> dict[str, Any]:
        items = []
        for number, name in enumerate(self.frames, 1):
            status, took = self._latest(name)
            frame = {"id": number, "frameIndex": name, "frameStatus": status, "frameExecuteTime": took, "taskId": 1}
            items.append(frame | {"startTime": 1000 * self.rendered[name] if self.rendered[name] else None})
        return envelope({"items": items, "total": len(items), "pageCount": 1, "pageNum": 1})

    def _restart(self, body: dict[str, Any]) -> Any:
        answer, self.when_restarting = self.when_restarting, None
        if answer is not None:
            return answer
        names = [name for number, name in enumerate(self.frames, 1) if number in body["ids"]]
        self.restarted.append(names)
        for name in names:
            self.rendered[name] += 1
            self.cost += self._latest(name)[0] == DONE
        return envelope()

    def _stop(self, body: dict[str, Any]) -> Any:
        if self.when_stopping:
            return self.when_stopping.pop()
        self.stopped += body["taskIds"]
        return envelope()


def supervised(half: Half, farm: Night, **options: Any) -> Any:
    with half.client(farm) as api:
        return api.task.supervise([1], pause=0, poll=0.001, **options)


def test_failed_frames_are_rendered_again_until_they_succeed(half: Half) -> None:
    farm = Night(a=[(DONE, 60)], b=[(FAILED, 10), (FAILED, 50), (DONE, 60)], c=[(FAILED, 20), (DONE, 60)])
    done = supervised(half, farm, until_ok=2)
    assert farm.restarted == [["b", "c"], ["b"]]
    assert [int(task.task_status) for task in done.tasks] == [25]
    assert (done.restarts, done.given_up, done.spent) == (3, [], Decimal(3))
    assert [(event.kind, event.frames) for event in done.events] == [("restarted", ("b", "c")), ("restarted", ("b",))]


def test_no_frame_is_restarted_more_often_than_asked() -> None:
    farm = Night(a=[(DONE, 60)], b=[(FAILED, 10 * 2**attempt) for attempt in range(9)])
    done = supervised(ASYNC, farm, until_ok=3)
    assert farm.restarted == [["b"]] * 3
    assert [int(task.task_status) for task in done.tasks] == [30]
    assert [(event.frames, event.reason) for event in done.given_up] == [(("b",), GiveUpReason.TRIED)]


def test_frame_that_fails_alike_is_given_up_and_the_others_go_on() -> None:
    farm = Night(a=[(FAILED, 100), (FAILED, 105), (DONE, 1)], b=[(FAILED, 10), (FAILED, 50), (DONE, 60)], c=[(DONE, 1)])
    done = supervised(ASYNC, farm, until_ok=5)
    assert farm.restarted == [["a", "b"], ["b"]]
    assert [(event.frames, event.reason) for event in done.given_up] == [(("a",), GiveUpReason.ALIKE)]


def test_broken_scene_is_not_paid_for_again() -> None:
    farm = Night(**{f"f{number}": [(FAILED, number), (DONE, 1)] for number in range(11)}, ok=[(DONE, 1)])
    done = supervised(ASYNC, farm)
    assert farm.restarted == []
    assert [event.reason for event in done.given_up] == [GiveUpReason.BROKEN]


def test_lost_reply_to_a_restart_counts_and_is_not_taken_for_a_failure_alike() -> None:
    farm = Night(a=[(DONE, 1)], b=[(FAILED, 10), (DONE, 60)])
    farm.when_restarting = httpx.ReadTimeout("lost")
    done = supervised(ASYNC, farm, until_ok=2)
    assert farm.restarted == [["b"]]
    assert (done.restarts, done.given_up, int(done.tasks[0].task_status)) == (2, [], 25)


def test_refused_restart_gives_up() -> None:
    farm = Night(a=[(DONE, 1)], b=[(FAILED, 10), (DONE, 60)])
    farm.when_restarting = envelope(code=601, message="no")
    done = supervised(ASYNC, farm)
    assert [event.reason for event in done.given_up] == [GiveUpReason.REFUSED]
    assert int(done.tasks[0].task_status) == 30


@each("trouble", [httpx.ConnectError("away"), envelope(code=500), envelope(code=1000), GATEWAY, envelope(code=429)])
def test_outage_is_outlasted_and_told_once(half: Half, trouble: Any) -> None:
    farm = Night(a=[(DONE, 1)], b=[(DONE, 60)], c=[(DONE, 60)])
    # Two looks fail, four attempts each.
    farm.trouble = dict.fromkeys(range(2, 10), trouble)
    done = supervised(half, farm)
    assert [event.kind for event in done.events] == ["unreachable", "reachable"]
    assert int(done.tasks[0].task_status) == 25


def test_service_that_is_away_for_a_restart_is_not_asked_without_a_pause() -> None:
    farm = Night(a=[(FAILED, 10), (DONE, 60)])
    farm.trouble = dict.fromkeys(range(3, 10_000), GATEWAY)
    with ASYNC.client(farm, retries=None) as api, pytest.raises((RayvisionAPIError, RayvisionWaitTimeoutError)):
        api.task.supervise([1], 0.5, pause=0, poll=0.1)
    assert farm.sent < 20


def test_counts_that_are_none_end_no_night() -> None:
    farm = Night(a=[(DONE, 60)], b=[(FAILED, 20), (DONE, 60)])
    told = farm._task

    def odd(body: dict[str, Any]) -> dict[str, Any]:
        reply = told(body)
        reply["data"]["items"][0] |= {"doneFrames": "1", "executingFrames": True, "failedFrames": [2]}
        return reply

    farm._task = odd  # type: ignore[method-assign]  # a service that writes what no client expects
    assert int(supervised(ASYNC, farm, budget=5).tasks[0].task_status) == 30


def test_refusal_is_no_outage() -> None:
    farm = Night(a=[(DONE, 1)], b=[(DONE, 60)], c=[(DONE, 60)])
    farm.trouble = {2: envelope(code=403)}
    with pytest.raises(RayvisionPermissionError):
        supervised(ASYNC, farm)


def test_service_that_never_answers_is_an_error() -> None:
    with ASYNC.client(Farm(httpx.ConnectError("away"))) as api, pytest.raises(RayvisionConnectionError):
        api.task.supervise([1], poll=0.001)


def test_time_limit_ends_a_pause_before_a_restart() -> None:
    farm = Night(a=[(DONE, 1)], b=[(FAILED, 10)])
    with ASYNC.client(farm) as api, pytest.raises(RayvisionWaitTimeoutError):
        api.task.supervise([1], 0.05, pause=3600, poll=0.001)
    assert farm.restarted == []


def test_budget_warns_and_stops_once_before_it_is_exceeded() -> None:
    farm = Night(**{f"f{number}": [(DONE, 60)] for number in range(9)})
    done = supervised(ASYNC, farm, budget=5)
    assert [event.kind for event in done.events] == ["budget_near", "budget_stopped"]
    assert (farm.stopped, done.stopped) == ([1], [1])
    assert done.spent <= 5


@each("trouble", [httpx.ConnectError("away"), envelope(code=500), GATEWAY, envelope(code=429)])
def test_budget_is_enforced_after_a_stop_that_failed(trouble: Any) -> None:
    farm = Night(**{f"f{number}": [(DONE, 60)] for number in range(9)})
    farm.when_stopping = [trouble] * 4
    done = supervised(ASYNC, farm, budget=5)
    assert [event.kind for event in done.events] == ["budget_near", "unreachable", "budget_stopped", "reachable"]
    assert (farm.stopped, done.stopped) == ([1], [1])


def test_stop_that_fails_for_one_task_keeps_no_other_one_going() -> None:
    running = {"taskStatus": 5, "renderConsume": 3}
    answers = {1: envelope(code=500), 2: envelope(code=601), 3: envelope()}
    stopped: list[int] = []
    told: list[SupervisionEvent] = []

    def answer(request: httpx.Request) -> Any:
        [task_id] = json.loads(request.content)["taskIds"]
        stopped.append(task_id)
        return answers[task_id]

    budget = Budget(5, warn_at=1)
    with Half(is_async=False).client(Farm(answer), retries=None) as api:
        tasks = [TaskInfo({"id": number} | running) for number in answers]
        # To look at a budget is not to warn.
        assert [budget.is_near(tasks[:1]), budget.is_near(tasks)] == [False, True]
        keeper = BudgetKeeper(api.task.stop_task, budget, told.append)
        with pytest.raises(RayvisionAPIError):
            keeper.enforce(tasks, [1, 2, 3])
        answers[1] = envelope()
        for _ in range(2):
            keeper.enforce(tasks, [1, 2])
    assert stopped == [1, 2, 3, 1, 2]
    assert [(event.kind, event.task_ids) for event in told] == [("budget_near", (1, 2, 3)), ("budget_stopped", (3, 1))]


def test_budget_stops_a_layered_task_whose_parts_alone_tell_what_they_cost() -> None:
    (task,) = EXAMPLES["/api/render/task/getTaskList"]["data"]["items"]
    photons, picture = task["respRenderingTaskList"]
    running = picture | {"taskStatus": 5, "doneFrames": 10, "executingFrames": 3}
    stopped: list[int] = []

    def answer(request: httpx.Request) -> Any:
        if request.url.path == STOP_TASK.endpoint(API_VERSION).path:
            stopped.extend(json.loads(request.content)["taskIds"])
            return envelope()
        parts = [photons, running | ({"taskStatus": 15} if stopped else {})]
        return envelope({"items": [task | {"respRenderingTaskList": parts}]})

    with ASYNC.client(Farm(answer)) as api:
        done = api.task.supervise([task["id"]], 5, poll=0.01, budget=10)
    assert (stopped, done.spent) == ([task["id"]], Decimal("8.27"))


def test_restart_does_not_go_beyond_the_budget() -> None:
    farm = Night(a=[(FAILED, 10), (DONE, 60)], b=[(DONE, 60)], c=[(DONE, 60)])
    done = supervised(ASYNC, farm, budget=2.5, warn_at=1)
    assert (farm.restarted, farm.stopped) == ([], [])
    assert [event.reason for event in done.given_up] == [GiveUpReason.BUDGET]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"until_ok": -1}, ValueError),
        ({"budget": 0}, ValueError),
        ({"budget": "12"}, TypeError),
        ({"budget": True}, TypeError),
        ({"budget": float("nan")}, ValueError),
        ({"budget": float("inf")}, ValueError),
        ({"warn_at": 2}, ValueError),
        ({"pause": -1}, ValueError),
    ],
)
def test_wrong_arguments_are_told_before_anything_is_asked(wrong: dict[str, Any], error: type[Exception]) -> None:
    farm = Night()
    with ASYNC.client(farm) as api, pytest.raises(error, match=next(iter(wrong))):
        api.task.supervise([1], **wrong)
    assert farm.sent == 0

"""One task for one key, and one submission, whatever the service, the network and other processes do meanwhile."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from rayvision_api import (
    AsyncRayvisionAPI,
    OutcomeUnknownError,
    OutcomeUnknownOnceError,
    RayvisionAPIError,
    RayvisionLabelExistsError,
    RayvisionNotFoundError,
)

from .support import ACCESS_ID, ACCESS_KEY, Farm, Half, envelope, page

pytestmark = pytest.mark.both_halves

KEY = "sq010_sh020 v003"
LABEL = f"once:{KEY}"


class Register(Farm):
    """A service that keeps tasks, with a hook before and after each operation."""

    def __init__(self) -> None:
        super().__init__(self.answer)
        self.tasks: dict[int, dict[str, Any]] = {}
        self.next_id = 5
        self.before: dict[str, Callable[[], Any]] = {}
        self.after: dict[str, Callable[[], Any]] = {}
        self.hidden: set[int] = set()

    def add(self, *, submitted: bool = False, label: Any = LABEL) -> int:
        """Let somebody else create a task."""
        task_id, self.next_id = self.next_id, self.next_id + 1
        labels = json.dumps({"0": "other", "1": label})
        self.tasks[task_id] = {"id": task_id, "labels": labels, "submitDate": 1_700_000_000_000 if submitted else None}
        return task_id

    def count(self) -> Counter[str]:
        """How often each operation was asked for."""
        return Counter(request.url.path.rpartition("/")[2] for request in self.requests)

    def answer(self, request: httpx.Request) -> Any:
        name, body = request.url.path.rpartition("/")[2], json.loads(request.content)
        fault = self.before.get(name, lambda: None)()
        if fault is not None:
            return fault
        reply = getattr(self, f"_{name}")(body)
        return self.after.get(name, lambda: None)() or reply

    def _createTask(self, body: dict[str, Any]) -> Any:  # noqa: N802  # by the name of the operation
        return envelope({"taskIdList": [self.add(label=body["labels"][-1])]})

    def _getTaskList(self, body: dict[str, Any]) -> Any:  # noqa: N802  # as above
        listed = sorted(self.tasks.keys() - self.hidden, reverse=True)
        start = (body["pageNum"] - 1) * body["pageSize"]
        items = [self.tasks[one] for one in listed[start : start + body["pageSize"]]]
        return page(items, total=len(listed), pageCount=-(-len(listed) // body["pageSize"]))

    def _queryTaskInfo(self, body: dict[str, Any]) -> Any:  # noqa: N802  # as above
        if any(one not in self.tasks for one in body["taskIds"]):
            return envelope(None, 404, "no such task")
        return page([self.tasks[one] for one in body["taskIds"]])

    def _submitTask(self, body: dict[str, Any]) -> Any:  # noqa: N802  # as above
        if body["taskId"] not in self.tasks:
            return envelope(None, 404, "no such task")
        if self.tasks[body["taskId"]]["submitDate"]:
            return envelope(None, 400, "submitted before")
        self.tasks[body["taskId"]]["submitDate"] = 1_700_000_000_000
        return envelope()

    def _deleteTask(self, body: dict[str, Any]) -> Any:  # noqa: N802  # as above
        if any(one not in self.tasks for one in body["taskIds"]):
            return envelope(None, 404, "no such task")
        for one in body["taskIds"]:
            del self.tasks[one]
        return envelope()


def once(action: Callable[[], Any]) -> Callable[[], Any]:
    """Let something happen the first time only."""
    actions = [action]
    return lambda: actions.pop()() if actions else None


def lost() -> httpx.Response:
    """The reply of a proxy that gave up."""
    return httpx.Response(504, text="gateway timeout")


def test_key_has_one_task_and_another_key_another(half: Half) -> None:
    farm = Register()
    with half.client(farm) as api:
        first = api.task.create_once(KEY, out_user_id=0, labels=["sq010"], task_user_level=60)
        assert api.task.create_once(KEY) == first
        assert api.task.create_once("another") != first
    (wanted, _) = [body for body in farm.bodies if "count" in body]
    assert wanted == {"count": 1, "taskUserLevel": 60, "labels": ["sq010", LABEL]}


def test_created_task_whose_reply_was_lost_is_found(half: Half) -> None:
    farm = Register()
    farm.after["createTask"] = once(lost)
    with half.client(farm) as api:
        assert api.task.create_once(KEY) == 5
    assert farm.count()["createTask"] == 1


def test_creation_that_did_not_happen_is_asked_for_again(half: Half) -> None:
    farm = Register()
    farm.before["createTask"] = once(lost)
    with half.client(farm) as api:
        assert api.task.create_once(KEY) == 5
    assert farm.count()["createTask"] == 2


def test_request_that_comes_late_is_a_double_for_the_next_to_remove(half: Half) -> None:
    farm = Register()
    farm.before["createTask"] = once(lost)
    with half.client(farm) as api:
        first = api.task.create_once(KEY)
        api.task.submit_once(first)
        late = farm.add()
        assert api.task.create_once(KEY) == first
    assert late not in farm.tasks


@pytest.mark.parametrize("other_is_first", [True, False])
def test_two_that_create_at_the_same_time_agree_on_the_lowest(half: Half, other_is_first: bool) -> None:
    farm = Register()
    (farm.before if other_is_first else farm.after)["createTask"] = once(lambda: farm.add() and None)
    with half.client(farm) as api:
        assert api.task.create_once(KEY) == 5
    assert list(farm.tasks) == [5]


def test_submitted_task_is_the_task_whatever_its_number(half: Half) -> None:
    farm = Register()
    farm.add()
    submitted = [farm.add(submitted=True), farm.add(submitted=True)]
    farm.add()
    stranger = farm.add(label="once:another")
    with half.client(farm) as api:
        assert api.task.create_once(KEY) == submitted[0]
    assert list(farm.tasks) == [*submitted, stranger]
    assert farm.count()["createTask"] == 0


def test_time_of_submission_that_cannot_be_read_is_one(half: Half) -> None:
    farm = Register()
    farm.add()
    odd = farm.add()
    farm.tasks[odd]["submitDate"] = "yesterday"
    with half.client(farm) as api:
        assert api.task.create_once(KEY) == odd
        api.task.submit_once(odd)
    assert (list(farm.tasks), farm.count()["submitTask"]) == ([odd], 0)


def test_zero_is_no_time_of_submission(half: Half) -> None:
    farm = Register()
    for task_id in (farm.add(), farm.add(submitted=True)):
        farm.tasks[task_id]["submitDate"] = farm.tasks[task_id]["submitDate"] or 0
    other = farm.add(label="once:another")
    farm.tasks[other]["submitDate"] = 0
    with half.client(farm) as api:
        assert api.task.create_once(KEY) == 6
        api.task.submit_once(other)
    assert (list(farm.tasks), farm.count()["submitTask"]) == ([6, other], 1)


def test_what_is_under_way_has_been_submitted_and_what_was_abandoned_need_not_have_been(half: Half) -> None:
    farm = Register()
    farm.add()
    under_way = farm.add()
    farm.tasks[under_way] |= {"submitDate": 0, "taskStatus": 5}
    with half.client(farm) as api:
        assert api.task.create_once(KEY) == under_way
    for submitted in (None, 0):
        farm = Register()
        lowest, abandoned = farm.add(), farm.add()
        farm.tasks[abandoned] |= {"submitDate": submitted, "taskStatus": 35}
        with half.client(farm) as api:
            assert api.task.create_once(KEY) == lowest
        assert list(farm.tasks) == [lowest]


def test_double_that_another_process_deletes_first_does_no_harm(half: Half) -> None:
    farm = Register()
    farm.add()
    double = farm.add()
    farm.before["deleteTask"] = once(lambda: farm.tasks.pop(double) and None)
    with half.client(farm) as api:
        assert api.task.create_once(KEY) == 5


def test_task_that_another_process_deletes_as_a_double_makes_room_for_the_lower_one(half: Half) -> None:
    farm = Register()
    # Another process creates 5, we create 6, and it deletes 6 before we look.
    farm.before["createTask"] = once(lambda: farm.add() and None)
    farm.after["createTask"] = once(lambda: farm.tasks.pop(6) and None)
    with half.client(farm) as api:
        assert api.task.create_once(KEY) == 5
    assert (list(farm.tasks), farm.count()["createTask"]) == ([5], 1)


def test_task_beyond_the_first_page_is_found(half: Half) -> None:
    farm = Register()
    first = farm.add()
    for _ in range(250):
        farm.add(label="x")
    with half.client(farm) as api:
        assert api.task.create_once(KEY) == first


@pytest.mark.parametrize("labels", [None, "", "not json", "[]", 5, '{"0": null}'])
def test_odd_labels_of_other_tasks_are_not_the_key(half: Half, labels: Any) -> None:
    farm = Register()
    farm.tasks[farm.add()]["labels"] = labels
    with half.client(farm) as api:
        assert api.task.create_once(KEY) == 6
    assert len(farm.tasks) == 2


def test_list_that_lags_behind_is_looked_at_again(half: Half) -> None:
    farm = Register()
    farm.hidden = {5, 6}
    # The other process's task is first listed, then ours, whose number is lower.
    farm.after["createTask"] = once(lambda: farm.add() and None)
    looks = iter([{5, 6}, {5}, set()])
    farm.before["getTaskList"] = lambda: setattr(farm, "hidden", next(looks, set()))
    with half.client(farm) as api:
        assert api.task.create_once(KEY) == 5
    assert (list(farm.tasks), farm.count()["createTask"]) == ([5], 1)


def test_where_the_service_lists_no_unsubmitted_task_the_outcome_is_unknown(half: Half) -> None:
    farm = Register()
    farm.hidden = set(range(100))
    with half.client(farm) as api:
        with pytest.raises(OutcomeUnknownOnceError, match=r"task 5.*sq010") as caught:
            api.task.create_once(KEY)
        error = caught.value
        with pytest.raises(ValueError, match=r"create_once.*task 5.*submit it if nothing else"):
            api.task.reconcile(error)
    assert isinstance(error, OutcomeUnknownError)
    assert (error.key, error.task_id) == (KEY, 5)
    assert (error.operation, error.call, error.platform) == ("createTask", "task.create_once", "4")
    assert error.body["labels"] == [LABEL]
    assert abs(datetime.now(UTC) - error.began) < timedelta(minutes=1)
    assert farm.count()["createTask"] == 1


def test_replies_lost_to_the_end_are_an_unknown_outcome_that_says_what_to_do(half: Half) -> None:
    farm = Register()
    farm.before["createTask"] = lost
    with half.client(farm) as api, pytest.raises(OutcomeUnknownError, match="create_once again, with the same key"):
        api.task.create_once(KEY)
    assert farm.count()["createTask"] == 4


def test_reply_that_cannot_be_right_is_as_good_as_lost(half: Half) -> None:
    farm = Register()
    stranger = farm.add(label="x")
    farm.after["createTask"] = lambda: envelope({"taskIdList": [stranger]})
    with half.client(farm) as api:
        with pytest.raises(OutcomeUnknownOnceError):
            api.task.create_once(KEY)
        # Now it names a task that this client was given before.
        assert api.task.create_once("another") == 7
    assert list(farm.tasks) == [stranger, 6, 7]


def test_refusal_is_the_callers_to_hear(half: Half) -> None:
    farm = Register()
    farm.before["createTask"] = lambda: envelope(None, 804, "locked")
    with half.client(farm) as api, pytest.raises(RayvisionAPIError, match="locked"):
        api.task.create_once(KEY)
    assert farm.count()["createTask"] == 1


def test_one_key_written_in_two_ways_is_one(half: Half) -> None:
    farm = Register()
    with half.client(farm) as api:
        assert api.task.create_once("caf\u00e9") == api.task.create_once("cafe\u0301")


@pytest.mark.parametrize("key", ["", " ", " a", "a ", "a\nb", "a\x00", "a" * 101, "\ud800", "a\u202eb"])
def test_key_that_a_label_may_not_survive_is_refused(half: Half, key: str) -> None:
    farm = Register()
    with half.client(farm) as api, pytest.raises(ValueError, match="key"):
        api.task.create_once(key)
    assert farm.sent == 0


def test_nobody_else_writes_the_label_of_a_key(half: Half) -> None:
    farm = Register()
    with half.client(farm) as api:
        for create in (api.task.create_task, lambda labels: api.task.create_once(KEY, labels=labels)):
            with pytest.raises(ValueError, match=r"labels\[1\].*create_once"):
                create(labels=["sq010", "once:x"])
    assert farm.sent == 0


def test_cancelled_creation_is_simply_called_again() -> None:
    farm = Register()

    class Slow(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            response = farm(request)
            if farm.count()["createTask"] == 1 and request.url.path.endswith("createTask"):
                await asyncio.sleep(60)
            return response

    async def run() -> int:
        async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, transport=Slow()) as api:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.1):
                    await api.task.create_once(KEY)
            return await api.task.create_once(KEY)

    assert (asyncio.run(run()), farm.count()["createTask"]) == (5, 1)


# Submitting.


def test_submitted_task_is_not_submitted_again(half: Half) -> None:
    farm = Register()
    task_id = farm.add(submitted=True)
    with half.client(farm) as api:
        assert api.task.submit_once(task_id) is None
    assert farm.count()["submitTask"] == 0


def test_task_that_another_process_submits_meanwhile_is_submitted(half: Half) -> None:
    farm = Register()
    task_id = farm.add()
    farm.before["submitTask"] = once(lambda: farm.tasks[task_id].update(submitDate=1_700_000_000_000))
    with half.client(farm) as api:
        api.task.submit_once(task_id)
    assert farm.count()["submitTask"] == 1


@pytest.mark.parametrize(("when", "sent"), [("after", 1), ("before", 2)])
def test_lost_reply_to_a_submission_is_looked_into(half: Half, when: str, sent: int) -> None:
    farm = Register()
    task_id = farm.add()
    getattr(farm, when)["submitTask"] = once(lost)
    with half.client(farm) as api:
        api.task.submit_once(task_id)
    assert farm.tasks[task_id]["submitDate"] is not None
    assert farm.count()["submitTask"] == sent


def test_submission_that_never_comes_through_is_an_unknown_outcome(half: Half) -> None:
    farm = Register()
    task_id = farm.add()
    farm.before["submitTask"] = lost
    with half.client(farm) as api, pytest.raises(OutcomeUnknownError, match="submit_once again"):
        api.task.submit_once(task_id)
    assert farm.count()["submitTask"] == 4


def test_task_that_is_not_there_cannot_be_submitted(half: Half) -> None:
    with half.client(Register()) as api, pytest.raises(RayvisionNotFoundError):
        api.task.submit_once(7)


# Labels.


@pytest.mark.parametrize("answer", [envelope(None, 503, "exists"), httpx.ReadError("reset")])
@pytest.mark.parametrize("is_there", [True, False])
def test_label_that_is_there_after_all_is_found(half: Half, answer: Any, is_there: bool) -> None:
    none, one = ({"projectNameList": names} for names in ([], [{"projectId": 7, "projectName": "sq010"}]))
    farm = Farm(envelope(none), answer, envelope(one if is_there else none))
    with half.client(farm) as api:
        if is_there:
            assert api.check_and_add_project_name("sq010") == "7"
        else:
            with pytest.raises((RayvisionLabelExistsError, OutcomeUnknownError)):
                api.check_and_add_project_name("sq010")
    assert farm.sent == 3

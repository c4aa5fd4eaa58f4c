"""One wrapper speaks to a second edition: its paths, its members, its replies, its statuses, its secrets."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from operator import attrgetter
from types import ModuleType
from typing import Any

import httpx
import pytest
import rayvision_api
from rayvision_client import models

from ..reliability.support import ARGUMENTS, Farm, Half, envelope, is_rightly_signed, page  # noqa: TID252  # has no name of its own
from .newer_edition import ADDED, PATHS, PAUSED, VERSION

Client = Callable[..., AbstractContextManager[Any]]

# What the guide's examples give, as far as the second edition takes it.
GIVEN = {call: ARGUMENTS[call] for call in PATHS} | {"task.submit_task": {"task_id": 13798105}}
DATA: dict[str, Any] = {
    "query.platforms": [],
    "query.get_task_list": {"items": []},
    "query.task_info": {"items": []},
    "user.query_user_profile": {},
    "task.create_task": {"taskIdList": [7]},
    "tag.get_label_list": {},
}


@pytest.mark.parametrize("call", PATHS)
def test_a_call_goes_to_the_path_of_its_edition_and_is_signed_for_it(call: str, client: Client) -> None:
    farm = Farm(envelope(DATA.get(call)))
    with client(farm) as api:
        attrgetter(call)(api)(**GIVEN[call])
    (request,) = farm.requests
    assert request.url.path == PATHS[call]
    assert request.headers["version"] == VERSION
    assert is_rightly_signed(request)


def test_what_is_sent_has_the_names_of_the_edition(client: Client) -> None:
    farm = Farm()
    with client(farm) as api:
        api.query.restart_frame(13798105, ids_list=[1, 2])
    assert farm.bodies == [{"taskId": 13798105, "ids": [1, 2], "selectAll": 0}]


def test_an_argument_that_the_edition_does_not_take_is_refused_before_anything_is_sent(client: Client) -> None:
    farm = Farm()
    with client(farm) as api, pytest.raises(ValueError, match=r"task\.submit_task of edition 2\.0\.0 .*outUserId"):
        api.task.submit_task(7, out_user_id="9")
    assert not farm.sent


def test_a_call_that_the_edition_lacks_is_refused_before_anything_is_sent(client: Client) -> None:
    farm = Farm()
    with client(farm) as api, pytest.raises(rayvision_api.RayvisionError) as caught:
        api.task.full_speed([7])
    assert not farm.sent
    for name in ("2.0.0", "task.full_speed", "fullSpeed", "api_version"):
        assert name in str(caught.value)


def test_a_waiting_call_that_fails_in_its_arguments_says_so(client: Client) -> None:
    with client(Farm()) as api, pytest.raises(ValueError, match="task_ids"):
        api.task.wait([])


def test_replies_are_views_of_the_edition(client: Client, newer: ModuleType) -> None:
    farm = Farm(page([{"id": 7, "taskStatus": PAUSED, "artist": "Ada", "sceneName": "shot_010"}], total=1))
    with client(farm) as api:
        found = api.query.get_task_list()
    assert type(found) is newer.TaskPage
    (task,) = found.items
    assert (task.artist, task.scene_name, task.task_status.name) == ("Ada", "shot_010", "PAUSED")
    assert task.task_status is newer.TaskStatus.PAUSED


def test_values_of_both_editions_are_equal(client: Client, newer: ModuleType) -> None:
    with client(Farm(page([{"id": 7, "taskStatus": 25}]))) as api:
        (task,) = api.query.get_task_list().items
    assert task.task_status == rayvision_api.TaskStatus.FINISHED
    assert hash(task.task_status) == hash(rayvision_api.TaskStatus.FINISHED)
    assert task == models.TaskInfo({"id": 7, "taskStatus": 25})


def test_what_is_the_same_in_both_editions_is_the_same_class(client: Client, newer: ModuleType) -> None:
    with client(Farm(envelope([{"platform": 2}]))) as api:
        (platform,) = api.query.platforms()
    assert type(platform) is models.Platform is newer.Platform
    assert newer.ReplyCode is models.ReplyCode
    assert newer.TaskInfo is not models.TaskInfo


def test_null_reads_as_the_empty_view_of_the_edition(client: Client, newer: ModuleType) -> None:
    with client(Farm(envelope(None))) as api:
        assert type(api.query.get_task_list()) is newer.TaskPage


def test_errors_are_those_of_the_wrapper_and_name_the_edition_s_operation(client: Client) -> None:
    gone = Farm(envelope(code=404, message="gone"))
    with client(gone) as api, pytest.raises(rayvision_api.RayvisionNotFoundError) as caught:
        api.query.restart_frame(7, select_all=1)
    assert caught.value.operation == "recommitTaskFrames"
    assert caught.value.code_name == "RESOURCE_NOT_FOUND"
    assert caught.value.request.endswith(PATHS["query.restart_frame"])


def test_a_call_is_repeated_as_its_edition_allows(client: Client) -> None:
    farm = Farm(httpx.Response(503), page([]))
    with client(farm) as api:
        api.query.get_task_list()
    assert [request.url.path for request in farm.requests] == [PATHS["query.get_task_list"]] * 2
    assert all(map(is_rightly_signed, farm.requests))


@pytest.mark.parametrize("call", ["task.submit_task", "task.create_task"])
def test_a_lost_call_can_be_reconciled(call: str, client: Client) -> None:
    farm = Farm(httpx.ReadError("reset"), page([], total=0, pageCount=0))
    with client(farm) as api:
        with pytest.raises(rayvision_api.OutcomeUnknownError, match=r"api\.task\.reconcile\(error\)") as caught:
            attrgetter(call)(api)(**GIVEN[call])
        assert caught.value.call == call
        found = api.task.reconcile(caught.value)
    assert found.outcome == ("unknown" if call == "task.submit_task" else "pending")
    assert farm.sent == 2


def test_waiting_ends_in_the_final_states_of_the_edition(half: Half, client: Client) -> None:
    paused = page([{"id": 7, "taskStatus": PAUSED}])
    with client(Farm(paused)) as api:
        (task,) = api.task.wait([7], timeout=5, poll=0.01)
    assert task.task_status.name == "PAUSED"
    with half.client(Farm(paused)) as first, pytest.raises(rayvision_api.RayvisionWaitTimeoutError):
        first.task.wait([7], timeout=0, poll=0.01)


def test_a_task_that_waiting_does_not_find_is_an_error_of_the_edition(client: Client) -> None:
    farm = Farm(page([]))
    with client(farm) as api, pytest.raises(rayvision_api.RayvisionNotFoundError, match="7"):
        api.task.wait([7], poll=0.01)
    assert farm.requests[0].url.path == PATHS["query.task_info"]


def test_lists_are_walked_on_the_paths_of_the_edition(client: Client, newer: ModuleType) -> None:
    counts = {"total": 3, "pageCount": 2}
    farm = Farm(page([{"id": 1}, {"id": 2}], **counts), page([{"id": 3, "artist": "Ada"}], **counts))
    with client(farm) as api:
        tasks = list(api.query.iter_tasks(page_size=2))
    assert [task.id for task in tasks] == [1, 2, 3]
    assert tasks[2].artist == "Ada"
    assert {request.url.path for request in farm.requests} == {PATHS["query.get_task_list"]}


def test_secrets_of_either_edition_are_neither_logged_nor_shown(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "rayvision_api")
    with client(Farm(envelope({"storageToken": "opens-all", "raySyncUserKey": "opens-too"}))) as api:
        profile = api.user.query_user_profile()
    assert profile.storage_token == "opens-all"
    assert "opens-all" not in repr(profile)
    assert "storageToken" in caplog.text
    # The second edition's spec speaks of no RaySync key; the first one's does.
    assert "opens-all" not in caplog.text
    assert "opens-too" not in caplog.text


def test_views_and_options_keep_the_edition(client: Client) -> None:
    farm = Farm(page([]))
    with client(farm, platform="2") as api:
        for view in (api.with_platform("6"), api.with_options(timeout=5), api.with_platform("6").with_options()):
            view.query.get_task_list()
            assert farm.requests[-1].url.path == PATHS["query.get_task_list"]
            assert farm.requests[-1].headers["version"] == VERSION
            assert f"api_version={VERSION!r}" in repr(getattr(view, "target", view))


def test_two_editions_live_side_by_side(half: Half, client: Client, newer: ModuleType) -> None:
    farm = Farm(page([{"id": 7, "taskStatus": PAUSED}]))
    with half.client(farm) as first, client(farm) as second:
        statuses = [api.query.task_info([7]).items[0].task_status for api in (first, second, first)]
    assert [status.name for status in statuses] == ["UNKNOWN_60", "PAUSED", "UNKNOWN_60"]
    assert [type(status) for status in statuses] == [models.TaskStatus, newer.TaskStatus, models.TaskStatus]
    old = "/api/render/task/queryTaskInfo"
    assert [request.url.path for request in farm.requests] == [old, PATHS["query.task_info"], old]
    assert [request.headers["version"] for request in farm.requests] == ["1.0.0", VERSION, "1.0.0"]


def test_the_low_level_client_of_the_edition_can_be_used_by_itself(newer: ModuleType) -> None:
    from rayvision_client_2_0_0.api.task import pause_task  # generated by a fixture

    farm = Farm()
    auth = rayvision_api.RayvisionAuth(
        "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", 2, api_version=VERSION
    )
    with httpx.Client(base_url="https://farm.example", auth=auth, transport=httpx.MockTransport(farm)) as http:
        assert pause_task.sync(http, newer.SubmitTaskRequest(task_id=7)).code == models.ReplyCode.SUCCESS
    (request,) = farm.requests
    assert request.url.path == ADDED
    assert request.headers["version"] == VERSION
    assert is_rightly_signed(request)

"""One client speaks both editions: their paths, members, defaults, statuses, headers."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

import httpx
import pytest
import rayvision_api
from rayvision_client import models
from rayvision_client.api.query import get_task_list, restart_frame
from rayvision_client.operations import EDITIONS, OPERATIONS

from ..reliability.support import Farm, Half, envelope, is_rightly_signed, page  # noqa: TID252  # has no name of its own

KEYS = ("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE")


@pytest.mark.parametrize(
    ("edition", "domain", "flag"),
    [
        ("1.0.0", "task.renderbus.com", None),
        ("2.0.0", "task.renderbus.com", "0"),
        ("2.0.0", "Task.Renderbus.com", "0"),
        ("2.0.0", "jop.foxrenderfarm.com", "1"),
    ],
)
def test_the_language_is_that_of_the_domain(edition: str, domain: str, flag: str | None, half: Half) -> None:
    farm = Farm(page([]))
    with half.client(farm, api_version=edition, domain=domain) as api:
        api.query.get_task_list()
    assert farm.requests[0].headers.get("languageFlag") == flag


def test_what_is_left_out_has_the_default_of_the_edition(half: Half) -> None:
    farm = Farm(page([]))
    for edition in ("1.0.0", "2.0.0"):
        with half.client(farm, api_version=edition) as api:
            api.query.get_task_list()
    assert farm.bodies == [{"pageNum": 1, "pageSize": 2}, {"pageNum": 1, "pageSize": 100}]


@pytest.mark.parametrize(
    ("edition", "call", "given", "words"),
    [
        ("2.0.0", "task.submit_task", {"task_id": 7, "out_user_id": "9"}, ("outUserId", "edition 1.0.0")),
        ("1.0.0", "env.add_render_env", {"render_env": {"projectPath": "D:/"}}, ("projectPath", "edition 2.0.0")),
        ("1.0.0", "env.get_render_env", {"cg_names": ["maya"]}, ("cgIds", "edition 2.0.0")),
    ],
)
def test_an_argument_of_the_other_edition_is_refused_before_anything_is_sent(
    edition: str, call: str, given: dict[str, Any], words: tuple[str, ...], half: Half
) -> None:
    farm = Farm()
    with half.client(farm, api_version=edition) as api, pytest.raises(ValueError, match=call) as caught:
        attrgetter(call)(api)(**given)
    assert not farm.sent
    assert all(word in str(caught.value) for word in (*words, f"edition {edition}", "api_version"))


@pytest.mark.parametrize("entry", OPERATIONS.values(), ids=lambda entry: entry.id)
def test_a_call_of_the_other_edition_says_which_has_it(entry: Any) -> None:
    for edition in set(EDITIONS) - entry.editions.keys():
        with pytest.raises(ValueError, match=rf"edition {edition} .*{entry.call}.*{next(iter(entry.editions))}"):
            entry.endpoint(edition)


@pytest.mark.parametrize("status", [60, 65, 70, 100])
def test_replies_are_one_type_and_statuses_have_names(status: int, half: Half) -> None:
    farm = Farm(page([{"id": 7, "taskStatus": status}]))
    for edition in EDITIONS:
        with half.client(farm, api_version=edition) as api:
            (task,) = api.query.task_info([7]).items
        assert type(task) is models.TaskInfo
        assert not task.task_status.name.startswith("UNKNOWN")


def test_a_call_is_repeated_on_the_path_of_its_edition(half: Half) -> None:
    farm = Farm(httpx.Response(503), page([]))
    with half.client(farm, api_version="2.0.0") as api:
        api.query.get_task_list()
    assert {request.url.path for request in farm.requests} == {"/api/render/handle/getTaskList/v2"}
    assert len(farm.requests) == 2
    assert all(map(is_rightly_signed, farm.requests))


@pytest.mark.parametrize("call", ["task.submit_task", "task.create_task"])
def test_a_lost_call_can_be_reconciled(call: str, half: Half) -> None:
    farm = Farm(httpx.ReadError("reset"), page([], total=0, pageCount=0))
    with half.client(farm, api_version="2.0.0") as api:
        with pytest.raises(rayvision_api.OutcomeUnknownError, match=r"api\.task\.reconcile\(error\)") as caught:
            attrgetter(call)(api)(**({"task_id": 7} if call == "task.submit_task" else {"labels": ["a"]}))
        assert caught.value.call == call
        found = api.task.reconcile(caught.value)
    assert found.outcome == ("unknown" if call == "task.submit_task" else "pending")
    assert farm.sent == 2


def test_views_and_options_keep_the_edition(half: Half) -> None:
    farm = Farm(page([]))
    with half.client(farm, platform="2", api_version="2.0.0") as api:
        for view in (api.with_platform("6"), api.with_options(timeout=5), api.with_platform("6").with_options()):
            view.query.get_task_list()
            assert farm.requests[-1].headers["version"] == "2.0.0"
            assert "api_version='2.0.0'" in repr(getattr(view, "target", view))


def test_the_low_level_client_speaks_both_editions() -> None:
    farm = Farm(page([]), envelope(None))
    auth = rayvision_api.RayvisionAuth(*KEYS, 2, api_version="2.0.0")
    with httpx.Client(base_url="https://farm.example", auth=auth, transport=httpx.MockTransport(farm)) as http:
        get_task_list.sync(http, models.TaskListRequest(), edition="2.0.0")
        asked = models.RestartFrameRequest(task_ids=7, select_all=1)
        restart_frame.sync(http, asked, edition="2.0.0")
    assert farm.bodies == [{"pageNum": 1, "pageSize": 100}, {"taskId": 7, "selectAll": 1}]
    for request in farm.requests:
        assert request.headers["version"] == "2.0.0"
        assert request.headers["languageFlag"] == "1"
        assert is_rightly_signed(request)

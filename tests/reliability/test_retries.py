"""Which failures are answered by another attempt, and what each attempt looks like."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from rayvision_api import (
    RayvisionAPIError,
    RayvisionError,
    RayvisionNotFoundError,
    RayvisionProtocolError,
)
from rayvision_client.operations import Operation

from ..each import each  # noqa: TID252  # has no name of its own
from .support import ALL, ONCE_ONLY, REPEATABLE, Farm, Half, envelope, is_rightly_signed, name_of, perform

HTML = "<html><h1>Bad Gateway</h1></html>"
WHOLE = json.dumps(envelope({"items": []})).encode()
# Whatever the spec says is worth another attempt.
PASSING = {
    "connection refused": httpx.ConnectError("refused"),
    "connection lost while reading": httpx.ReadError("reset"),
    "connection lost while writing": httpx.WriteError("broken pipe"),
    "hung up": httpx.RemoteProtocolError("Server disconnected without sending a response."),
    "connect timeout": httpx.ConnectTimeout("slow"),
    "read timeout": httpx.ReadTimeout("slow"),
    "write timeout": httpx.WriteTimeout("slow"),
    "pool timeout": httpx.PoolTimeout("busy"),
    "status 429": httpx.Response(429, text="slow down"),
    "status 502": httpx.Response(502, html=HTML),
    "status 503": httpx.Response(503),
    "status 504": httpx.Response(504, html=HTML),
    "status 429 with an envelope": httpx.Response(429, json=envelope(None, -1, "too many requests")),
    "status 503 with an envelope": httpx.Response(503, json=envelope(None, -1, "maintenance")),
    "code 500": envelope(None, 500, "internal error"),
    "code 1000": envelope(None, 1000, "redis"),
    "truncated in the middle": httpx.Response(200, content=WHOLE[:40]),
    "truncated by a byte": httpx.Response(200, content=WHOLE[:-1]),
}
# What another attempt cannot mend.
LASTING = {
    "code 404": envelope(None, 404, "no such task"),
    "code 403": envelope(None, 403, "forbidden"),
    "code 600": envelope(None, 600, "parameter"),
    "code 603": envelope(None, 603, "replayed"),
    "code 608": envelope(None, 608, "other zone"),
    "code 611": envelope(None, 611, "signature"),
    "code 301": envelope(None, 301, "other address"),
    "code 799": envelope(None, 799, "unheard of"),
    "status 500": httpx.Response(500, html=HTML),
    "status 403 of a gateway": httpx.Response(403, json={"message": "Forbidden"}),
    "status 404 of a gateway": httpx.Response(404, json={"message": "no route", "status": 404}),
    "status 407": httpx.Response(407, html=HTML),
    "HTML under status 200": httpx.Response(200, html=HTML),
    "JSON that is no envelope": httpx.Response(200, json={"hello": "world"}),
    "redirect": httpx.Response(302, headers={"Location": "https://elsewhere.example/"}),
}


def test_spec_forbids_repeating_what_makes_or_pays_for_something() -> None:
    assert {operation.id for operation in ONCE_ONLY} >= {
        "createTask",
        "submitTask",
        "addLabel",
        "addRenderEnv",
        "restartFailedFrames",
        "restartFrame",
    }
    assert len(ALL) >= 34


@each("fault", PASSING)
def test_repeatable_operations_survive_a_passing_fault(half: Half, fault: str) -> None:
    for operation in REPEATABLE:
        farm = Farm(PASSING[fault], PASSING[fault], PASSING[fault], envelope())
        with half.client(farm) as api:
            perform(api, operation)
        assert farm.sent == 4, operation.id


@pytest.mark.parametrize("fault", LASTING)
def test_no_operation_is_repeated_after_a_lasting_fault(half: Half, fault: str) -> None:
    for operation in ALL:
        farm = Farm(LASTING[fault], envelope())
        with half.client(farm) as api, pytest.raises(RayvisionError):
            perform(api, operation)
        assert farm.sent == 1, operation.id


@each("operation", ONCE_ONLY, named=name_of)
@each("fault", PASSING)
def test_other_operations_are_repeated_only_where_nothing_was_done(
    half: Half, fault: str, operation: Operation[Any]
) -> None:
    farm = Farm(PASSING[fault], envelope())
    with half.client(farm) as api:
        if fault in ("connection refused", "connect timeout", "pool timeout") or "429" in fault:
            perform(api, operation)
            assert farm.sent == 2
        else:
            with pytest.raises(RayvisionError):
                perform(api, operation)
            assert farm.sent == 1


@each("operation", ALL, named=name_of)
def test_every_attempt_is_signed_anew(half: Half, operation: Operation[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1_700_000_000.0]
    monkeypatch.setattr("time.time", lambda: now[0])

    def refused(request: httpx.Request) -> Exception:
        now[0] += 7
        return httpx.ConnectError("refused")

    farm = Farm(refused, refused, refused, envelope())
    with half.client(farm) as api:
        perform(api, operation)
    assert [int(request.headers["UTCTimestamp"]) - 1_700_000_000 for request in farm.requests] == [0, 7, 14, 21]
    assert len({request.headers["nonce"] for request in farm.requests}) == 4
    assert len({request.headers["signature"] for request in farm.requests}) == 4
    assert all(is_rightly_signed(request) for request in farm.requests)
    assert len({request.content for request in farm.requests}) == 1


def test_no_retries_means_one_attempt(half: Half) -> None:
    for fault in PASSING.values():
        farm = Farm(fault)
        with half.client(farm, retries=None) as api, pytest.raises(RayvisionError):
            api.query.platforms()
        assert farm.sent == 1


def test_last_failure_is_what_the_caller_sees(half: Half) -> None:
    farm = Farm(httpx.ReadError("reset"), httpx.Response(503), envelope(None, 404, "there is no such thing"))
    with half.client(farm) as api, pytest.raises(RayvisionNotFoundError, match="there is no such thing"):
        api.query.task_info([1])
    assert farm.sent == 3
    farm = Farm(httpx.ReadError("reset"), envelope(None, 500, "broken"), httpx.Response(502), httpx.Response(504))
    with half.client(farm) as api, pytest.raises(RayvisionProtocolError) as caught:
        api.query.task_info([1])
    assert caught.value.status == 504


def test_code_500_to_the_end_is_an_error_of_the_service(half: Half) -> None:
    farm = Farm(envelope(None, 500, "broken"))
    with half.client(farm) as api, pytest.raises(RayvisionAPIError) as caught:
        api.query.task_info([1])
    assert (caught.value.error_code, caught.value.operation, farm.sent) == (500, "queryTaskInfo", 4)


def test_view_may_have_a_policy_of_its_own(half: Half) -> None:
    farm = Farm(httpx.Response(503))
    with half.client(farm) as api:
        with pytest.raises(RayvisionProtocolError):
            api.with_options(retries=None).query.platforms()
        assert farm.sent == 1
        with pytest.raises(RayvisionProtocolError):
            api.query.platforms()
        assert farm.sent == 5
        with pytest.raises(RayvisionProtocolError):
            api.with_options(retries=None).with_platform("6").query.platforms()
        assert farm.sent == 6


def test_error_of_the_application_is_not_an_occasion_to_repeat(half: Half) -> None:
    farm = Farm(LookupError("a bug"), envelope())
    with half.client(farm) as api, pytest.raises(LookupError):
        api.query.platforms()
    assert farm.sent == 1


@pytest.mark.parametrize("fault", ["hung up", "read timeout", "status 502", "truncated by a byte", "code 1000"])
def test_refusal_after_a_lost_reply_says_that_the_work_may_be_done(half: Half, fault: str) -> None:
    farm = Farm(PASSING[fault], envelope(None, 404, "there is no such label"))
    with half.client(farm) as api, pytest.raises(RayvisionNotFoundError) as caught:
        api.tag.delete_label("night shift")
    assert any("may have carried it out then" in note for note in caught.value.__notes__)


@pytest.mark.parametrize("fault", ["connection refused", "status 429"])
def test_refusal_after_attempts_that_did_nothing_says_no_more(half: Half, fault: str) -> None:
    farm = Farm(PASSING[fault], envelope(None, 404, "there is no such label"))
    with half.client(farm) as api, pytest.raises(RayvisionNotFoundError) as caught:
        api.tag.delete_label("night shift")
    assert not hasattr(caught.value, "__notes__")

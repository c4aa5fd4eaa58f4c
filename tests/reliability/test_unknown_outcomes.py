"""Six operations may not be done twice: where the reply is lost, the caller hears that nobody knows."""

from __future__ import annotations

import copy
import pickle
import re
import socket
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from rayvision_api import (
    OutcomeUnknownError,
    RayvisionAPIError,
    RayvisionConnectionError,
    RayvisionError,
    RayvisionProtocolError,
    RayvisionRateLimitError,
    RayvisionTimeoutError,
)
from rayvision_client.operations import Operation

from ..each import each  # noqa: TID252  # has no name of its own
from .loopback import HangUpError, Sent, http_reply, reset, serving
from .support import ACCESS_ID, ACCESS_KEY, ONCE_ONLY, REPEATABLE, Farm, Half, envelope, name_of, perform

WHOLE = http_reply(envelope({"taskIdList": [7], "padding": "x" * 500}))


def _hang_up(sent: Sent, connection: socket.socket) -> bytes:
    raise HangUpError


def _reset(sent: Sent, connection: socket.socket) -> bytes:
    reset(connection)
    return b""


def _half_a_head(sent: Sent, connection: socket.socket) -> bytes:
    connection.sendall(WHOLE[:20])
    raise HangUpError


def _half_a_body(sent: Sent, connection: socket.socket) -> bytes:
    connection.sendall(WHOLE[:-100])
    raise HangUpError


def _half_a_chunk(sent: Sent, connection: socket.socket) -> bytes:
    connection.sendall(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"code": 2')
    raise HangUpError


def _silence(sent: Sent, connection: socket.socket) -> bytes:
    connection.settimeout(5)
    connection.recv(1)
    raise HangUpError


def _silence_within_the_body(sent: Sent, connection: socket.socket) -> bytes:
    connection.sendall(WHOLE[:-100])
    return _silence(sent, connection)


def _bad_gateway(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply(b"<html>Bad Gateway</html>", "502 Bad Gateway")


def _gateway_timeout(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply(b"<html>Gateway Timeout</html>", "504 Gateway Timeout", "Retry-After: 0")


def _bad_gateway_with_an_envelope(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply(envelope(None, 200), "502 Bad Gateway")


def _bad_gateway_with_its_own_code(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply({"code": 502, "message": "Bad Gateway"}, "502 Bad Gateway")


def _unavailable_with_its_own_code(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply({"code": 503, "message": "upstream is away"}, "503 Service Unavailable")


def _gateway_timeout_with_a_code_of_its_maker(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply({"code": 10504, "message": "upstream timed out"}, "504 Gateway Timeout")


def _truncated_json(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply(b'{"code": 200, "data": {"taskIdL')


def _nothing(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply(b"")


def _login_page(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply(b"<html>Please accept our terms</html>")


def _replying(content: bytes | dict[str, Any], status: str) -> Any:
    def fault(sent: Sent, connection: socket.socket) -> bytes:
        return http_reply(content, status)

    fault.__name__ = status[:3] + "_" + str(content.get("code") if isinstance(content, dict) else "html")
    return fault


# A reply that contradicts itself is no refusal, and what a proxy says when it gives up is none of the service.
CONTRADICTIONS: dict[Any, type[RayvisionError]] = {
    **{
        _replying(envelope({"taskIdList": [7]}), status): RayvisionProtocolError
        for status in ("401 Unauthorized", "404 Not Found", "429 Slow Down", "408 Request Timeout", "500 Oops")
    },
    **{
        _replying(b"<html>no</html>", status): RayvisionProtocolError
        for status in (
            "408 Request Timeout",
            "409 Conflict",
            "444 No Reply",
            "460 Gone",
            "499 Gone",
            "520 Odd",
            "599 Odd",
        )
    },
    **{
        _replying(envelope(None, code, "failed"), "200 OK"): RayvisionAPIError
        for code in (500, 1000, 408, 499, 502, 504)
    },
    _replying(envelope(None, 500, "failed"), "500 Internal Server Error"): RayvisionAPIError,
    _replying({"code": 408, "message": "Request Timeout"}, "408 Request Timeout"): RayvisionAPIError,
    _replying(envelope(None, 403, "no", result=True), "200 OK"): RayvisionProtocolError,
    _replying(envelope({"taskIdList": [7]}, result=False), "200 OK"): RayvisionProtocolError,
}

LOST = {
    **CONTRADICTIONS,
    _hang_up: RayvisionConnectionError,
    _reset: RayvisionConnectionError,
    _half_a_head: RayvisionConnectionError,
    _half_a_body: RayvisionConnectionError,
    _half_a_chunk: RayvisionConnectionError,
    _silence: RayvisionTimeoutError,
    _silence_within_the_body: RayvisionTimeoutError,
    _bad_gateway: RayvisionProtocolError,
    _gateway_timeout: RayvisionProtocolError,
    _bad_gateway_with_an_envelope: RayvisionProtocolError,
    _bad_gateway_with_its_own_code: RayvisionAPIError,
    _unavailable_with_its_own_code: RayvisionAPIError,
    _gateway_timeout_with_a_code_of_its_maker: RayvisionAPIError,
    _truncated_json: RayvisionProtocolError,
    _nothing: RayvisionProtocolError,
    _login_page: RayvisionProtocolError,
}


@each("operation", ONCE_ONLY, named=name_of)
@pytest.mark.parametrize("fault", LOST, ids=lambda fault: fault.__name__.strip("_"))
def test_lost_reply_is_an_unknown_outcome_and_sent_once(half: Half, fault: Any, operation: Operation[Any]) -> None:
    with serving(fault) as server:
        before = datetime.now(UTC)
        with (
            half.client(
                domain=server.domain, protocol="http", timeout=0.5 if LOST[fault] is RayvisionTimeoutError else 20
            ) as api,
            pytest.raises(OutcomeUnknownError) as caught,
        ):
            perform(api, operation)
        server.over.set()
    error = caught.value
    assert len(server.requests) == 1
    assert isinstance(error, LOST[fault])
    assert isinstance(error, RayvisionError)
    assert error.operation == operation.id
    assert error.body == server.requests[0].body
    assert abs(error.began - before) < timedelta(seconds=60)


@pytest.mark.parametrize("operation", REPEATABLE[:3], ids=name_of)
def test_lost_reply_of_a_repeatable_operation_is_no_unknown_outcome(half: Half, operation: Operation[Any]) -> None:
    with (
        serving(_hang_up) as server,
        half.client(domain=server.domain, protocol="http") as api,
        pytest.raises(RayvisionConnectionError) as caught,
    ):
        perform(api, operation)
    assert not isinstance(caught.value, OutcomeUnknownError)
    assert len(server.requests) == 4


FINDING_OUT = {
    "createTask": r"api\.task\.reconcile\(",
    "submitTask": r"api\.task\.reconcile\(",
    "addLabel": r"api\.tag\.get_label_list\(",
    "addRenderEnv": r"api\.env\.get_render_env\(",
    "restartFailedFrames": r"api\.query\.\w+\(",
    "restartFrame": r"api\.query\.\w+\(",
}


@pytest.mark.parametrize("operation", ONCE_ONLY, ids=name_of)
def test_error_says_what_was_asked_and_names_a_call_that_finds_out(half: Half, operation: Operation[Any]) -> None:
    with serving(_hang_up) as server, half.client(domain=server.domain, protocol="http") as api:
        with pytest.raises(OutcomeUnknownError) as caught:
            perform(api, operation)
        text = str(caught.value)
        assert operation.id in text
        assert server.domain in text
        assert re.search(FINDING_OUT[operation.id], text)
        for group, method in re.findall(r"api\.(\w+)\.(\w+)\(", text):
            assert callable(getattr(getattr(api, group), method))


@pytest.mark.parametrize("fault", [_hang_up, _silence, _bad_gateway], ids=lambda fault: fault.__name__.strip("_"))
def test_error_pickles_and_copies_whole(half: Half, fault: Any) -> None:
    with serving(fault) as server:
        with (
            half.client(domain=server.domain, protocol="http", timeout=0.2) as api,
            pytest.raises(OutcomeUnknownError) as caught,
        ):
            api.task.create_task(count=3, labels=["shot_010"])
        server.over.set()
    error = caught.value
    assert error.body["count"] == 3
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert (twin.operation, twin.body, twin.began) == (error.operation, error.body, error.began)
    assert ACCESS_KEY.encode() not in pickle.dumps(error)
    assert ACCESS_ID.encode() not in pickle.dumps(error)


@pytest.mark.parametrize("operation", ONCE_ONLY, ids=name_of)
def test_refusal_of_the_service_is_a_known_outcome(half: Half, operation: Operation[Any]) -> None:
    for code in (403, 404, 503, 600, 611, 799):
        with (
            serving(lambda sent, connection, code=code: http_reply(envelope(None, code, "no"))) as server,
            half.client(domain=server.domain, protocol="http") as api,
            pytest.raises(RayvisionAPIError) as caught,
        ):
            perform(api, operation)
        assert not isinstance(caught.value, OutcomeUnknownError)
        assert len(server.requests) == 1


@pytest.mark.parametrize("status", ["302 Found", "401 No", "403 Forbidden", "404 Not Found", "407 No", "413 Too Large"])
def test_refusal_on_the_way_is_a_known_outcome(half: Half, status: str) -> None:
    def refuse(sent: Sent, connection: socket.socket) -> bytes:
        return http_reply(b"<html>no</html>", status, "Location: http://127.0.0.1:9/")

    with (
        serving(refuse) as server,
        half.client(domain=server.domain, protocol="http") as api,
        pytest.raises(RayvisionProtocolError) as caught,
    ):
        api.task.create_task()
    assert not isinstance(caught.value, OutcomeUnknownError)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "data",
    [None, {}, *({"taskIdList": one} for one in (None, [], "", [7], [7, 7], [7, 8, 9]))],
)
def test_success_without_the_tasks_that_were_asked_for_is_an_unknown_outcome(half: Half, data: Any) -> None:
    farm = Farm(httpx.Response(200, json=envelope(data)))
    with half.client(farm) as api, pytest.raises(OutcomeUnknownError, match="2 were asked for") as caught:
        api.task.create_task(count=2)
    assert isinstance(caught.value, RayvisionProtocolError)
    assert (farm.sent, caught.value.body["count"]) == (1, 2)


def test_number_that_an_earlier_reply_named_is_an_unknown_outcome(half: Half) -> None:
    farm = Farm(envelope({"taskIdList": [7]}), envelope({"taskIdList": [8]}), envelope({"taskIdList": [7]}))
    with half.client(farm) as api:
        api.task.create_task()
        api.with_platform("6").task.create_task()
        with pytest.raises(OutcomeUnknownError, match="task 7"):
            api.with_options(timeout=9).task.create_task()


def test_numbers_of_created_tasks_do_not_fill_the_memory() -> None:
    with Half(is_async=False).client(Farm()) as api:

        def size_after(calls: int) -> int:
            for _ in range(calls):
                api.task.create_task(count=10_000)
            return len(pickle.dumps(vars(api.task._connection.created)["_created"]))

        assert size_after(3) < 1.5 * size_after(1)


@pytest.mark.parametrize("operation", ONCE_ONLY, ids=name_of)
@pytest.mark.parametrize("reply", [httpx.Response(429), envelope(None, 429, "slow down")], ids=["HTTP", "code"])
def test_rate_limit_is_repeated_and_is_an_error_of_its_own_when_patience_ends(
    half: Half, reply: Any, operation: Operation[Any]
) -> None:
    if isinstance(reply, httpx.Response):
        reply.headers["Retry-After"] = "0"
    farm = Farm(reply, reply, reply, envelope())
    with half.client(farm) as api:
        perform(api, operation)
    assert farm.sent == 4
    farm = Farm(reply)
    with half.client(farm) as api, pytest.raises(RayvisionRateLimitError) as caught:
        perform(api, operation)
    assert (farm.sent, caught.value.error_code) == (4, 429)
    assert caught.value.retry_after == (0 if isinstance(reply, httpx.Response) else None)
    assert not isinstance(caught.value, OutcomeUnknownError)

"""Six operations may not be done twice: where the reply is lost, the caller hears that nobody knows."""

from __future__ import annotations

import pickle
import re
import socket
from collections.abc import Callable
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
from .loopback import HangUpError, Reply, Sent, http_reply, reset, serving
from .support import ONCE_ONLY, Farm, Half, envelope, name_of, perform

MADE = {"taskIdList": [7]}
WHOLE = http_reply(envelope({**MADE, "padding": "x" * 500}))


def _saying(said: bytes, end: Callable[[socket.socket], object] = lambda _: None) -> Reply:
    """Say no more than this, and end the connection in some way."""

    def fault(sent: Sent, connection: socket.socket) -> bytes:
        connection.sendall(said)
        end(connection)
        raise HangUpError

    return fault


def _silence(connection: socket.socket) -> None:
    connection.settimeout(5)
    connection.recv(1)


def _replying(content: bytes | dict[str, Any], status: str = "200 OK", *headers: str) -> Reply:
    return lambda sent, connection: http_reply(content, status, *headers)


BROKEN = {
    "hung up": _saying(b""),
    "reset": _saying(b"", reset),
    "half a head": _saying(WHOLE[:20]),
    "half a body": _saying(WHOLE[:-100]),
    "half a chunk": _saying(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"code": 2'),
}
SILENT = {"silence": _saying(b"", _silence), "silence within the body": _saying(WHOLE[:-100], _silence)}
# A reply that contradicts itself is no refusal, and what a proxy says when it gives up is none of the service.
NO_REPLIES = {
    "bad gateway": _replying(b"<html>Bad Gateway</html>", "502 Bad Gateway"),
    "gateway timeout": _replying(b"<html>Gateway Timeout</html>", "504 Gateway Timeout", "Retry-After: 0"),
    "bad gateway with an envelope": _replying(envelope(), "502 Bad Gateway"),
    "truncated JSON": _replying(b'{"code": 200, "data": {"taskIdL'),
    "nothing": _replying(b""),
    "login page": _replying(b"<html>Please accept our terms</html>"),
    **{f"success under {status}": _replying(envelope(MADE), f"{status} Odd") for status in (401, 404, 429, 408, 500)},
    **{
        f"HTML under {status}": _replying(b"<html>no", f"{status} Odd")
        for status in (408, 409, 444, 460, 499, 520, 599)
    },
    "refusal that says success": _replying(envelope(None, 403, "no", result=True)),
    "success that says failure": _replying(envelope(MADE, result=False)),
}
FAILURES = {
    "bad gateway with its own code": _replying({"code": 502, "message": "Bad Gateway"}, "502 Bad Gateway"),
    "unavailable with its own code": _replying({"code": 503, "message": "away"}, "503 Service Unavailable"),
    "gateway timeout with a code of its maker": _replying({"code": 10504, "message": "late"}, "504 Gateway Timeout"),
    "request timeout with its own code": _replying({"code": 408, "message": "late"}, "408 Request Timeout"),
    "code 500 under 500": _replying(envelope(None, 500, "failed"), "500 Internal Server Error"),
    **{f"code {code}": _replying(envelope(None, code, "failed")) for code in (500, 1000, 408, 499, 502, 504)},
}
LOST: dict[str, tuple[Reply, type[RayvisionError]]] = {
    name: (fault, error)
    for faults, error in (
        (BROKEN, RayvisionConnectionError),
        (SILENT, RayvisionTimeoutError),
        (NO_REPLIES, RayvisionProtocolError),
        (FAILURES, RayvisionAPIError),
    )
    for name, fault in faults.items()
}


@each("operation", ONCE_ONLY, named=name_of)
@pytest.mark.parametrize("name", LOST)
def test_lost_reply_is_an_unknown_outcome_and_sent_once(half: Half, name: str, operation: Operation[Any]) -> None:
    fault, kind = LOST[name]
    timeout = 0.5 if kind is RayvisionTimeoutError else 20
    with serving(fault) as server:
        before = datetime.now(UTC)
        with (
            half.client(domain=server.domain, protocol="http", timeout=timeout) as api,
            pytest.raises(OutcomeUnknownError) as caught,
        ):
            perform(api, operation)
        server.over.set()
    error = caught.value
    assert len(server.requests) == 1
    assert isinstance(error, kind)
    assert isinstance(error, RayvisionError)
    assert error.operation == operation.id
    assert error.body == server.requests[0].body
    assert abs(error.began - before) < timedelta(seconds=60)


@pytest.mark.both_halves
@pytest.mark.parametrize("fault", [*BROKEN, *SILENT])
def test_lost_reply_of_a_repeatable_operation_is_no_unknown_outcome(half: Half, fault: str) -> None:
    reply, kind = LOST[fault]
    timeout = 0.15 if kind is RayvisionTimeoutError else 20
    with (
        serving(reply) as server,
        half.client(domain=server.domain, protocol="http", timeout=timeout) as api,
        pytest.raises(kind) as caught,
    ):
        api.query.platforms()
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
    with serving(BROKEN["hung up"]) as server, half.client(domain=server.domain, protocol="http") as api:
        with pytest.raises(OutcomeUnknownError) as caught:
            perform(api, operation)
        text = str(caught.value)
        assert operation.id in text
        assert server.domain in text
        assert re.search(FINDING_OUT[operation.id], text)
        for group, method in re.findall(r"api\.(\w+)\.(\w+)\(", text):
            assert callable(getattr(getattr(api, group), method))


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
            return len(pickle.dumps(vars(api.task._caller.created)["_created"]))

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

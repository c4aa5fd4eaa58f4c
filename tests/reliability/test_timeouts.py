"""How long to wait for connecting and for reading: apart, per client and per call."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import httpx
import pytest
from rayvision_api import OutcomeUnknownError, RayvisionTimeoutError, RetryPolicy

from .loopback import HOST, HangUpError, Sent, http_reply, serving
from .support import Farm, Half, envelope

pytestmark = pytest.mark.both_halves


def _slow(sent: Sent, connection: socket.socket) -> bytes:
    time.sleep(0.4)
    return http_reply(envelope([]))


def _silent(sent: Sent, connection: socket.socket) -> bytes:
    connection.settimeout(10)
    connection.recv(1)
    raise HangUpError


@pytest.fixture
def full_backlog() -> Iterator[str]:
    """Return a domain at which connections are neither refused nor accepted."""
    with socket.create_server((HOST, 0), backlog=0) as listener:
        waiting = []
        try:
            for _ in range(4):
                one = socket.socket()
                one.setblocking(False)
                one.connect_ex(listener.getsockname())
                waiting.append(one)
            yield f"{HOST}:{listener.getsockname()[1]}"
        finally:
            for one in waiting:
                one.close()


def test_slow_answer_is_waited_for_as_long_as_is_said(half: Half) -> None:
    with serving(_slow) as server, half.client(domain=server.domain, protocol="http", timeout=10) as api:
        assert api.query.platforms() == []
        for timeout in (0.05, httpx.Timeout(10, read=0.05)):
            with pytest.raises(RayvisionTimeoutError):
                api.with_options(timeout=timeout, retries=None).query.platforms()
        assert api.query.platforms() == []
        assert api.with_options(timeout=None).query.platforms() == []


def test_view_with_a_longer_timeout_outlasts_the_client(half: Half) -> None:
    with (
        serving(_slow) as server,
        half.client(domain=server.domain, protocol="http", timeout=0.05, retries=None) as api,
    ):
        assert api.with_options(timeout=10).query.platforms() == []
        assert api.with_options(timeout=httpx.Timeout(0.1, read=10)).with_platform("6").query.platforms() == []
        with pytest.raises(RayvisionTimeoutError):
            api.query.platforms()


def test_timeout_of_reading_leaves_an_outcome_unknown_and_that_of_connecting_does_not(
    half: Half, full_backlog: str
) -> None:
    with serving(_silent) as server:
        timeout = httpx.Timeout(10, read=0.05)
        with (
            half.client(domain=server.domain, protocol="http", timeout=timeout) as api,
            pytest.raises(OutcomeUnknownError) as caught,
        ):
            api.task.create_task()
        assert isinstance(caught.value, RayvisionTimeoutError)
        assert len(server.requests) == 1
    with half.client(domain=full_backlog, protocol="http", timeout=httpx.Timeout(10, connect=0.05)) as api:
        began = time.monotonic()
        with pytest.raises(RayvisionTimeoutError) as refused:
            api.task.create_task()
    assert not isinstance(refused.value, OutcomeUnknownError)
    assert refused.value.sent is False
    assert time.monotonic() - began < 8


def test_timeouts_reach_the_transport_as_given(half: Half) -> None:
    farm = Farm(envelope([]))
    with half.client(farm, timeout=httpx.Timeout(1, connect=2, read=3)) as api:
        api.query.platforms()
        api.with_options(timeout=7).query.platforms()
        api.with_options(timeout=None, retries=None).query.platforms()
        api.with_options(timeout=None, retries=RetryPolicy(total_time=5)).query.platforms()
        api.with_options(retries=None).query.platforms()
    given = [request.extensions["timeout"] for request in farm.requests]
    assert given[0] == {"connect": 2, "read": 3, "write": 1, "pool": 1}
    assert set(given[1].values()) == {7}
    assert set(given[2].values()) == {None}
    assert all(4 < seconds <= 5 for seconds in given[3].values())
    assert given[4] == given[0]


@pytest.mark.parametrize("timeout", [0, -1, True, "5", float("nan"), []])
def test_wrong_timeout_is_refused(half: Half, timeout: object) -> None:
    with pytest.raises(TypeError if isinstance(timeout, bool | str | list) else ValueError, match="timeout") as caught:
        half.cls("id", "key", timeout=timeout)
    assert repr(timeout) in str(caught.value)
    with half.client(Farm()) as api, pytest.raises((ValueError, TypeError), match="timeout"):
        api.with_options(timeout=timeout)

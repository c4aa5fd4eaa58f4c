"""What studios have around httpx: mocks that take its place, transports that look into replies, and foreign ones."""

from __future__ import annotations

import gzip
import json
import socket
from typing import Any

import httpx
import pytest
import respx
from rayvision_api import OutcomeUnknownError, RayvisionConnectionError, RayvisionError, RayvisionTimeoutError

from .connections import ask, data_for
from .loopback import HangUpError, Sent, closed_port, http_reply, serving
from .support import DOMAIN, Half, envelope

pytestmark = pytest.mark.both_halves


def test_mock_of_httpx_takes_the_place_of_the_farm(half: Half) -> None:
    with respx.mock() as mock:
        route = mock.post(f"https://{DOMAIN}/api/render/task/createTask")
        route.respond(json=envelope({"taskIdList": [7]}))
        with half.client(domain=DOMAIN) as api:
            assert api.task.create_task().task_id_list == [7]
            route.mock(
                side_effect=[httpx.ConnectError("refused"), httpx.Response(200, json=envelope({"taskIdList": [8]}))]
            )
            api.task.create_task()
            route.mock(side_effect=httpx.ReadTimeout("slow"))
            with pytest.raises(OutcomeUnknownError):
                api.task.create_task()
    assert route.call_count == 4


class Reading(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport that logs replies, or caches them, and so has read them."""

    def __init__(self) -> None:
        self.seen: list[bytes] = []
        self._sync, self._async = httpx.HTTPTransport(), httpx.AsyncHTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._sync.handle_request(request)
        self.seen.append(response.read())
        return response

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._async.handle_async_request(request)
        self.seen.append(await response.aread())
        return response

    def close(self) -> None:
        self._sync.close()

    async def aclose(self) -> None:
        await self._async.aclose()


@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "gzip"])
def test_reply_may_have_been_read_already(half: Half, *, is_packed: bool) -> None:
    def answer(sent: Sent, connection: socket.socket) -> bytes:
        content = json.dumps(data_for(sent)).encode()
        return (
            http_reply(gzip.compress(content), "200 OK", "Content-Encoding: gzip") if is_packed else http_reply(content)
        )

    transport = Reading()
    with (
        serving(answer) as server,
        half.client(domain=server.domain, protocol="http", transport=transport, retries=None, timeout=5) as api,
    ):
        for wanted in (1, 2):
            ask(api, wanted)
    assert len(transport.seen) == 2


class Hasty(Reading):
    """A transport that has used a reply up and kept nothing of it."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._sync.handle_request(request)
        list(response.iter_raw())
        return response

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._async.handle_async_request(request)
        _ = [chunk async for chunk in response.aiter_raw()]
        return response


def test_reply_that_was_used_up_is_an_error_of_ours(half: Half) -> None:
    with (
        serving(lambda sent, _: http_reply(data_for(sent))) as server,
        half.client(domain=server.domain, protocol="http", transport=Hasty(), retries=None, timeout=5) as api,
        pytest.raises(RayvisionError),
    ):
        ask(api, 1)


class Foreign(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport whose errors are called as it pleases."""

    def __init__(self, error: Exception) -> None:
        self.sent = 0
        self._error = error

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.sent += 1
        raise self._error

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self.handle_request(request)


class Derived(httpx.MockTransport):
    """As foreign as any other."""


ERRORS = [httpx.ConnectError("?"), httpx.ConnectTimeout("?"), httpx.PoolTimeout("?"), httpx.ProxyError("?")]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_name_of_a_foreign_error_proves_nothing(half: Half, error: Exception) -> None:
    transport = Foreign(error)
    for one in (transport, Derived(transport.handle_request)):
        transport.sent = 0
        with half.client(transport=one) as api, pytest.raises(OutcomeUnknownError) as caught:
            api.task.create_task()
        assert isinstance(caught.value, RayvisionConnectionError | RayvisionTimeoutError)
        assert caught.value.sent is True
        assert transport.sent == 1


def test_transports_of_httpx_itself_are_believed(half: Half) -> None:
    own: Any = httpx.AsyncHTTPTransport if half.is_async else httpx.HTTPTransport
    with (
        half.client(domain=closed_port(), protocol="http", transport=own()) as api,
        pytest.raises(RayvisionConnectionError) as caught,
    ):
        api.task.create_task()
    assert caught.value.sent is False


def test_given_transport_is_bounded_too(half: Half) -> None:
    def drip(sent: Sent, connection: socket.socket) -> bytes:
        connection.settimeout(0.1)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(100):
            connection.sendall(b" ")
            try:
                connection.recv(1)
            except TimeoutError:
                continue
            break
        raise HangUpError

    own: Any = httpx.AsyncHTTPTransport if half.is_async else httpx.HTTPTransport
    with (
        serving(drip) as server,
        half.client(domain=server.domain, protocol="http", transport=own(), timeout=0.5, retries=None) as api,
        pytest.raises(RayvisionTimeoutError),
    ):
        api.query.platforms()

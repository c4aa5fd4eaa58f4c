"""Over real sockets: what never reached the service is tried again, whatever the operation."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from typing import Any

import httpx
import pytest
from rayvision_api import (
    OutcomeUnknownError,
    RayvisionConnectionError,
    RayvisionTimeoutError,
    RetryPolicy,
)
from rayvision_client.operations import Operation

from .connections import ONE, ask_async, async_client, until, withholding
from .loopback import HOST, Sent, Server, closed_port, http_reply, serving
from .support import ONCE_ONLY, Farm, Half, created, envelope, name_of, perform

pytestmark = pytest.mark.both_halves

BRIEF = RetryPolicy(attempts=6, first_wait=0.2, longest_wait=0.4)


def _answer(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply(created())


@pytest.mark.parametrize("operation", ONCE_ONLY, ids=name_of)
def test_refused_connection_is_tried_again_until_the_farm_is_up(half: Half, operation: Operation[Any]) -> None:
    received: list[bytes] = []
    with socket.socket() as listener:
        # Bound and not listening: every connection is refused.
        listener.bind((HOST, 0))
        domain = f"{HOST}:{listener.getsockname()[1]}"

        def come_up() -> None:
            time.sleep(0.15)
            listener.listen()
            listener.settimeout(20)
            connection, _ = listener.accept()
            with connection:
                received.append(connection.recv(65536))
                connection.sendall(http_reply(created(), "200 OK", "Connection: close"))

        server = threading.Thread(target=come_up)
        server.start()
        with half.client(domain=domain, protocol="http", retries=BRIEF) as api:
            perform(api, operation)
        server.join(20)
    assert len(received) == 1


@pytest.mark.parametrize("operation", ONCE_ONLY, ids=name_of)
def test_refused_to_the_end_is_no_unknown_outcome(half: Half, operation: Operation[Any]) -> None:
    with half.client(domain=closed_port(), protocol="http") as api, pytest.raises(RayvisionConnectionError) as caught:
        perform(api, operation)
    assert not isinstance(caught.value, OutcomeUnknownError)
    assert caught.value.sent is False


def test_name_that_is_not_found_is_tried_again(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve = socket.getaddrinfo
    asked: list[Any] = []

    def forgetful(host: Any, *rest: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name != "farm.studio":
            return resolve(host, *rest, **more)
        asked.append(name)
        if len(asked) < 3:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return resolve(HOST, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", forgetful)
    with serving(_answer) as server:
        port = server.domain.partition(":")[2]
        with half.client(domain=f"farm.studio:{port}", protocol="http") as api:
            api.task.create_task()
        with half.client(domain=f"farm.studio:{port}", protocol="http"):
            pass
    assert len(asked) == 3
    assert len(server.requests) == 1


def test_failed_tls_handshake_is_tried_again_and_is_no_unknown_outcome(half: Half) -> None:
    with (
        serving(_answer) as server,
        half.client(domain=server.domain, protocol="https") as api,
        pytest.raises(RayvisionConnectionError) as caught,
    ):
        api.task.create_task()
    assert not isinstance(caught.value, OutcomeUnknownError)
    assert server.connections == 4
    assert server.requests == []


def test_full_pool_is_no_unknown_outcome() -> None:
    async def run(server: Server, release: threading.Event) -> None:
        timeout = httpx.Timeout(20, pool=0.05)
        async with async_client(server.domain, limits=ONE, timeout=timeout, retries=BRIEF) as api:
            holder = asyncio.create_task(ask_async(api, 1))
            await until(lambda: server.requests)
            with pytest.raises(RayvisionTimeoutError) as caught:
                await api.task.create_task()
            assert not isinstance(caught.value, OutcomeUnknownError)
            assert caught.value.sent is False
            release.set()
            await holder

    with withholding() as (server, release):
        asyncio.run(run(server, release))
    assert [sent.path.rpartition("/")[2] for sent in server.requests] == ["queryTaskInfo"]


def test_unreachable_proxy_means_that_nothing_was_sent(half: Half) -> None:
    with (
        half.client(domain="farm.studio", proxy=f"http://{closed_port()}") as api,
        pytest.raises(RayvisionConnectionError) as caught,
    ):
        api.task.create_task()
    assert not isinstance(caught.value, OutcomeUnknownError)
    assert caught.value.sent is False


def test_proxy_that_refuses_the_tunnel_means_that_nothing_was_sent(half: Half) -> None:
    def refuse(sent: Sent, connection: socket.socket) -> bytes:
        return http_reply(b"", "407 Proxy Authentication Required", "Connection: close")

    with (
        serving(refuse) as proxy,
        half.client(domain="farm.studio", proxy=f"http://{proxy.domain}") as api,
        pytest.raises(RayvisionConnectionError) as caught,
    ):
        api.task.create_task()
    assert not isinstance(caught.value, OutcomeUnknownError)
    assert {sent.line for sent in proxy.requests} == {"CONNECT farm.studio:443 HTTP/1.1"}


def test_repeated_until_sent_and_then_never_again(half: Half) -> None:
    farm = Farm(httpx.ConnectError("refused"), httpx.ConnectTimeout("slow"), httpx.ReadError("reset"), envelope())
    with half.client(farm) as api, pytest.raises(OutcomeUnknownError):
        api.task.create_task()
    assert farm.sent == 3

"""How a connection is opened: by which name, to which address, and in which protocol."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from rayvision_api import RayvisionConnectionError

from .connections import ask, ask_async, async_client, client_of, data_for, usual_answer
from .loopback import HOST, Sent, http_reply, read_request, serving
from .support import Half, expected_signature

pytestmark = pytest.mark.both_halves


def test_port_that_cannot_be_is_refused(half: Half) -> None:
    with pytest.raises(ValueError, match="99999"), client_of(half, f"{HOST}:99999"):
        pass


@contextmanager
def _serving_ipv6(requests: list[Sent]) -> Iterator[str]:
    """Answer all requests of one connection over IPv6."""
    try:
        listener = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError as error:
        pytest.skip(f"this machine has no IPv6: {error}")

    def talk() -> None:
        connection, _ = listener.accept()
        with connection:
            while (request := read_request(connection)) is not None:
                requests.append(request)
                connection.sendall(http_reply(data_for(request)))

    with listener:
        listener.settimeout(20)
        thread = threading.Thread(target=talk)
        thread.start()
        yield f"[::1]:{listener.getsockname()[1]}"
        thread.join(20)


def test_domain_may_be_an_ipv6_address(half: Half) -> None:
    requests: list[Sent] = []
    with _serving_ipv6(requests) as domain, client_of(half, domain) as api:
        for wanted in (1, 2, 3):
            ask(api, wanted)
    assert len(requests) == 3
    for sent in requests:
        assert sent.headers["Host"] == domain
        assert sent.headers["signature"] == expected_signature(sent.headers, sent.path, sent.body)


def test_context_may_be_shared_with_a_client_of_http2(half: Half, tls: tuple[Path, ssl.SSLContext]) -> None:
    authority, context = tls
    context.set_alpn_protocols(["h2", "http/1.1"])
    shared = ssl.create_default_context(cafile=authority)
    spoken: list[str | None] = []

    def answer(sent: Sent, connection: Any) -> bytes:
        spoken.append(connection.selected_alpn_protocol())
        return http_reply(data_for(sent))

    limits = httpx.Limits(max_keepalive_connections=0)
    with (
        serving(answer, context=context) as server,
        half.client(domain=server.domain, protocol="https", verify=shared, limits=limits) as api,
    ):
        for wanted in (1, 2):
            ask(api, wanted)
            shared.set_alpn_protocols(["h2", "http/1.1"])
    assert spoken == ["http/1.1", "http/1.1"]


def test_service_is_reached_where_one_of_its_addresses_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve = socket.getaddrinfo

    def both(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
        if host not in ("farm.studio", b"farm.studio"):
            return resolve(host, port, *rest, **more)
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, int(port)))
            for address in (nowhere.getsockname()[0], HOST)
        ]

    async def run(port: int) -> None:
        async with async_client(f"farm.studio:{port}", timeout=10) as api:
            for wanted in (1, 2):
                await ask_async(api, wanted)

    with serving(usual_answer) as server, socket.socket() as nowhere, ExitStack() as waiting:
        port = int(server.domain.partition(":")[2])
        try:
            nowhere.bind(("127.0.0.2", port))
        except OSError as reason:
            pytest.skip(f"this machine has no second address on loopback: {reason}")
        nowhere.listen(0)
        # A full queue: anyone who comes next is left without an answer.
        for _ in range(4):
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            with suppress(BlockingIOError):
                one.connect(nowhere.getsockname())
        monkeypatch.setattr(socket, "getaddrinfo", both)
        asyncio.run(run(port))


def test_name_is_looked_up_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[Any] = []

    def refuse(host: Any, *rest: Any, **more: Any) -> Any:
        looked_up.append(host if isinstance(host, str) else host.decode())
        raise socket.gaierror("no such name")

    async def run() -> None:
        async with async_client("xn--strae-oqa.example") as api:
            with pytest.raises(RayvisionConnectionError):
                await api.task.create_task()

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    asyncio.run(run())
    assert looked_up == ["xn--strae-oqa.example"]

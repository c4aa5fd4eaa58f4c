"""What tests of connections have in common: questions, clients, and services that behave oddly."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any

import httpx
from rayvision_api import AsyncRayvisionAPI

from .loopback import HOST, HangUpError, Sent, Server, http_reply, serving
from .support import ACCESS_ID, ACCESS_KEY, Half, created, page

ONE = httpx.Limits(max_connections=1)


def data_for(sent: Sent) -> dict[str, Any]:
    """Answer a question after a task with that task, and anything else with new tasks."""
    if "taskIds" not in sent.body:
        return created()
    return page([{"id": sent.body["taskIds"][0], "taskStatus": 25}])


def usual_answer(sent: Sent, connection: socket.socket) -> bytes:
    return http_reply(data_for(sent))


def ask(api: Any, wanted: int) -> None:
    assert api.query.task_info([wanted]).items[0].id == wanted


async def ask_async(api: AsyncRayvisionAPI, wanted: int) -> None:
    assert (await api.query.task_info([wanted])).items[0].id == wanted


def ask_at_once(api: Any, half: Half, wanted: list[int]) -> None:
    """Ask after many tasks at the same time: from threads, or from coroutines."""
    if half.is_async:
        asks = [ask_async(api.target, one) for one in wanted]
        api._runner.run(_all(asks))
        return
    with ThreadPoolExecutor(len(wanted)) as threads:
        list(threads.map(lambda one: ask(api, one), wanted))


async def _all(asks: list[Any]) -> None:
    await asyncio.gather(*asks)


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110  # what servers do, they do in threads
            await asyncio.sleep(0.005)


def client_of(half: Half, domain: str, **options: Any) -> Any:
    # Reading certificates that no connection needs would take most of the time of these tests.
    return half.client(domain=domain, protocol="http", verify=False, **options)


def async_client(domain: str, **options: Any) -> AsyncRayvisionAPI:
    defaults: dict[str, Any] = {"protocol": "http", "verify": False, "retries": None}
    return AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, domain=domain, **(defaults | options))


class Ending:
    """A server's behaviour: it answers, and ends the connection without a word."""

    def __init__(self) -> None:
        self.ended = threading.Semaphore(0)

    def __call__(self, sent: Sent, connection: socket.socket) -> bytes:
        connection.sendall(http_reply(data_for(sent)))
        connection.shutdown(socket.SHUT_RDWR)
        self.ended.release()
        raise HangUpError


def written(version: str, headers: list[str], sent: Sent) -> bytes:
    return "\r\n".join([f"HTTP/{version} 200 OK", *headers, "", json.dumps(data_for(sent))]).encode()


@contextmanager
def withholding() -> Iterator[tuple[Server, threading.Event]]:
    """A service that answers calls for tasks below ten only on request."""
    release = threading.Event()

    def answer(sent: Sent, connection: socket.socket) -> bytes:
        if sent.body["taskIds"][0] < 10:
            release.wait(20)
        return http_reply(data_for(sent))

    with serving(answer) as server:
        yield server, release


@contextmanager
def greeting(context: ssl.SSLContext | None, said: bytes) -> Iterator[str]:
    """A service that answers as soon as anything has come, and never reads on."""
    over = threading.Event()

    def talk(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            stream = context.wrap_socket(connection, server_side=True) if context else connection
            with stream:
                if said:
                    stream.recv(1)
                    stream.sendall(said)
                over.wait(20)

    def accept() -> None:
        with suppress(OSError):
            while not over.is_set():
                threading.Thread(target=talk, args=(listener.accept()[0],), daemon=True).start()

    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        listener.bind((HOST, 0))
        listener.listen()
        acceptor = threading.Thread(target=accept, daemon=True)
        acceptor.start()
        yield f"{HOST}:{listener.getsockname()[1]}"
        over.set()
        socket.create_connection(listener.getsockname()).close()
        acceptor.join(20)

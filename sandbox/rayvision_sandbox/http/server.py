"""Serving a farm over HTTP."""

import ipaddress
import logging
import os
import signal
import socket
import sqlite3
import sys
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType

import uvicorn

from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.users import User
from rayvision_sandbox.http.application import App
from rayvision_sandbox.http.connections import Connection
from rayvision_sandbox.http.faults import Fault
from rayvision_sandbox.http.service import what_is_unusable

START_SECONDS = 10

_log = logging.getLogger(__name__)


class ServerError(Exception):
    """The farm cannot listen; the text says why and how to fix it."""


def listen(host: str, port: int) -> socket.socket:
    """Listen on a port.

    Raises:
        ServerError: It is taken, or the address is not this machine's.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise ServerError(f"cannot listen on {host} ({error}): give another address with --host") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(512)
    except OSError as error:
        listener.close()
        raise ServerError(
            f"cannot listen on {host}:{port} ({error.strerror}): give another --port (0 for any) or --host"
        ) from error
    return listener


def domain_of(listener: socket.socket) -> str:
    """Return the domain under which clients reach a listening socket."""
    host, port = listener.getsockname()[:2]
    if ipaddress.ip_address(host).is_unspecified:
        # It listens on all addresses, but clients cannot connect to "all" everywhere.
        host = "::1" if ":" in host else "127.0.0.1"
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


class _Server(uvicorn.Server):
    """A server that ends the streams of the page before it waits for its connections to close."""

    def __init__(self, farm: Farm, domains: Collection[str] = (), faults: Iterable[Fault] = ()) -> None:
        self._app = App(farm, domains, faults)
        config = uvicorn.Config(
            self._app, http=Connection, log_level="warning", access_log=False, lifespan="off", server_header=False
        )
        # Pictures must be there when their frames are done, even if nobody asks the farm anything.
        config.callback_notify, config.timeout_notify = partial(_catch_up, farm), 1
        # Clients that stay connected must not hold up a stop.
        config.timeout_graceful_shutdown = 1
        super().__init__(config)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        self._app.page.stop()
        await super().shutdown(sockets)
        await self._app.page.close()


async def _catch_up(farm: Farm) -> None:
    try:
        farm.catch_up(farm.clock.now())
    except (sqlite3.OperationalError, OSError) as error:
        _log.error("%s", what_is_unusable(error))


def serve(
    farm: Farm,
    users: list[User],
    host: str,
    port: int,
    domains: Collection[str] = (),
    faults: Iterable[Fault] = (),
) -> None:
    """Print the address and keys, then serve until SIGTERM or Ctrl-C.

    Args:
        farm: The farm.
        users: Who may use it.
        host: The address or name to listen on.
        port: The port, 0 for any free one.
        domains: Further names under which clients reach it.
        faults: Faults in force from the start.

    Raises:
        ServerError: The address or port is not available.
    """
    listener = listen(host, port)
    server = _Server(farm, [host, *domains], faults)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    # Set before anything is printed: anyone who reads it may stop the farm at once. Uvicorn stops at these signals, and
    # then raises them again, when this handler is needed once more.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    _say(greeting(users, domain_of(listener), farm.storage.root))
    if not ipaddress.ip_address(listener.getsockname()[0]).is_loopback:
        sys.stderr.write("rayvision-sandbox: warning: other machines can reach this farm\n")
    try:
        server.run(sockets=[listener])
    finally:
        listener.close()


def _say(text: str) -> None:
    try:
        # A parent process waits for the first line.
        print(text, flush=True)  # noqa: T201  # it talks to the person who runs it
    except BrokenPipeError:
        # The program that started the farm does not read; what Python writes at its end must go elsewhere, too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def greeting(users: list[User], domain: str, storage: Path) -> str:
    """Write what a user needs to know about a farm that listens, and a first program against it."""
    keys = "\n".join(f"  access id {user.access_id}   access key {user.access_key}   ({user.name})" for user in users)
    return (
        f"Sandbox farm listening on http://{domain}\n{keys}\n  reference http://{domain}/docs\n"
        f"  storage {storage}\n\n"
        "from rayvision_api import RayvisionAPI\n\n"
        f'with RayvisionAPI("{users[0].access_id}", "{users[0].access_key}", domain="{domain}", platform="2",'
        ' protocol="http") as api:\n'
        '    task_id = api.task.create_task(labels=["shot_010"]).task_id_list[0]\n'
        "    api.task.submit_task(task_id)\n"
        "    print(api.query.get_task_list(page_size=10).items[0].task_status.name)\n"
    )


@contextmanager
def running(farm: Farm, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve a farm from another thread while a block runs.

    Yields:
        The domain to give to a client.
    """
    listener = listen(host, port)
    server = _Server(farm)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="rayvision-sandbox")
    thread.start()
    try:
        yield domain_of(listener)
    finally:
        server.should_exit = True
        thread.join(START_SECONDS)
        listener.close()

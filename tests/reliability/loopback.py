"""A server on loopback that counts and keeps what it was sent, and does to a connection whatever a test wants."""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

HOST = "127.0.0.1"


@dataclass
class Sent:
    """A request as it arrived."""

    line: str
    headers: dict[str, str]
    content: bytes

    @property
    def path(self) -> str:
        return self.line.split(" ")[1]

    @property
    def body(self) -> dict[str, Any]:
        members: dict[str, Any] = json.loads(self.content)
        return members


class HangUpError(Exception):
    """Raised by an answer to close the connection."""


Reply = Callable[[Sent, socket.socket], bytes]


@dataclass
class Server:
    """A running server."""

    domain: str
    requests: list[Sent] = field(default_factory=list)
    connections: int = 0
    over: threading.Event = field(default_factory=threading.Event)


def http_reply(content: bytes | dict[str, Any], status: str = "200 OK", *headers: str) -> bytes:
    """Write a whole reply."""
    payload = json.dumps(content).encode() if isinstance(content, dict) else content
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(payload)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + payload


def reset(connection: socket.socket) -> None:
    """Break a connection off, instead of closing it in order."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raise HangUpError


def read_request(connection: socket.socket) -> Sent | None:
    """Read a request to its end; `None` where the connection ends before it."""
    received = b""
    while b"\r\n\r\n" not in received:
        if not (more := connection.recv(65536)):
            return None
        received += more
        if received.startswith(b"\x16"):
            # The greeting of a TLS client, where none is expected.
            return None
    head, content = received.split(b"\r\n\r\n", 1)
    line, *fields = head.decode("latin-1").split("\r\n")
    headers = dict(one.split(": ", 1) for one in fields)
    length = int({name.lower(): value for name, value in headers.items()}.get("content-length", "0"))
    while len(content) < length:
        if not (more := connection.recv(65536)):
            return None
        content += more
    return Sent(line, headers, content)


@contextmanager
def serving(answer: Reply, *, context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Answer every request, each connection in a thread of its own."""
    listener = socket.create_server((HOST, 0), backlog=512)
    server = Server(f"{HOST}:{listener.getsockname()[1]}")
    threads: list[threading.Thread] = []
    open_connections: list[socket.socket] = []
    lock = threading.Lock()

    def talk(connection: socket.socket) -> None:
        with connection:
            connection.settimeout(20)
            try:
                stream = context.wrap_socket(connection, server_side=True) if context else connection
                with stream:
                    while (request := read_request(stream)) is not None:
                        with lock:
                            server.requests.append(request)
                        stream.sendall(answer(request, stream))
            except (OSError, HangUpError):
                return

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            if server.over.is_set():
                connection.close()
                return
            server.connections += 1
            open_connections.append(connection)
            threads.append(threading.Thread(target=talk, args=(connection,), daemon=True))
            threads[-1].start()

    acceptor = threading.Thread(target=accept, daemon=True)
    acceptor.start()
    try:
        yield server
    finally:
        server.over.set()
        socket.create_connection(listener.getsockname()).close()
        acceptor.join(20)
        listener.close()
        for connection in open_connections:
            # Those that clients have left open.
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(20)


def closed_port() -> str:
    """Return a domain at which nobody listens."""
    with socket.create_server((HOST, 0)) as listener:
        return f"{HOST}:{listener.getsockname()[1]}"

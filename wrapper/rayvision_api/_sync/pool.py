# Generated from wrapper/rayvision_api/_async/pool.py by `python -m generator build`. Do not edit.
"""How a request travels: by a connection of the client's own, or by a transport that its user gave.

One httpx transport for many connections looks through all of them at every step, and loses one when a call is cancelled
that waits for it (https://github.com/encode/httpcore/issues/1093). So each connection is a separate transport, and a
call that fails or is cancelled discards its connection.
"""

from __future__ import annotations

import time
from collections import deque
from functools import partial
from math import inf
from threading import Lock
from typing import Any

from rayvision_api._sync.connection import Connection
from rayvision_api._transport.concurrency import Event, event, happened, within
from rayvision_api._transport.http import OWN_TRANSPORTS, httpx


class ConnectionPool:
    """A limited number of connections to the service: the idle ones, and a queue of calls that wait for one.

    Attributes:
        is_of_httpx: Whether its errors prove that a request was not sent.

    Args:
        limits: How many connections to open and to keep, and for how long.
        arguments: What else an httpx transport is made with.
    """

    is_of_httpx = True

    def __init__(self, limits: httpx.Limits, **arguments: Any) -> None:
        one = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=limits.keepalive_expiry)
        self._make = partial(httpx.HTTPTransport, limits=one, **arguments)
        self._free = _or_any_number(limits.max_connections)
        self._most_idle = _or_any_number(limits.max_keepalive_connections)
        self._longest_idle = _or_any_number(limits.keepalive_expiry)
        self._lock = Lock()
        self._queue: deque[Event] = deque()
        # The first one is made at once, so that wrong arguments are found here.
        self._idle = deque([Connection(self._make())])

    def send(self, request: httpx.Request, most: int, deadline: float) -> tuple[httpx.Response, bytes]:
        """Send a request, and read its reply.

        Args:
            request: What to send; its timeouts say how long to wait for a connection.
            most: After how many bytes of the body to stop reading.
            deadline: When all has to be over, by `time.monotonic`.
        """
        self._acquire(request.extensions["timeout"]["pool"])
        connection = None
        try:
            connection = self._take_idle()
            connection.deadline = deadline
            response = connection.transport.handle_request(request)
            content = _read(response, most, deadline)
        except BaseException:  # a cancelled call, too, frees its place
            self._release()
            if connection is not None:
                connection.close()
            raise
        surplus = self._keep(connection)
        self._release()
        for one in surplus:
            one.close()
        return response, content

    def close(self) -> None:
        """Close all connections; those in use, when their reply has been read."""
        self._most_idle = -1
        while self._idle:
            self._idle.pop().close()

    def _acquire(self, seconds: float | None) -> None:
        """Wait until a connection may be used, in the order of the calls."""
        with self._lock:
            if self._free > 0:
                self._free -= 1
                return
            turn = event()
            self._queue.append(turn)
        try:
            has_come = happened(turn, seconds)
        except BaseException:  # as above
            if not self._leave_queue(turn):
                self._release()
            raise
        if not has_come and self._leave_queue(turn):
            raise httpx.PoolTimeout("all connections are in use")

    def _leave_queue(self, turn: Event) -> bool:
        with self._lock:
            if turn in self._queue:
                self._queue.remove(turn)
                return True
        return False  # it has come after all

    def _release(self) -> None:
        with self._lock:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._free += 1

    def _take_idle(self) -> Connection:
        """Take the connection that was used last, so that those that are not needed expire."""
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return Connection(self._make())

    def _keep(self, connection: Connection) -> list[Connection]:
        """Keep a connection for the next call; return those that are to be closed."""
        connection.idle_since = time.monotonic()
        with self._lock:
            is_kept = len(self._idle) < self._most_idle and connection.has_nothing_unread()
            surplus = [] if is_kept else [connection]
            if is_kept:
                self._idle.append(connection)
            while self._idle and connection.idle_since - self._idle[0].idle_since > self._longest_idle:
                surplus.append(self._idle.popleft())
        return surplus


class GivenTransport:
    """A transport that a user gave; requests are sent through it unchanged.

    Attributes:
        is_of_httpx: Whether its errors prove that a request was not sent.

    Args:
        transport: The transport.
    """

    def __init__(self, transport: httpx.BaseTransport) -> None:
        self.is_of_httpx = type(transport) in OWN_TRANSPORTS
        self._transport = transport

    def send(self, request: httpx.Request, most: int, deadline: float) -> tuple[httpx.Response, bytes]:
        """Send a request, and read its reply."""
        with within(deadline - time.monotonic()):
            response = self._transport.handle_request(request)
            return response, _read(response, most, deadline)

    def close(self) -> None:
        """Close the transport."""
        self._transport.close()


def _read(response: httpx.Response, most: int, deadline: float) -> bytes:
    """Read a reply as it comes, compressed or not, and no further than just beyond the limit."""
    if response.is_stream_consumed:  # by a transport that looked into it, and undid its compression
        return response.content
    stream: Any = response.stream
    content = bytearray()
    try:
        for chunk in stream:
            content += chunk
            if len(content) > most:
                break
            if time.monotonic() > deadline:
                raise httpx.ReadTimeout("the time for this attempt is up")
    finally:
        stream.close()
    return bytes(content)


def _or_any_number(limit: float | None) -> float:
    return inf if limit is None else limit

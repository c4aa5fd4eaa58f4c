"""Requests over asyncio itself, one service, HTTP/1.1: h11 writes and reads it, asyncio carries it.

httpx's transport reaches asyncio through httpcore and anyio, which take half of an async call, and look through all
connections twice for each: without them, fifty calls at a time take less than half as long. They remain for trio and
for proxies.
"""

from __future__ import annotations

import asyncio
import select
import socket
import sys
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from ssl import SSLContext
from typing import Any, TypeVar, cast

import h11
from aiohappyeyeballs import start_connection

from rayvision_api._http import (
    URL,
    AsyncByteStream,
    AsyncTransport,
    ConnectError,
    ConnectTimeout,
    HTTPRequest,
    Limits,
    PoolTimeout,
    ReadError,
    ReadTimeout,
    RemoteProtocolError,
    Response,
    TimeoutException,
    WriteTimeout,
)

T = TypeVar("T")

# As much as httpx takes; h11 by itself takes less than some gateways send.
_LONGEST_HEAD = 100 * 1024
# Bytes of a request that are handed over TLS at once, and that may wait before the next ones do.
_PIECE = 64 * 1024
# Seconds that an address of the service has before the next one is tried beside it, as httpx does.
_HEAD_START = 0.25


class AsyncioTransport(AsyncTransport):
    """Sends to one service, from one event loop, by as many connections as are allowed.

    Args:
        address: The service's address.
        ssl_context: Whose certificates to trust, where the address is of HTTPS.
        limits: How many connections to open and to keep, and for how long.
    """

    def __init__(self, address: str, ssl_context: SSLContext, limits: Limits) -> None:
        url = URL(address)
        # As httpx encodes it: Python's own encoding of a name is an older one, and may be that of another host.
        self._host, self._port = url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80)
        self._ssl_context = ssl_context if url.scheme == "https" else None
        self._places = asyncio.Semaphore(_or_any_number(limits.max_connections))
        self._most_kept = _or_any_number(limits.max_keepalive_connections)
        self._longest_kept = limits.keepalive_expiry
        self._kept: deque[_Connection] = deque()

    async def handle_async_request(self, request: HTTPRequest) -> Response:
        """Send a request, and read its reply as far as the body."""
        timeouts = request.extensions["timeout"]
        await _within(timeouts["pool"], self._places.acquire(), PoolTimeout)
        connection = None
        try:
            connection = self._taken() or await self._opened(timeouts["connect"])
            await connection.send(request, timeouts["write"])
            head = await connection.head(timeouts["read"])
        except BaseException:  # a cancelled call, too, gives its place back
            self._give_back(connection)
            raise
        body = _Body(connection, timeouts["read"], self._give_back)
        return Response(head.status_code, headers=head.headers.raw_items(), stream=body)

    async def aclose(self) -> None:
        """Close all connections; those in use, when their reply has been read."""
        self._most_kept = 0
        while self._kept:
            self._kept.popleft().close()
        await asyncio.sleep(0)

    def _taken(self) -> _Connection | None:
        """Take the connection that was used last, so that those that are not needed expire."""
        while self._kept:
            connection = self._kept.pop()
            if not self._has_expired(connection) and connection.is_silent():
                return connection
            connection.close()
        return None

    async def _opened(self, seconds: float | None) -> _Connection:
        connection = _Connection()
        try:
            await _within(seconds, self._connect(connection), ConnectTimeout)
        except BaseException as error:  # a cancelled call, too, leaves no socket
            connection.close()
            # uvloop raises RuntimeError where asyncio raises OSError; a port may be too large a number.
            if isinstance(error, OSError | RuntimeError | OverflowError):
                raise ConnectError(str(error)) from error
            raise
        return connection

    async def _connect(self, connection: _Connection) -> None:
        """Connect to the address that answers first: of IPv4 and IPv6, one may lead nowhere."""
        loop = asyncio.get_running_loop()
        addresses = await loop.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
        sock = await start_connection(addresses, happy_eyeballs_delay=_HEAD_START)
        server_hostname = None
        if self._ssl_context is not None:
            # Each time, for a client of HTTP/2 may share the context.
            self._ssl_context.set_alpn_protocols(["http/1.1"])
            server_hostname = self._host
        await loop.create_connection(
            lambda: connection, sock=sock, ssl=self._ssl_context, server_hostname=server_hostname
        )

    def _give_back(self, connection: _Connection | None) -> None:
        """Keep a connection whose reply has been read to its end, and close any other."""
        if connection is not None:
            if len(self._kept) < self._most_kept and connection.begins_anew():
                self._kept.append(connection)
            else:
                connection.close()
        while self._kept and self._has_expired(self._kept[0]):
            self._kept.popleft().close()
        self._places.release()

    def _has_expired(self, connection: _Connection) -> bool:
        return self._longest_kept is not None and connection.idle() > self._longest_kept


class _Connection(asyncio.Protocol):
    """A connection, which carries one request at a time."""

    def __init__(self) -> None:
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_LONGEST_HEAD)
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._is_open = False
        self._is_sent = False
        self._error: Exception | None = None
        self._free_since = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.set_write_buffer_limits(high=_PIECE)
        self._is_open = True

    def data_received(self, data: bytes) -> None:
        if self._http.our_state is h11.IDLE:  # what nobody asked for is neither read nor kept
            self.close()
            return
        self._http.receive_data(data)
        self._news.set()
        self._flowing.set()  # a service that has answered may not read on

    def eof_received(self) -> None:
        self.data_received(b"")  # which is h11's word for the end

    def connection_lost(self, error: Exception | None) -> None:
        self._is_open, self._error = False, error
        if error is None:
            self.eof_received()
        self._news.set()
        self._flowing.set()

    def pause_writing(self) -> None:
        self._flowing.clear()

    def resume_writing(self) -> None:
        self._flowing.set()

    async def send(self, request: HTTPRequest, seconds: float | None) -> None:
        """Send a request, or as much as it takes to be answered; what does not go out in time is an error."""
        if self._transport.is_closing():
            raise ConnectError("the service hung up before anything was sent")
        head = h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw)
        parts = [self._http.send(event) for event in (head, h11.Data(data=await request.aread()), h11.EndOfMessage())]
        content = b"".join(filter(None, parts))
        # Over TLS, asyncio takes in whatever it is given, and says only then that it is too much.
        piece = _PIECE if self._transport.get_extra_info("ssl_object") else len(content)
        self._is_sent = False
        self._news.clear()
        for start in range(0, len(content), piece):
            if start:
                await asyncio.sleep(0)  # so that an answer, or the connection's end, is noticed
            if self._news.is_set():
                return
            self._transport.write(content[start : start + piece])
            await _happened(self._flowing, seconds, WriteTimeout)
        self._is_sent = True

    async def head(self, seconds: float | None) -> h11.Response:
        """Read a reply as far as its body; each part of it has to come in time."""
        while isinstance(event := await self._event(seconds), h11.InformationalResponse):
            pass
        return cast("h11.Response", event)

    async def data(self, seconds: float | None) -> bytes | None:
        """Read a part of a reply's body; nothing after its end."""
        event = await self._event(seconds)
        return bytes(event.data) if isinstance(event, h11.Data) else None

    def begins_anew(self) -> bool:
        """Whether the reply has been read, and another request may follow; if so, be ready for it."""
        is_sent = self._is_sent and self._transport.get_write_buffer_size() == 0
        if not is_sent or self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE:
            return False
        self._http.start_next_cycle()
        self._free_since = self._loop.time()
        return True

    def idle(self) -> float:
        """Since how many seconds the connection has been free."""
        return self._loop.time() - self._free_since

    def is_silent(self) -> bool:
        """Whether nothing has come in while the connection was free: its end, or what nobody asked for.

        A busy event loop may not have read what came, so the socket is asked as well.
        """
        if self._transport.is_closing() or self._http.trailing_data != (b"", False):
            return False
        return not _is_readable(self._transport.get_extra_info("socket"))

    def close(self) -> None:
        """Close the connection at once."""
        if self._is_open:  # asyncio's transports may fail to abort else
            self._transport.abort()

    async def _event(self, seconds: float | None) -> Any:
        expecting_reply = self._http.their_state is h11.SEND_RESPONSE
        try:
            while (event := self._http.next_event()) is h11.NEED_DATA:
                if self._error is not None:
                    raise ReadError(str(self._error))
                self._news.clear()
                await _happened(self._news, seconds, ReadTimeout)
        except h11.RemoteProtocolError as error:
            hung_up = expecting_reply and self._http.trailing_data == (b"", True)
            raise RemoteProtocolError("the service hung up without a reply" if hung_up else str(error)) from error
        return event


class _Body(AsyncByteStream):
    """The body of a reply, which gives its connection back in the end."""

    def __init__(
        self, connection: _Connection, seconds: float | None, give_back: Callable[[_Connection], None]
    ) -> None:
        self._connection = connection
        self._seconds = seconds
        self._give_back: Callable[[_Connection], None] | None = give_back

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while data := await self._connection.data(self._seconds):
            yield data

    async def aclose(self) -> None:
        give_back, self._give_back = self._give_back, None
        if give_back is not None:
            give_back(self._connection)


async def _within(seconds: float | None, awaitable: Awaitable[T], error: type[TimeoutException]) -> T:
    """Await something for so many seconds, or for ever (`None`)."""
    try:
        async with asyncio.timeout(seconds):
            return await awaitable
    except TimeoutError:
        raise error("") from None


async def _happened(event: asyncio.Event, seconds: float | None, error: type[TimeoutException]) -> None:
    """Await an event for so many seconds. What has happened while the event loop was busy has happened in time."""
    if event.is_set():
        return
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        if not event.is_set():
            raise error("") from None


def _is_readable(sock: Any) -> bool:
    """Whether something has come in at a socket that has not been read, the end of the connection say."""
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([sock], [], [], 0)[0])
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(0))


def _or_any_number(limit: int | None) -> int:
    return sys.maxsize if limit is None else limit

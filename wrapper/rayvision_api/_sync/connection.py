# Generated from wrapper/rayvision_api/_async/connection.py by `python -m generator build`. Do not edit.
"""One connection of httpx's own transport, and what httpx does not do for it: to end in time, and to be silent.

Nothing else uses private parts of httpx and httpcore. httpx limits each read and write separately, so that a service
which sends a byte now and then is never late; and it takes what came behind a reply as the answer to the next request.
"""

from __future__ import annotations

import time
from math import inf
from ssl import SSLContext
from typing import Any

from httpcore import ConnectError, ConnectTimeout, NetworkBackend, NetworkStream, ReadTimeout, WriteTimeout

from rayvision_api._transport.concurrency import addresses_of, shielded
from rayvision_api._transport.http import httpx

# As much as a socket that has any room at all takes at once, so that the time left is looked at before each.
_PIECE = 16 * 1024


class Connection(NetworkBackend):
    """A transport of one connection, which carries one call at a time.

    Attributes:
        transport: The transport.
        deadline: When the call that it carries has to be over, by `time.monotonic`.
        idle_since: When its last call was over.

    Args:
        transport: An httpx transport that has not been used yet.
    """

    def __init__(self, transport: httpx.HTTPTransport) -> None:
        self.transport = transport
        self.deadline = inf
        self.idle_since = time.monotonic()
        self._tcp: NetworkStream | None = None
        self._backend, transport._pool._network_backend = transport._pool._network_backend, self

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> NetworkStream:
        """Connect to the first address of a host that answers; the time left is divided among the addresses."""
        if port > 0xFFFF:  # the system would silently drop its high bits
            raise ConnectError(f"there is no port {port}")
        try:
            addresses = addresses_of(host, port)
        except (OSError, ValueError) as error:
            raise ConnectError(str(error)) from error
        while True:
            left = self.left(timeout, ConnectTimeout)
            share = None if left is None else left / len(addresses)
            try:
                self._tcp = self._backend.connect_tcp(addresses.pop(0), port, share, local_address, socket_options)
                return Stream(self._tcp, self)
            except (ConnectError, ConnectTimeout):
                if not addresses:
                    raise

    def left(self, timeout: float | None, late: type[Exception]) -> float | None:
        """Return how many seconds a step may take; where there are none left, raise."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise late("the time for this attempt is up")
        return min(left, inf if timeout is None else timeout) if left < inf else timeout

    def has_nothing_unread(self) -> bool:
        """Return whether nothing came after the last reply; `False` where that cannot be determined.

        What the socket itself still holds, httpcore sees before it uses the connection again.
        """
        connection: Any
        try:
            (connection,) = self.transport._pool.connections
            while not hasattr(connection, "_h11_state"):
                connection = connection._connection
            return connection._h11_state.trailing_data == (b"", False) and not _unread(connection._network_stream)
        except (AttributeError, ValueError):
            return False

    def close(self) -> None:
        """Close the connection, even one that a cancelled call was about to open."""
        with shielded():
            self.transport.close()
            if self._tcp is not None:
                self._tcp.close()


class Stream(NetworkStream):
    """A connection's stream, no step of which outlasts the deadline of the call.

    httpcore writes a request in three parts: head, body, and nothing at the end. They are sent at once, which saves a
    small call a tenth of its time.
    """

    def __init__(self, stream: NetworkStream, connection: Connection) -> None:
        self._stream = stream
        self._connection = connection
        self._unsent = b""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._unsent:
            self.write(b"", timeout)
        return self._stream.read(max_bytes, self._connection.left(timeout, ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._unsent += buffer
        if buffer and len(self._unsent) < _PIECE:
            return
        unsent, self._unsent = self._unsent, b""
        for start in range(0, len(unsent), _PIECE):
            self._stream.write(unsent[start : start + _PIECE], self._connection.left(timeout, WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        left = self._connection.left(timeout, ConnectTimeout)
        return Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._connection)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _unread(layer: Any) -> bool:
    """Whether bytes that nobody has read lie between HTTP and the socket: in TLS, or in anyio's queue."""
    if hasattr(layer, "transport_stream"):
        encrypted = layer._read_bio if hasattr(layer, "_read_bio") else layer._incoming
        return bool(encrypted.pending) or _unread(layer.transport_stream)
    if hasattr(layer, "_stream"):
        return _unread(layer._stream)
    if hasattr(layer, "_protocol"):
        return bool(layer._protocol.read_queue)
    if hasattr(layer, "_incoming"):
        return bool(layer._incoming.pending)
    # A blocking socket and one of trio keep nothing back.
    return not (hasattr(layer, "_sock") or hasattr(layer, "socket"))

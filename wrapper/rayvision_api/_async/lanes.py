"""Many small connection pools in the place of a large one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from threading import Lock
from typing import Any, cast

from rayvision_api._http import AsyncByteStream, AsyncHTTPTransport, AsyncTransport, HTTPRequest, Limits, Response

# httpcore's pools look through all their connections at both ends of every call, so that their work grows with the
# square of the number: 50 calls at a time cost three to six times as much in one pool of 100 as in fifty of two.
_MOST_LANES = 50


class AsyncLanes(AsyncTransport):
    """A transport that shares its connections out among lanes, each a pool of its own, and sends by the least busy one.

    Args:
        limits: How many connections there are, and how many are kept, in all lanes together.
        arguments: What else an httpx transport is made with.
    """

    def __init__(self, limits: Limits, **arguments: Any) -> None:
        count = min(_MOST_LANES, limits.max_connections or _MOST_LANES)
        self._lanes = [
            AsyncHTTPTransport(
                limits=Limits(
                    max_connections=_share(limits.max_connections, lane, count),
                    max_keepalive_connections=_share(limits.max_keepalive_connections, lane, count),
                    keepalive_expiry=limits.keepalive_expiry,
                ),
                **arguments,
            )
            for lane in range(count)
        ]
        self._busy = [0] * count
        self._lock = Lock()

    async def handle_async_request(self, request: HTTPRequest) -> Response:
        """Send by the lane that has the least to do, until the reply has been read."""
        with self._lock:
            lane = self._busy.index(min(self._busy))
            self._busy[lane] += 1

        def release() -> None:
            with self._lock:
                self._busy[lane] -= 1

        try:
            response = await self._lanes[lane].handle_async_request(request)
        except BaseException:  # a cancelled call, too, gives its place back
            release()
            raise
        response.stream = _Held(cast("AsyncByteStream", response.stream), release)
        return response

    async def aclose(self) -> None:
        """Close all connections."""
        for lane in self._lanes:
            await lane.aclose()


class _Held(AsyncByteStream):
    """A reply's stream, which tells its lane when it has been read."""

    def __init__(self, stream: AsyncByteStream, release: Callable[[], None]) -> None:
        self._stream = stream
        self._release = release

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._stream.__aiter__()

    async def aclose(self) -> None:
        try:
            await self._stream.aclose()
        finally:
            self._release()


def _share(whole: int | None, lane: int, lanes: int) -> int | None:
    """Give one lane's share of a number: the first lanes have what division leaves over."""
    return None if whole is None else whole // lanes + (lane < whole % lanes)

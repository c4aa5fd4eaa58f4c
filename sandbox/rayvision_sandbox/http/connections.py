"""Connections that do not wait forever for their client."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

# Seconds until a request has to be there, counted from the connection or the reply before it, and in which a reply
# that fills the network's buffers has to be taken. Between requests uvicorn itself waits for 5 seconds.
TIMEOUT = 10


class Connection(H11Protocol):
    """A connection that is cut when its client neither sends a request nor reads the reply."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """End all waiting."""
        self._stop_watching()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take in a part of a request."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        self._watch()

    def pause_writing(self) -> None:
        """Begin to wait for the client to take its reply."""
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        """Go on with the reply."""
        super().resume_writing()
        self._stop_watching()
        self._watch()

    def _watch(self) -> None:
        """Set the deadline while it is the client's turn."""
        cycle: RequestResponseCycle | None = self.cycle
        arriving = cycle is None or cycle.response_complete or cycle.more_body
        if not arriving and not self.flow.write_paused:
            self._stop_watching()
        elif self._deadline is None:
            # Closing would wait until the reply is taken.
            self._deadline = self.loop.call_later(TIMEOUT, self.transport.abort)

    def _stop_watching(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

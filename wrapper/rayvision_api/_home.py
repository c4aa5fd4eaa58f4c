"""What the two halves do differently: wait, be woken, look up names; and what connections belong to.

Whatever is called `async_` here loses that prefix in the sync half.
"""

from __future__ import annotations

import threading
import time
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import asyncio

    import anyio


class _Anywhere:
    """Home of connections that any thread may use."""

    def is_closed(self) -> bool:
        """It never is."""
        return False


Home: TypeAlias = "asyncio.AbstractEventLoop | _Anywhere"
AsyncEvent: TypeAlias = "anyio.Event"
Event: TypeAlias = threading.Event
event = threading.Event

_ANYWHERE = _Anywhere()

# Nothing can end what a thread has begun.
within = shielded = nullcontext


def async_home() -> Home:
    """Return the running event loop of asyncio; sockets of trio belong to nobody."""
    from asyncio import get_running_loop

    try:
        return get_running_loop()
    except RuntimeError:
        return _ANYWHERE


def home() -> Home:
    """Return the home of all blocking connections."""
    return _ANYWHERE


async def async_sleep(seconds: float) -> None:
    """Let other coroutines have their turn for so many seconds."""
    from anyio import sleep

    await sleep(seconds)


def sleep(seconds: float) -> None:
    """Let other threads have their turn for so many seconds."""
    time.sleep(seconds)


def async_event() -> AsyncEvent:
    """Make an event that a coroutine can wait for."""
    import anyio

    return anyio.Event()


async def async_happened(event: AsyncEvent, seconds: float | None) -> bool:
    """Wait for an event, so many seconds at most; return whether it has happened."""
    import anyio

    with anyio.move_on_after(seconds):
        await event.wait()
    return event.is_set()


def happened(event: Event, seconds: float | None) -> bool:
    """Wait for an event, so many seconds at most; return whether it has happened."""
    return event.wait(seconds)


def async_within(seconds: float) -> AbstractContextManager[object]:
    """Raise a TimeoutError in what takes longer than so many seconds."""
    import anyio

    return anyio.fail_after(seconds)


def async_shielded() -> AbstractContextManager[object]:
    """Let what is to be tidied up be tidied up in a cancelled task, too."""
    import anyio

    return anyio.CancelScope(shield=True)


async def async_addresses_of(host: str, _port: int) -> list[str]:
    """Return a host as it is: anyio and trio look its addresses up, and try them side by side."""
    return [host]


def addresses_of(host: str, port: int) -> list[str]:
    """Return all addresses of a host.

    Raises:
        OSError: There is none.
    """
    import socket

    return [str(address[0]) for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]

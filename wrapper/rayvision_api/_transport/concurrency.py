"""What the two halves do differently: wait, be woken, look names up, make calls at once.

Whatever is called `async_` here loses that prefix in the sync half.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    import asyncio

    import anyio


class _AnyThread:
    """Stands for an event loop where any thread may use a connection."""

    def is_closed(self) -> bool:
        """It never is."""
        return False


class AsyncStopEvent(Protocol):
    """An `Event` of asyncio, anyio or trio."""

    def is_set(self) -> bool:
        """Whether the event has happened."""

    async def wait(self) -> object:
        """Wait until it has."""


class StopEvent(Protocol):
    """A `threading.Event`."""

    def is_set(self) -> bool:
        """Whether the event has happened."""

    def wait(self, timeout: float) -> bool:
        """Wait until it has, at most so many seconds; return whether it has."""


EventLoop: TypeAlias = "asyncio.AbstractEventLoop | _AnyThread"
AsyncEvent: TypeAlias = "anyio.Event"
Event: TypeAlias = threading.Event
event = threading.Event

_ANY_THREAD = _AnyThread()

ResultT = TypeVar("ResultT")

# Nothing can end what a thread has begun.
within = shielded = nullcontext


def async_event_loop() -> EventLoop:
    """Return the running event loop of asyncio; sockets of trio belong to none."""
    from asyncio import get_running_loop

    try:
        return get_running_loop()
    except RuntimeError:
        return _ANY_THREAD


def event_loop() -> EventLoop:
    """Return what all blocking connections belong to."""
    return _ANY_THREAD


async def async_sleep(seconds: float) -> None:
    """Let other coroutines run for so many seconds."""
    from anyio import sleep

    await sleep(seconds)


def sleep(seconds: float) -> None:
    """Let other threads run for so many seconds."""
    time.sleep(seconds)


async def async_pause(duration: float, stop: AsyncStopEvent | None) -> bool:
    """Pause, and return whether the stop event was set meanwhile."""
    import anyio

    if stop is None:
        await async_sleep(duration)
        return False
    if not iscoroutinefunction(stop.wait):
        raise TypeError(f"stop is {stop!r}, which would block the event loop; give an Event of asyncio, anyio or trio")
    with anyio.move_on_after(duration):
        await stop.wait()
    return stop.is_set()


def pause(duration: float, stop: StopEvent | None) -> bool:
    """Pause, and return whether the stop event was set meanwhile."""
    if stop is None:
        sleep(duration)
        return False
    if iscoroutinefunction(stop.wait):
        raise TypeError(f"stop is {stop!r}, which no thread can wait for; give a threading.Event")
    return stop.wait(duration)


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
    """Shield what tidies up from the cancellation of its task."""
    import anyio

    return anyio.CancelScope(shield=True)


async def async_together(calls: Sequence[Callable[[], Awaitable[ResultT]]]) -> list[ResultT | Exception]:
    """Make calls at once, and wait for all of them; return what each came to, in their order."""
    import anyio

    results: dict[int, ResultT | Exception] = {}

    async def make(number: int, call: Callable[[], Awaitable[ResultT]]) -> None:
        try:
            results[number] = await call()
        except Exception as error:  # noqa: BLE001  # who asked for it raises it
            results[number] = error

    async with anyio.create_task_group() as group:
        for number, call in enumerate(calls):
            group.start_soon(make, number, call)
    return [results[number] for number in range(len(calls))]


def together(calls: Sequence[Callable[[], ResultT]]) -> list[ResultT | Exception]:
    """Make calls at once, the first one in this thread; return what each came to, in their order.

    Where Ctrl-C ends this thread's waiting, the others end by themselves, and keep no program from its end.
    """
    from contextvars import copy_context

    results: dict[int, ResultT | Exception] = {}

    def make(number: int, call: Callable[[], ResultT]) -> None:
        try:
            results[number] = call()
        except Exception as error:  # noqa: BLE001  # who asked for it raises it
            results[number] = error

    others = [
        threading.Thread(target=copy_context().run, args=(make, number, call), daemon=True)
        for number, call in enumerate(calls)
        if number
    ]
    for thread in others:
        thread.start()
    for number, call in enumerate(calls[:1]):
        make(number, call)
    for thread in others:
        thread.join()
    return [results[number] for number in range(len(calls))]


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

"""What connections belong to: the event loop that opened them, or nothing in particular."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop


class _Anywhere:
    """Home of connections that any thread may use."""

    def is_closed(self) -> bool:
        """It never is."""
        return False


Home: TypeAlias = "AbstractEventLoop | _Anywhere"

_ANYWHERE = _Anywhere()


def async_home() -> Home:
    """Give the running event loop of asyncio, or of trio, where httpx runs as well."""
    from asyncio import get_running_loop

    try:
        return get_running_loop()
    except RuntimeError:
        return _ANYWHERE


def on_asyncio() -> bool:
    """Say whether the caller runs on an event loop of asyncio."""
    return async_home() is not _ANYWHERE


async def async_sleep(seconds: float) -> None:
    """Let other coroutines have their turn for so many seconds."""
    from anyio import sleep

    await sleep(seconds)


def sleep(seconds: float) -> None:
    """Let other threads have their turn for so many seconds."""
    time.sleep(seconds)


def home() -> Home:
    """Give the home of all blocking connections."""
    return _ANYWHERE

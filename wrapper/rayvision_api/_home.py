"""What connections belong to: the event loop that opened them, or nothing in particular."""

from __future__ import annotations


class _Anywhere:
    """Home of connections that any thread may use."""


_ANYWHERE = _Anywhere()


def async_home() -> object:
    """Give the running event loop of asyncio, or of trio, where httpx runs as well."""
    from asyncio import get_running_loop

    try:
        return get_running_loop()
    except RuntimeError:
        return _ANYWHERE


def home() -> object:
    """Give the home of all blocking connections."""
    return _ANYWHERE

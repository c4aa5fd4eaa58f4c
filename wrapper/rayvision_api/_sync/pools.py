# Generated from wrapper/rayvision_api/_async/pools.py by `python -m generator build`. Do not edit.
"""The pools of a client: one for each event loop, and none that a forked process inherits."""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING

from rayvision_api._transport.clock import ServiceClock
from rayvision_api._transport.concurrency import EventLoop, event_loop
from rayvision_api._transport.network import SET_UP_FAILURES, Network
from rayvision_api.errors import RayvisionError

if TYPE_CHECKING:
    from rayvision_api._sync.pool import ConnectionPool, GivenTransport


class Pools:
    """What a client and its views share: a pool for each event loop, made at its first call, and a clock."""

    def __init__(self, network: Network) -> None:
        self.clock = ServiceClock()
        self._network = network
        self._closed = False
        self._inherited: list[object] = []
        self._begin()

    def _begin(self) -> None:
        self._process = os.getpid()
        self._lock = Lock()
        self._pools: dict[EventLoop, ConnectionPool | GivenTransport] = {}

    def _leave_inherited(self) -> None:
        if self._process != os.getpid():
            # A forked child must not use its parent's sockets, nor close them, for that may take a lock that the parent
            # held when the child was born.
            self._inherited.append(self._pools)
            self._begin()

    def current(self) -> ConnectionPool | GivenTransport:
        """Return the pool of this process and event loop, which the first call makes.

        Making it reads the machine's certificates. Connections belong to the event loop that opened them.

        Raises:
            RayvisionError: The client is closed, or no connection can be made.
        """
        self._leave_inherited()
        with self._lock:
            if self._closed:
                raise RayvisionError("this client is closed; make a new one")
            owner = event_loop()
            pool = self._pools.get(owner)
            if pool is None:
                for ended in [one for one in self._pools if one.is_closed()]:
                    del self._pools[ended]
                pool = self._pools[owner] = self._make()
            return pool

    @property
    def most_at_once(self) -> int:
        """How many calls to make at once, at most, where there are many to make."""
        return self._network.most_at_once

    def _make(self) -> ConnectionPool | GivenTransport:
        from rayvision_api._sync.pool import ConnectionPool, GivenTransport

        network = self._network
        try:
            return GivenTransport(network.given) if network.given else ConnectionPool(**network.transport_arguments())
        except SET_UP_FAILURES as error:
            reason = f"{type(error).__name__}: {error}"
        raise RayvisionError(
            f"no connection can be set up: {reason}. Look at `verify`, `proxy`, and the environment variables "
            "SSL_CERT_FILE, HTTPS_PROXY, HTTP_PROXY and ALL_PROXY"
        )

    def close(self) -> None:
        """Close the connections of this event loop, for good; those of a loop that has ended have ended with it."""
        self._leave_inherited()
        with self._lock:
            pool = self._make() if self._network.given else self._pools.get(event_loop())
            closed, self._closed = self._closed, True
        if pool is not None and not closed:
            pool.close()

"""The async client runs under trio as under asyncio, for httpx does."""

from __future__ import annotations

import pytest
import trio
from rayvision_api import AsyncRayvisionAPI, RayvisionWaitStoppedError

from .loopback import http_reply, serving
from .support import ACCESS_ID, ACCESS_KEY, page

RENDERING = page([{"id": 1, "taskStatus": 5}])


def test_calls_and_waiting_run_under_trio() -> None:
    async def run(domain: str) -> None:
        async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, domain=domain, protocol="http") as api:
            assert [task.id async for task in api.query.iter_tasks()] == [1]
            stop = trio.Event()
            async with trio.open_nursery() as nursery:
                nursery.start_soon(_set_soon, stop)
                with pytest.raises(RayvisionWaitStoppedError) as caught:
                    await api.task.wait([1], poll=30, stop=stop)
            assert [task.id for task in caught.value.tasks] == [1]

    with serving(lambda request, connection: http_reply(RENDERING)) as server:
        trio.run(run, server.domain)


async def _set_soon(stop: trio.Event) -> None:
    await trio.sleep(0.1)
    stop.set()

"""One client used by many at once: every caller gets its own reply."""

from __future__ import annotations

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from rayvision_api import AsyncRayvisionAPI, RayvisionAPI

from .loopback import http_server
from .support import ACCESS_ID, ACCESS_KEY, envelope, reference_digest, reference_string_to_sign

SIGNED = ("accessId", "channel", "platform", "UTCTimestamp", "nonce", "version")


class _Echo:
    """Answers a question after a task with that task, and looks at every signature."""

    def __init__(self) -> None:
        self.nonces: list[str] = []
        self.wrong: list[str] = []

    def __call__(self, path: str, headers: dict[str, str], body: bytes) -> dict[str, Any]:
        asked = json.loads(body)
        text = reference_string_to_sign(headers["Host"], path, {name: headers[name] for name in SIGNED}, asked)
        if reference_digest(ACCESS_KEY, text) != headers["signature"]:
            self.wrong.append(headers["nonce"])
        self.nonces.append(headers["nonce"])
        return envelope({"items": [{"id": asked["taskIds"][0], "platform": headers["platform"]}]})


def test_32_threads_over_one_client_get_their_own_replies() -> None:
    echo = _Echo()
    start = threading.Barrier(32)
    with (
        http_server(echo) as domain,
        RayvisionAPI(ACCESS_ID, ACCESS_KEY, domain=domain, protocol="http", platform="2") as api,
        ThreadPoolExecutor(32) as threads,
    ):

        def ask(thread: int) -> list[tuple[int, int, str]]:
            view = api if thread % 2 else api.with_platform("6")
            start.wait(20)
            answers = []
            for call in range(12):
                wanted = thread * 1000 + call + 1
                task = view.query.task_info([wanted]).items[0]
                answers.append((wanted, task.id, task["platform"]))
            return answers

        results = list(threads.map(ask, range(32)))
    for thread, answers in enumerate(results):
        assert len(answers) == 12
        assert all(wanted == got for wanted, got, _ in answers)
        assert {platform for _, _, platform in answers} == {"2" if thread % 2 else "6"}
    assert echo.wrong == []
    assert len(echo.nonces) == len(set(echo.nonces)) == 32 * 12


def test_100_coroutines_over_one_client_get_their_own_replies() -> None:
    echo = _Echo()

    async def ask(api: AsyncRayvisionAPI, wanted: int) -> tuple[int, int]:
        await asyncio.sleep(0)
        page = await api.query.task_info([wanted])
        return wanted, page.items[0].id

    async def run(domain: str) -> list[tuple[int, int]]:
        async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, domain=domain, protocol="http") as api:
            return await asyncio.gather(*(ask(api, number + 1) for number in range(100)))

    with http_server(echo) as domain:
        answers = asyncio.run(run(domain))
    assert len(answers) == 100
    assert all(wanted == got for wanted, got in answers)
    assert echo.wrong == []
    assert len(set(echo.nonces)) == 100


def test_cancelled_call_leaves_the_client_usable() -> None:
    release = threading.Event()

    def reply(path: str, headers: dict[str, str], body: bytes) -> dict[str, Any]:
        asked = json.loads(body)["taskIds"][0]
        if asked == 1:
            release.wait(20)
        return envelope({"items": [{"id": asked}]})

    async def run(domain: str) -> int:
        async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, domain=domain, protocol="http") as api:
            slow = asyncio.create_task(api.query.task_info([1]))
            await asyncio.sleep(0.1)
            slow.cancel()
            try:
                await slow
            except asyncio.CancelledError:
                pass
            else:
                raise AssertionError("the call was not cancelled")
            page = await api.query.task_info([2])
            release.set()
            return page.items[0].id

    with http_server(reply) as domain:
        assert asyncio.run(run(domain)) == 2

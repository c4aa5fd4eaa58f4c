"""One client, many callers: threads, coroutines, processes, views; every one gets its own reply."""

from __future__ import annotations

import asyncio
import gc
import os
import socket
import subprocess
import sys
import textwrap
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from rayvision_api import AsyncRayvisionAPI, RayvisionAPI, RayvisionError

from .loopback import Sent, http_reply, serving
from .support import ACCESS_ID, ACCESS_KEY, Half, expected_signature, page


def _echo(sent: Sent, connection: socket.socket) -> bytes:
    """Answer a question after a task with that task, and with the platform that it was asked for."""
    task = sent.body["taskIds"][0]
    return http_reply(page([{"id": task, "taskStatus": 25, "platform": sent.headers["platform"]}]))


def _check(requests: list[Sent], count: int) -> None:
    assert len(requests) == count
    assert len({sent.headers["nonce"] for sent in requests}) == count
    for sent in requests:
        assert sent.headers["signature"] == expected_signature(sent.headers, sent.path, sent.body)


def test_64_threads_get_their_own_replies() -> None:
    start = threading.Barrier(64)
    with serving(_echo) as server:
        with (
            RayvisionAPI(ACCESS_ID, ACCESS_KEY, domain=server.domain, protocol="http", platform="2") as api,
            ThreadPoolExecutor(64) as threads,
        ):

            def ask(thread: int) -> list[tuple[int, int, str, str]]:
                platform = str(2 + thread % 3)
                view = api.with_platform(platform)
                start.wait(20)
                answers = []
                for call in range(10):
                    wanted = thread * 100 + call + 1
                    task = view.query.task_info([wanted]).items[0]
                    answers.append((wanted, task.id, platform, task["platform"]))
                return answers

            answers = [answer for many in threads.map(ask, range(64)) for answer in many]
        assert len(answers) == 640
        assert all(wanted == got and platform == told for wanted, got, platform, told in answers)
        _check(server.requests, 640)
        assert server.connections <= 100


def test_500_coroutines_get_their_own_replies() -> None:
    async def run(domain: str) -> list[tuple[int, int]]:
        async def ask(api: AsyncRayvisionAPI, wanted: int) -> tuple[int, int]:
            return wanted, (await api.query.task_info([wanted])).items[0].id

        async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, domain=domain, protocol="http") as api:
            return await asyncio.gather(*(ask(api, number + 1) for number in range(500)))

    with serving(_echo) as server:
        answers = asyncio.run(run(server.domain))
        assert len(answers) == 500
        assert all(wanted == got for wanted, got in answers)
        _check(server.requests, 500)
        assert server.connections <= 100


def test_views_share_the_connections_and_closing_one_leaves_them_open(half: Half) -> None:
    with serving(_echo) as server, half.client(domain=server.domain, protocol="http") as api:
        views = [api.with_platform("6"), api.with_options(timeout=5), api.with_platform("9").with_options(retries=None)]
        for view in [api, *views]:
            view.query.task_info([7])
        assert server.connections == 1
        for view in views:
            view.close()
        assert api.query.task_info([7]).items[0].id == 7
        assert views[0].query.task_info([8]).items[0]["platform"] == "6"
        assert views[2].query.task_info([8]).items[0]["platform"] == "9"
        assert server.connections == 1
        api.close()
        for view in [api, *views]:
            with pytest.raises(RayvisionError, match="closed"):
                view.query.task_info([7])


def _ask_on_four_event_loops(domain: str) -> list[int]:
    api = AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, domain=domain, protocol="http")

    async def ask(wanted: int) -> int:
        return (await api.query.task_info([wanted])).items[0].id

    async def last(wanted: int) -> int:
        async with api:
            return await ask(wanted)

    return [*(asyncio.run(ask(wanted)) for wanted in (1, 2, 3)), asyncio.run(last(4))]


def test_one_async_client_serves_one_event_loop_after_another() -> None:
    # Connections of loops that have ended cannot be closed in order; they go here, and not during another test.
    with serving(_echo) as server, warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        assert _ask_on_four_event_loops(server.domain) == [1, 2, 3, 4]
        gc.collect()


FORK = """
    import os, sys
    from rayvision_api import RayvisionAPI

    api = RayvisionAPI("id", "key", domain=sys.argv[1], protocol="http", timeout=20)
    def ask(first):
        for wanted in range(first, first + 20):
            assert api.query.task_info([wanted]).items[0].id == wanted, wanted
    ask(1)
    children = []
    for number in range(3):
        child = os.fork()
        if child == 0:
            try:
                ask(1000 * (number + 1))
                api.close()
            except BaseException as error:
                print(repr(error), file=sys.stderr)
                os._exit(1)
            os._exit(0)
        children.append(child)
        ask(100 * (number + 1))
    states = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    ask(5000)
    api.close()
    print(states)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_parent_and_forked_children_both_go_on() -> None:
    with serving(_echo) as server:
        command = [sys.executable, "-W", "error::ResourceWarning", "-c", textwrap.dedent(FORK), server.domain]
        result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert (result.stderr, result.stdout) == ("", "[0, 0, 0]\n")
        assert len(server.requests) == 20 * 8
        # Nobody speaks over a connection of the other's.
        assert server.connections == 4
        assert len({sent.headers["nonce"] for sent in server.requests}) == 160


FORK_AT_THE_FIRST_CALL = """
    import os, signal, ssl, sys, threading
    from rayvision_api import RayvisionAPI

    is_reading, may_go_on = threading.Event(), threading.Event()
    def read(**where):
        is_reading.set()
        may_go_on.wait(60)
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    ssl.create_default_context = read

    with RayvisionAPI("id", "key", domain=sys.argv[1], protocol="http", timeout=20, verify=sys.argv[2]) as api:
        first = threading.Thread(target=api.query.task_info, args=([1],))
        first.start()
        is_reading.wait(60)
        child = os.fork()
        if child == 0:
            signal.alarm(10)
            sys.exit()
        state = os.waitpid(child, 0)[1]
        may_go_on.set()
        first.join()
        assert state == 0, state
        api.query.task_info([2])
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_forked_child_that_leaves_the_block_does_not_wait_for_its_parents_first_call(tmp_path: Path) -> None:
    (tmp_path / "authority.pem").touch()
    with serving(_echo) as server:
        script = textwrap.dedent(FORK_AT_THE_FIRST_CALL)
        # Python warns of a fork beside a thread.
        command = [sys.executable, "-W", "ignore", "-c", script, server.domain, str(tmp_path / "authority.pem")]
        result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert (result.stderr, result.returncode) == ("", 0)
        assert (len(server.requests), server.connections) == (2, 1)

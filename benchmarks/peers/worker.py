"""What all peers have in common: jobs read from standard input, and their cost written to standard output.

A peer is a module with a function that makes its jobs. It loads what it measures in there, and not at its own import,
so that the suite can say what is missing where something is.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import time
import tracemalloc
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Work = Callable[[int, int], object]
"""Does something so many times, so many at once."""

# One peer is asked for far less in a run; a peer must not outlive a suite that went wrong.
_MOST_COMMANDS = 100_000


@dataclass(frozen=True)
class Options:
    """What a peer is started with.

    Attributes:
        domain: Host and port of the local server.
        variant: Which of a module's peers this one is.
        data: Folder of the replies and inputs that the suite has prepared.
    """

    domain: str
    variant: str
    data: str

    def page(self) -> bytes:
        """Return the reply that holds a page of 1,000 tasks."""
        return (Path(self.data) / "page.json").read_bytes()

    def json(self, name: str) -> Any:
        """Return one of the other inputs."""
        return json.loads((Path(self.data) / name).read_text("utf-8"))

    def files(self) -> list[str]:
        """Return the paths of the small files."""
        return sorted(map(str, (Path(self.data) / "files").glob("*")))


def counted(call: Callable[[int], object]) -> Work:
    """Make a job of a function that takes the number of repetitions."""
    return lambda count, _at_once: call(count)


def repeated(call: Callable[[], object]) -> Work:
    """Make a job of a function: one call after the other, of which the last one's result is kept, or in threads."""
    pools: dict[int, ThreadPoolExecutor] = {}

    def work(count: int, at_once: int) -> object:
        if at_once == 1:
            for _ in range(count - 1):
                call()
            return call()
        pool = pools.setdefault(at_once, ThreadPoolExecutor(at_once))
        shared = iter(range(count))
        for future in [pool.submit(_exhaust, shared, call) for _ in range(at_once)]:
            future.result()
        return None

    return work


def _exhaust(shared: Iterator[int], call: Callable[[], object]) -> None:
    for _ in shared:
        call()


def awaited(runner: asyncio.Runner, call: Callable[[], Awaitable[object]]) -> Work:
    """Make a job of a coroutine function: one call after the other, or so many tasks at once."""

    async def some(shared: Iterator[int]) -> None:
        for _ in shared:
            await call()

    async def work(count: int, at_once: int) -> None:
        shared = iter(range(count))
        await asyncio.gather(*(some(shared) for _ in range(at_once)))

    return lambda count, at_once: runner.run(work(count, at_once))


def serve(make_jobs: Callable[[Options], dict[str, Work]]) -> None:
    """Carry out jobs until the suite closes the pipe."""
    # What a peer prints by itself must not get between the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    jobs: dict[str, Work] = {}
    options = Options(**json.loads(sys.argv[1]))
    for _, line in zip(range(_MOST_COMMANDS), sys.stdin, strict=False):
        command = json.loads(line)
        try:
            jobs = jobs or make_jobs(options)
            answer = _carried_out(jobs[command["job"]], command)
        except Exception as error:  # noqa: BLE001  # whatever it is, the suite prints it
            reason = (str(error).splitlines() or [""])[0]
            answer = {"error": f"{type(error).__name__}: {reason[:200]}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
    answers.close()
    # Threads and event loops that a peer has left open have nothing to finish.
    os._exit(0)


def _carried_out(work: Work, command: dict[str, Any]) -> dict[str, Any]:
    arguments = (command["count"], command["at_once"])
    gc.collect()
    if command["memory"]:
        tracemalloc.start()
        result = work(*arguments)
        gc.collect()
        kept, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        del result
        return {"kept": kept, "peak": peak}
    wall, cpu = time.perf_counter(), time.process_time()
    result = work(*arguments)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    text = result.decode() if isinstance(result, bytes) else result
    return {"wall": wall, "cpu": cpu, "value": text if isinstance(text, str) else None}

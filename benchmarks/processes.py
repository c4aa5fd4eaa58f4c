"""The processes of a run: the server, the peers, short commands; where they are pinned, and how rounds interleave."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Timer
from typing import IO, Any, Self

from benchmarks.environments import ROOT, Environment, UnavailableError, search_path
from benchmarks.peers.worker import Options

# No command to a peer takes nearly as long.
_LONGEST_COMMAND = 900

# The allocator of glibc gives memory back at its own discretion. Whether a process has to ask for it again with each
# page depends on what lies above it by chance, and made up to a sixth of a figure: here all keep what they have.
_KEEP_MEMORY = {
    "MALLOC_TRIM_THRESHOLD_": str(2**31),
    "MALLOC_MMAP_THRESHOLD_": str(2**30),
    "MALLOC_TOP_PAD_": str(2**26),
}

Sample = dict[str, Any]
"""What one job cost: `wall` and `cpu` in seconds, or `kept` and `peak` in bytes."""


def cores() -> tuple[int, int] | None:
    """Return the core of the clients and that of the server, where this system lets us choose."""
    if sys.platform != "linux":
        return None
    allowed = sorted(os.sched_getaffinity(0))
    return allowed[0], allowed[-1]


@contextmanager
def pinned(core: int | None) -> Iterator[None]:
    """Start processes on one core: what is started inherits it."""
    if core is None or sys.platform != "linux":
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


class _Process:
    """A process that takes requests over a pipe, and ends when the pipe is closed."""

    def __init__(self, command: list[str], core: int | None, variables: Mapping[str, str]) -> None:
        with pinned(core):
            self._process = subprocess.Popen(  # noqa: S603  # our own command lines
                command,
                cwd=ROOT,
                env=variables,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )

    def ask(self, command: str) -> str:
        """Send a line, where there is one to send, and read one; give nothing where the process has ended."""
        if command:
            self._stream(self._process.stdin).write(command + "\n")
            self._stream(self._process.stdin).flush()
        guard = Timer(_LONGEST_COMMAND, self._process.kill)
        guard.start()
        try:
            return self._stream(self._process.stdout).readline()
        finally:
            guard.cancel()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream(self._process.stdin).close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._stream(self._process.stdout).close()

    @staticmethod
    def _stream(stream: IO[str] | None) -> IO[str]:
        if stream is None:
            raise UnavailableError("the process has no pipe")
        return stream


class Server(_Process):
    """The local server.

    Args:
        python: The interpreter to run it with.
        data: Folder of the replies.
        delay: How many seconds each reply takes.
    """

    def __init__(self, python: str, data: Path, delay: float = 0.0) -> None:
        where = cores()
        command = [python, "-m", "benchmarks.server", str(data), str(delay)]
        super().__init__(command, where[1] if where else None, search_path(None))
        self.domain = f"127.0.0.1:{int(self.ask(''))}"


class Peer(_Process):
    """A peer that carries out jobs.

    Args:
        environment: What it runs in.
        module: Its module below `benchmarks.peers`.
        options: What it is started with.
    """

    def __init__(self, environment: Environment, module: str, options: Options) -> None:
        where = cores()
        command = [environment.python, "-m", f"benchmarks.peers.{module}", json.dumps(asdict(options))]
        # The vendor writes a log file, to a place that this variable names.
        log_root = str(Path(options.data).with_name("vendor-log"))
        variables = {**search_path(None), **_KEEP_MEMORY, "RAYVISION_LOG_ROOT": log_root}
        super().__init__(command, where[0] if where else None, variables)

    def run(self, job: str, count: int = 1, at_once: int = 1, *, memory: bool = False) -> Sample:
        """Carry out a job so many times, so many at once.

        Raises:
            UnavailableError: The peer cannot do it.
        """
        command = {"job": job, "count": count, "at_once": at_once, "memory": memory}
        answer = self.ask(json.dumps(command))
        sample: Sample = json.loads(answer) if answer else {"error": "it ended"}
        if "error" in sample:
            raise UnavailableError(str(sample["error"]))
        return sample


@dataclass(frozen=True)
class Task:
    """What a peer does in each round.

    Attributes:
        peer: The peer.
        job: The name of the job.
        count: How many times.
        at_once: How many of them at once.
    """

    peer: Peer
    job: str
    count: int
    at_once: int = 1

    def run(self) -> Sample:
        """Do it once; the cost is that of one of the many."""
        sample = self.peer.run(self.job, self.count, self.at_once)
        return {"cpu": sample["cpu"] / self.count, "wall": sample["wall"] / self.count}


def interleaved(tasks: Mapping[str, Task], rounds: int) -> dict[str, list[Sample]]:
    """Ask all peers in turn, round by round, each time another first; one round before them is not counted."""
    names = list(tasks)
    samples: dict[str, list[Sample]] = {name: [] for name in names}
    for turn in range(rounds + 1):
        shift = turn % max(1, len(names))
        for name in names[shift:] + names[:shift]:
            sample = tasks[name].run()
            if turn:
                samples[name].append(sample)
    return samples


def ratios(of: list[Sample], to: list[Sample], kind: str) -> list[float]:
    """Compare two peers round by round."""
    return [one[kind] / other[kind] for one, other in zip(of, to, strict=True)]


def median(values: Sequence[float]) -> float:
    """Return the middle of the values."""
    return statistics.median(values)


def command_seconds(command: list[str], environment: Environment) -> float:
    """Run a short command, and say what it cost: processor time where the system tells, else time."""
    where = cores()
    begun, used = time.perf_counter(), _children_seconds()
    with pinned(where[0] if where else None):
        done = subprocess.run(  # noqa: S603  # our own command lines
            command,
            cwd=ROOT,
            env=search_path(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=_LONGEST_COMMAND,
        )
    if done.returncode:
        raise UnavailableError((done.stderr.strip().splitlines() or ["it failed"])[-1])
    wall = time.perf_counter() - begun
    return _children_seconds() - used or wall


def _children_seconds() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

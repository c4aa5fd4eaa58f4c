"""Running the transmitter to its end: what it says is read as it comes, and it never hangs for ever."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TypeVar

from rayvision_api._transport.retries import growing
from rayvision_api.transfer._errors import (
    TransferFailedError,
    TransferStalledError,
    TransferStoppedError,
    TransmitterNotFoundError,
)
from rayvision_api.transfer._guardian import CANNOT_START, MARK
from rayvision_api.transfer._messages import Lines, message
from rayvision_api.transfer._process import Child
from rayvision_api.transfer._progress import Tracker
from rayvision_api.transfer._transmitter import Transmitter

# Ways in which the program ends: seen, or printed by its help.
SUCCESS, TRY_AGAIN = 0, 1
_KEPT_LINES = 50
_LOOK = 0.05
# How long output may still come when the program has ended, and something that it left behind holds its pipe.
_DRAIN_SECONDS = 1.0


@dataclass(frozen=True)
class TransferPolicy:
    """When a transfer is tried again, and when it is given up.

    Attributes:
        stalled: After how many seconds without any movement a transfer is ended.
        attempts: How often in a row it is tried without moving anything.
        first_pause: How long the first pause between two attempts is, in seconds. Each one is twice as long as the one
            before, until something moves, and up to a quarter shorter by chance.
        longest_pause: How long a pause is at most, in seconds.
    """

    stalled: float = 300.0
    attempts: int = 6
    first_pause: float = 2.0
    longest_pause: float = 120.0

    def pause(self, attempt: int) -> float:
        """Return how long to wait after so many attempts in vain."""
        return growing(self.first_pause, attempt - 1, self.longest_pause, 0.75)


DEFAULT_POLICY = TransferPolicy()
_Result = TypeVar("_Result")


def transmit(
    transmitter: Transmitter,
    arguments: Sequence[str],
    tracker: Tracker,
    *,
    policy: TransferPolicy = DEFAULT_POLICY,
    stop: threading.Event | None = None,
    on_line: Callable[[str], object] | None = None,
    before_retry: Callable[[], object] | None = None,
) -> None:
    """Run the transmitter until it has transferred everything.

    Exit code 1 is tried again after growing pauses, and from the start of them whenever something moved; 255 and all
    others end it. Success is for the caller to verify: `tracker` holds what was named as done.

    Args:
        transmitter: The program.
        arguments: Its command line, as `command_line` writes it.
        tracker: What follows the transfer.
        policy: When it is tried again, and when it is given up.
        stop: What ends the transfer from another thread.
        on_line: Called with every line as it comes.
        before_retry: Called before each further attempt, which need not be about what is done already.

    Raises:
        TransferFailedError: The transmitter gave up, for good or too often.
        TransferStalledError: Nothing moved for too long.
        TransferStoppedError: `stop` was set.
        TransmitterNotFoundError: The transmitter cannot be started.
    """
    attempts = Attempts(policy, stop)
    while True:
        before = tracker.furthest
        run = _Run(transmitter, arguments, tracker, policy.stalled, stop or threading.Event(), on_line)
        code = run.to_end()
        tracker.report(at_once=True)
        if code == SUCCESS:
            return
        # What is sent anew up to the point where it always breaks gets no further.
        if code != TRY_AGAIN or not attempts.may_go_on(moved=tracker.furthest > before):
            raise TransferFailedError(code, dict(tracker.failed), list(run.lines))
        tracker.start_again()
        if before_retry is not None:
            before_retry()


class Attempts:
    """Counts attempts that moved nothing, one after the other."""

    def __init__(self, policy: TransferPolicy, stop: threading.Event | None) -> None:
        self._policy = policy
        self._stop = stop or threading.Event()
        self._in_vain = 0

    def may_go_on(self, *, moved: bool) -> bool:
        """Wait before a further attempt; return whether there may be one.

        Args:
            moved: Whether the last one has moved anything.

        Raises:
            TransferStoppedError: `stop` was set.
        """
        self._in_vain = 1 if moved else self._in_vain + 1
        if self._in_vain >= self._policy.attempts:
            return False
        if self._stop.wait(self._policy.pause(self._in_vain)):
            raise TransferStoppedError("the transfer was stopped between two attempts")
        return True


def in_thread(call: Callable[[threading.Event], _Result]) -> _Result:
    """Run something that a coroutine would have run in a thread: here, and at once."""
    return call(threading.Event())


async def async_in_thread(call: Callable[[threading.Event], _Result]) -> _Result:
    """Run something that can be stopped by an event in a thread, and stop it when the caller is cancelled."""
    from anyio import CancelScope, sleep

    stop = threading.Event()
    outcome: list[_Result] = []
    failure: BaseException | None = None

    def run() -> None:
        nonlocal failure
        try:
            outcome.append(call(stop))
        except BaseException as error:  # noqa: BLE001  # raised below, where the caller is
            failure = error

    # A thread of its own, for it has to be known whether it still runs: those of a pool may be left to themselves.
    thread = threading.Thread(target=run, name="rayvision-transfer", daemon=True)
    thread.start()
    try:
        while thread.is_alive():  # noqa: ASYNC110  # a thread cannot set an event of whatever loop this is
            await sleep(_LOOK)
    finally:
        stop.set()
        with CancelScope(shield=True):
            while thread.is_alive():  # noqa: ASYNC110  # as above
                await sleep(_LOOK)
    if failure is not None:
        raise failure
    return outcome[0]


class _Run:
    """One run of the program.

    Attributes:
        lines: The last lines that it printed.
    """

    def __init__(
        self,
        transmitter: Transmitter,
        arguments: Sequence[str],
        tracker: Tracker,
        stalled: float,
        stop: threading.Event,
        on_line: Callable[[str], object] | None,
    ) -> None:
        self.lines: deque[str] = deque(maxlen=_KEPT_LINES)
        self._command = [os.fspath(transmitter.path), *arguments]
        self._variables = transmitter.variables()
        self._tracker = tracker
        self._stalled = stalled
        self._stop = stop
        self._on_line = on_line

    def to_end(self) -> int:
        """Run it, and return its exit code."""
        # It leaves logs where it stands: not in the caller's folder.
        with tempfile.TemporaryDirectory(prefix="rayvision-", ignore_cleanup_errors=True) as folder:
            child = Child(self._command, self._variables, folder)
            chunks: SimpleQueue[bytes] = SimpleQueue()
            reader = threading.Thread(target=_read, args=(child, chunks), name="rayvision-transmitter", daemon=True)
            reader.start()
            try:
                self._follow(child, chunks)
            finally:
                # However it is left, by an exception of the caller's own too, nothing goes on behind its back.
                child.stop()
                code = child.wait(reader)
        if code == CANNOT_START and self.lines and self.lines[-1].startswith(MARK):
            why = self.lines[-1].removeprefix(MARK)
            raise TransmitterNotFoundError(f"the transmitter, {self._command[0]!r}, cannot be started: {why}")
        return code

    def _follow(self, child: Child, chunks: SimpleQueue[bytes]) -> None:
        lines = Lines()
        heard = alive = time.monotonic()
        while True:
            try:
                chunk = chunks.get(timeout=_LOOK)
            except Empty:
                chunk = None
            if self._stop.is_set():
                done, total = self._tracker.furthest[0], self._tracker.files
                of_all = "" if total is None else f" of {len(total)}"
                raise TransferStoppedError(f"the transfer was stopped; {done}{of_all} files are done")
            now = time.monotonic()
            if chunk == b"" or (chunk is None and child.has_ended and now - heard > _DRAIN_SECONDS):
                for line in lines.end():
                    self._take(line)
                return
            if chunk is not None:
                heard = now
                for line in lines.feed(chunk):
                    alive = now if self._take(line) else alive
            self._tracker.report()
            if now - alive > self._stalled:
                raise TransferStalledError(
                    f"nothing has moved for {self._stalled:g} s; the transmitter was ended, its last words: "
                    f"{self.lines[-1] if self.lines else ''!r}"
                )

    def _take(self, line: str) -> bool:
        """Take in a line, and return whether the program is alive: it moves something, or says something new."""
        new = line not in self.lines
        self.lines.append(line)
        if self._on_line is not None:
            self._on_line(line)
        found = message(line)
        moved = self._tracker.take(found)
        return moved or (new and found is None)


def _read(child: Child, chunks: SimpleQueue[bytes]) -> None:
    """Pass on what comes; nothing for its end."""
    for chunk in child.read():
        chunks.put(chunk)
    chunks.put(b"")

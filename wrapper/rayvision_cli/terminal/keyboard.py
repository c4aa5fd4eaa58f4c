"""Keys as they are pressed, without Enter; and signals held back while a step must finish."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

# How many seconds a Windows console is left alone between two looks for a key.
_LOOK = 0.05


# What asks a program to end, besides Ctrl-C. Windows has no SIGHUP.
_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Let a block clean up when the program is asked to end; the exit code is 128 and the number of the signal."""
    # What is ignored, as under `nohup`, stays ignored.
    ending = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]
    with _handling(ending, lambda number, _: sys.exit(128 + number)):
        yield


@contextmanager
def unbroken() -> Iterator[None]:
    """Let Ctrl-C, and what else ends the program, wait until a block is through, which it would leave half done."""
    waiting: list[int] = []
    with _handling([signal.SIGINT, *_ENDING], lambda number, _: waiting.append(number)):
        yield
    for number in waiting:
        signal.raise_signal(number)


@contextmanager
def _handling(numbers: Sequence[int], handler: Callable[[int, Any], object]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        # Signals do not reach other threads.
        yield
        return
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def single_keys() -> Iterator[None]:
        """Let keys arrive one by one; a Windows console does so anyway."""
        yield

    def pressed(seconds: float) -> str:
        """Wait for a key, but no longer than so many seconds; give it, or nothing."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            if msvcrt.kbhit():
                return msvcrt.getwch()
            time.sleep(_LOOK)
        return ""

else:
    import select
    import termios
    import tty

    @contextmanager
    def single_keys() -> Iterator[None]:
        """Let keys arrive one by one while a block runs, and leave the terminal as it was."""
        if not sys.stdin.isatty():
            yield
            return
        before = termios.tcgetattr(sys.stdin)
        try:
            tty.setcbreak(sys.stdin)
            yield
        finally:
            # The terminal may be gone, which is what SIGHUP tells.
            with suppress(termios.error):
                termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)

    def pressed(seconds: float) -> str:
        """Wait for a key, but no longer than so many seconds; give it, or nothing."""
        if not sys.stdin.isatty():
            time.sleep(seconds)
            return ""
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        return os.read(sys.stdin.fileno(), 1).decode(errors="replace") if ready else ""

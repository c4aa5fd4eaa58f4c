"""Keys of the keyboard, as they are pressed: single ones without the Enter, and Ctrl-C at no bad moment."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

# How many seconds a Windows console is left alone between two looks for a key.
_LOOK = 0.05


@contextmanager
def unbroken() -> Iterator[None]:
    """Let Ctrl-C wait until a block is through, which it would leave half done.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed meanwhile.
    """
    if threading.current_thread() is not threading.main_thread():
        # Ctrl-C does not reach other threads.
        yield
        return
    waiting: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: waiting.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if waiting:
        raise KeyboardInterrupt


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
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)

    def pressed(seconds: float) -> str:
        """Wait for a key, but no longer than so many seconds; give it, or nothing."""
        if not sys.stdin.isatty():
            time.sleep(seconds)
            return ""
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        return os.read(sys.stdin.fileno(), 1).decode(errors="replace") if ready else ""

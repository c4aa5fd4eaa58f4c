"""Keys as they are pressed, without Enter."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

# How many seconds a Windows console is left alone between two looks for a key.
_LOOK = 0.05


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def single_keys() -> Iterator[None]:
        """Let keys arrive one by one; a Windows console does so anyway."""
        yield

    def pressed(seconds: float) -> str:
        """Wait for a key, at most so many seconds; return it, or an empty text."""
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
            # The terminal may be gone, which is what SIGHUP means.
            with suppress(termios.error):
                termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)

    def pressed(seconds: float) -> str:
        """Wait for a key, at most so many seconds; return it, or an empty text."""
        if not sys.stdin.isatty():
            time.sleep(seconds)
            return ""
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        return os.read(sys.stdin.fileno(), 1).decode(errors="replace") if ready else ""

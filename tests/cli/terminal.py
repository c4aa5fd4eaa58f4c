"""A terminal without a person: a pseudo-terminal, and the screen that would be seen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from typing import IO

import pyte

# The child makes the terminal its own before it becomes the command, so that Ctrl-C reaches it as it would reach a
# shell's child.
_OWN = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"

CTRL_C = "\x03"


class Terminal:
    """A command that runs at a terminal.

    Attributes:
        written: All that the command has written there, as it came; `stdout` may be sent elsewhere.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 100,
        rows: int = 30,
        env: Mapping[str, str] | None = None,
        stdout: IO[bytes] | None = None,
    ) -> None:
        self._own, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.written = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.before = termios.tcgetattr(theirs)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _OWN, *command],
            stdin=theirs,
            stdout=stdout or theirs,
            stderr=theirs,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", **(env or {})},
        )
        # Kept open: its settings are asked for when the command has ended.
        self._theirs = theirs
        self._ends = [theirs, self._own]

    @property
    def text(self) -> str:
        """What a person sees."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    @property
    def shows_cursor(self) -> bool:
        """Whether the cursor is to be seen."""
        return not self._screen.cursor.hidden

    @property
    def is_as_before(self) -> bool:
        """Whether keys are echoed and gathered into lines as before the command."""
        return termios.tcgetattr(self._theirs) == self.before

    def until(self, text: str, seconds: float = 30) -> str:
        """Wait until a text is to be seen, and give what else is."""
        ends = time.monotonic() + seconds
        while text not in self.text:
            assert time.monotonic() < ends, f"{text!r} did not come:\n{self.text}"
            assert self._process.poll() is None or self._read(0), f"{text!r} did not come:\n{self.text}"
            self._read(0.1)
        return self.text

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._own, keys.encode())

    def send(self, number: signal.Signals) -> None:
        """Send the command a signal."""
        self._process.send_signal(number)

    def vanish(self) -> int:
        """Go away, as a window does that is closed, and give the command's exit code."""
        self._hang_up()
        return self._process.wait(30)

    def end(self, seconds: float = 30) -> int:
        """Wait until the command ends, and give its exit code."""
        ends = time.monotonic() + seconds
        while self._process.poll() is None:
            assert time.monotonic() < ends, f"it does not end:\n{self.text}"
            self._read(0.1)
        while self._read(0):
            pass
        return self._process.returncode

    def close(self) -> None:
        """End the command, and put the terminal away."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._hang_up()

    def _hang_up(self) -> None:
        while self._ends:
            os.close(self._ends.pop())

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._own], [], [], seconds)
        if not ready:
            return False
        content = os.read(self._own, 65536)
        self.written += content
        self._stream.feed(content)
        return True

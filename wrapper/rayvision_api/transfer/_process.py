"""A child process that ends with all that it has started: when it is told to, and when this process is killed."""

from __future__ import annotations

import os
import selectors
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, cast

from rayvision_api.transfer._errors import TransmitterNotFoundError

if sys.platform == "win32":
    from rayvision_api.transfer._windows import start
else:
    from rayvision_api.transfer._posix import start

_CHUNK = 65_536


_NO_OUTPUT = 0.05
# Windows counts exit codes without a sign.
_MINUS_ONE_ON_WINDOWS, _MINUS_ONE = 0xFFFFFFFF, 255


class Child:
    """A running program. It has no input, and a working directory that others leave alone.

    Args:
        arguments: The program and its arguments; no shell sees them.
        variables: What its environment has beyond this process's.
        folder: Its working directory.

    Raises:
        TransmitterNotFoundError: It cannot be started.
    """

    def __init__(self, arguments: Sequence[str], variables: Mapping[str, str], folder: str) -> None:
        try:
            self._process, self._guard = start(arguments, variables, folder)
        except OSError as error:
            raise TransmitterNotFoundError(
                f"the transmitter, {arguments[0]!r}, cannot be started: {error.strerror or error}"
            ) from None
        self._output = cast("IO[bytes]", self._process.stdout)
        self._left = threading.Event()

    @property
    def has_ended(self) -> bool:
        """Whether it has ended; what it has started may hold its output open still."""
        return self._process.poll() is not None

    def read(self) -> Iterator[bytes]:
        """Yield its output, standard error included, until it ends or `wait` is called."""
        descriptor = self._output.fileno()
        with selectors.DefaultSelector() as selector:
            # Pipes cannot be waited for on Windows. There, all that could hold them ends with the job.
            if sys.platform != "win32":
                selector.register(descriptor, selectors.EVENT_READ)
            while not self._left.is_set():
                if sys.platform != "win32" and not selector.select(_NO_OUTPUT):
                    continue
                chunk = os.read(descriptor, _CHUNK)
                if not chunk:
                    return
                yield chunk

    def stop(self) -> None:
        """End it and all that it has started; a second call changes nothing."""
        self._guard.close()

    def wait(self, reader: threading.Thread) -> int:
        """Wait for its end and for the reader of its output, and return its exit code."""
        code = self._process.wait()
        self._left.set()
        reader.join()
        self._output.close()
        return _MINUS_ONE if code == _MINUS_ONE_ON_WINDOWS else code

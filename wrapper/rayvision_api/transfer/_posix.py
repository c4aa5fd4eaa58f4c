"""Starting the transmitter on Linux and macOS, under a guardian that ends it with this process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from pkgutil import get_data
from typing import cast

from rayvision_api.transfer._errors import TransmitterNotFoundError


class Guard:
    """The writing end of a pipe: anyone who holds the other end sees it closed, also when this process is killed."""

    def __init__(self, end: int) -> None:
        self._end: int | None = end

    def close(self) -> None:
        end, self._end = self._end, None
        if end is not None:
            os.close(end)


def _python() -> str:
    """Find a Python to run the guardian with; in Maya and its like, `sys.executable` is the host."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    own = sys.executable or ""
    candidates = [
        own if "py" in os.path.basename(own).lower() else None,  # noqa: PTH119  # mayapy, hython, python3.11
        str(Path(sys.prefix) / "bin" / version),
        shutil.which("python3"),
    ]
    for candidate in candidates:
        if candidate and os.access(candidate, os.X_OK):
            return candidate
    raise TransmitterNotFoundError("no python3 was found to watch over the transmitter; put one on PATH")


@cache
def _guardian() -> str:
    """Read the guardian's source, which in a zip or a frozen program is not a file."""
    return cast("bytes", get_data("rayvision_api.transfer", "_guardian.py")).decode()


def start(arguments: Sequence[str], variables: Mapping[str, str], folder: str) -> tuple[subprocess.Popen[bytes], Guard]:
    settings = [f"{name}={value}" for name, value in variables.items()]
    reading, writing = os.pipe()
    try:
        process = subprocess.Popen(  # noqa: S603  # a list, and no shell
            # Neither the environment's PYTHON variables nor any site-packages have to do with the guardian.
            [_python(), "-I", "-S", "-c", _guardian(), str(reading), *settings, "--", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=folder,
            pass_fds=[reading],
            # The terminal's Ctrl-C is for us to hear, and to say what is done.
            start_new_session=True,
        )
    except BaseException:
        os.close(writing)
        raise
    finally:
        os.close(reading)
    return process, Guard(writing)

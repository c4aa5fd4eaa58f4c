"""What the transmitter prints, line by line, as it comes."""

from __future__ import annotations

import locale
import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_LINE = 65_536

# rayvision_transmitter 1.1.5. Lines may have something before them, in a log for example; a path may hold anything.
_PROGRESS = re.compile(r"(?:upload|download) file progress \((?P<path>.*)\).*?progress: *(?P<percent>[0-9.]+)%")
_STATE = re.compile(r"(?:upload|download) file (?P<what>begin|done|fail|interrupt) \((?P<path>.*)\)(?P<rest>.*)")
_MISSING = re.compile(r"get path \((?P<path>.*)\) info failed")


class Message(NamedTuple):
    """A line that says something about a file.

    Attributes:
        what: `begin`, `progress`, `done` or `failed`.
        path: The file, as the program names it.
        percent: How much of it is done.
        reason: Why it failed.
    """

    what: str
    path: str
    percent: float = 0.0
    reason: str = ""


def message(line: str) -> Message | None:
    """Read a line; most say nothing about a file."""
    if match := _PROGRESS.search(line):
        try:
            return Message("progress", match["path"], min(float(match["percent"]), 100.0))
        except ValueError:
            return None
    if match := _STATE.search(line):
        if match["what"] in {"fail", "interrupt"}:
            reason = match["rest"].strip(" ,") or "the transmitter gives no reason"
            return Message("failed", match["path"], reason=reason)
        return Message(match["what"], match["path"])
    if match := _MISSING.search(line):
        return Message("failed", match["path"], reason="it is not there, or cannot be read")
    return None


class Lines:
    """Cuts what comes into lines, at line feeds and carriage returns, however it comes."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[str]:
        """Take in what came, and return the lines that have ended."""
        *ended, self._rest = re.split(rb"[\r\n]", self._rest + data)
        for line in ended:
            if line:
                yield _decoded(line[:LONGEST_LINE])
        # Of a line without end, the beginning is enough.
        self._rest = self._rest[:LONGEST_LINE]

    def end(self) -> Iterator[str]:
        """Return what came without an end."""
        if self._rest:
            yield _decoded(self._rest)
            self._rest = b""


def _decoded(line: bytes) -> str:
    """Read a line in UTF-8 or, on machines in China for example, in what the machine writes otherwise."""
    for encoding in ("utf-8", locale.getpreferredencoding(do_setlocale=False)):
        try:
            return line.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return line.decode("utf-8", "replace")

"""How a command ends: its exit code."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit code of the command."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    CREDENTIALS = 3
    NETWORK = 4
    TIMED_OUT = 5
    FINISHED_WITH_FAILURES = 6
    NOT_WRITTEN = 7
    # What a shell reports of a program that Ctrl-C ended: 128 and the number of the signal.
    INTERRUPTED = 130


MEANINGS = {
    Exit.DONE: "done",
    Exit.REFUSED: "the farm refused",
    Exit.USAGE: "the command line is wrong",
    Exit.CREDENTIALS: "credentials are missing or wrong",
    Exit.NETWORK: "the farm could not be reached",
    Exit.TIMED_OUT: "timed out",
    Exit.FINISHED_WITH_FAILURES: "tasks finished, but not all succeeded",
    Exit.NOT_WRITTEN: "the result could not be written",
    Exit.INTERRUPTED: "interrupted with Ctrl-C",
}
"""Each code in words, for `--help`."""


class CommandError(Exception):
    """A command that cannot go on because of how it was given.

    Attributes:
        code: The exit code.
        text: What is wrong, and how to mend it, in one line.
    """

    def __init__(self, code: Exit, text: str) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text

"""What can go wrong with a transfer."""

from __future__ import annotations

import re

from rayvision_api.errors import RayvisionError

# What it says at every end, and at every failure, whatever the reason.
_ALWAYS = re.compile(r"rayvision transmitter|run state|need_retry|send connect|recv connect|(?:up|down)load is begin")
_FAILED = re.compile(r"(?:up|down)load task (?:failure|has failure)")


class TransferError(RayvisionError):
    """Files could not be transferred; wrong arguments are `ValueError` or `TypeError` instead."""


class TransmitterNotFoundError(TransferError):
    """There is no program to transfer files with, or it cannot be started."""


class TransferStoppedError(TransferError):
    """The caller stopped the transfer."""


class TransferStalledError(TransferError):
    """Nothing moved for so long that the transfer was ended."""


class TransferFailedError(TransferError):
    """The transmitter ended without having transferred everything.

    Attributes:
        exit_code: How it ended: 1 says "later, perhaps", 255 says "never".
        failed: Files that it named as failed, each with the reason.
        lines: The last lines that it printed.
    """

    def __init__(self, exit_code: int, failed: dict[str, str], lines: list[str]) -> None:
        super().__init__(exit_code, failed, lines)
        self.exit_code = exit_code
        self.failed = failed
        self.lines = lines

    def __str__(self) -> str:
        parts = [f"the transmitter ended with exit code {self.exit_code}"]
        if self.failed:
            path, why = next(iter(self.failed.items()))
            more = f", and {len(self.failed) - 1} more" if len(self.failed) > 1 else ""
            parts.append(f"{path!r} failed: {why}{more}")
        elif said := [line for line in self.lines if not _ALWAYS.match(line)]:
            reasons = [line for line in said if not _FAILED.match(line)]
            parts.append(f"it says: {(reasons or said)[-1]!r}")
        return "; ".join(parts)

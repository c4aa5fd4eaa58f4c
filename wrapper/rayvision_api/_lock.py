"""Locks between processes: the system holds them, and frees them however a process ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import errno
    import fcntl


class LockedError(Exception):
    """Another process, or another part of this one, holds the lock."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock while a block runs. Its file stays: anyone who removed it could let two in.

    Where a file system has no locks, as some network drives, it is held by nobody.

    Raises:
        LockedError: It is held already; nobody waits for it.
        OSError: The file cannot be made.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":

    def _lock(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise LockedError from error

else:

    def _lock(handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockedError from error
        except OSError as error:
            if error.errno not in {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS}:
                raise

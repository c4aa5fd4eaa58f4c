"""Locks between processes: the system holds them, and frees them however a process ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import errno
    import fcntl

_PAUSE = 0.02


class LockedError(OSError):
    """Another process, or another part of this one, holds the lock."""


@contextmanager
def locked(path: Path, patience: float = 0.0) -> Iterator[None]:
    """Hold a lock while a block runs. Its file stays: anyone who removed it could let two in.

    All who may write into its folder may hold it: a folder may be that of several people.

    Where a file system has no locks, as some network drives, it is held by nobody.

    Args:
        path: The lock's file.
        patience: How many seconds to wait for another holder, at most.

    Raises:
        LockedError: It is held by another.
        OSError: The file cannot be made.
    """
    handle = _opened(path)
    ends = time.monotonic() + patience
    try:
        while not _try_lock(handle):
            if time.monotonic() >= ends:
                raise LockedError(f"{path} is locked by another program")
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


def _opened(path: Path) -> int:
    try:
        # A link that stands in its place is not followed: what it leads to keeps its permissions.
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return os.open(path, os.O_RDWR)
    if sys.platform != "win32":
        # Some file systems have no permissions; there, everybody's are the same.
        with suppress(OSError):
            folder = path.parent.stat()
            writers = folder.st_mode & 0o222
            os.fchmod(handle, 0o600 | writers | writers << 1)
            os.fchown(handle, -1, folder.st_gid)
    return handle


if sys.platform == "win32":

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _try_lock(handle: int) -> bool:
        """Take the lock, if nobody else holds it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS}:
                raise
        return True

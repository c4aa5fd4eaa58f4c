"""What has been uploaded before: the lasting record, by which unchanged files are not sent again.

Two questions, two tables. `files` knows this disk: which hash a file had when it looked as it does now. `sent` knows
the farm: which hash was last seen to arrive at a place. A file is left out only if its hash now is the one that was
sent there, to the same account and storage, and not so long ago that the farm may have removed it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from rayvision_api._arguments import integer
from rayvision_api._server_paths import farm_path
from rayvision_api.transfer._command import Storage
from rayvision_api.transfer._errors import TransferError
from rayvision_api.transfer._progress import TransferFile

_SECONDS_PER_DAY = 86_400
_LONGEST_WAIT = 30.0
# A file that was changed twice within the clock's grain looks the same after both.
_GRAIN = 2 * 10**9
_BATCH = 500
_CHUNK = 1 << 20
_TABLES = (
    "CREATE TABLE IF NOT EXISTS files (path BLOB PRIMARY KEY, size, mtime, ctime, inode, hash BLOB, at) WITHOUT ROWID",
    """CREATE TABLE IF NOT EXISTS sent
    (user, storage, place BLOB, size, hash BLOB, at, PRIMARY KEY (user, storage, place)) WITHOUT ROWID""",
)

_Item = TypeVar("_Item")


class FileChangedError(TransferError):
    """A file changed while it was being read, so that no hash of it means anything."""


class _Look(NamedTuple):
    """How a file looks from outside."""

    size: int
    mtime: int
    ctime: int
    inode: int


class CheckedFile(NamedTuple):
    """A file that was looked at.

    Attributes:
        file: The file, with the size that it has.
        sha256: Its hash.
        place: Where it lands, as the record writes it.
        look: How it looked when it had that hash.
        is_young: Whether it had changed so lately that another change might not show.
    """

    file: TransferFile
    sha256: bytes
    place: bytes
    look: tuple[int, int, int, int]
    is_young: bool


class Sorting(NamedTuple):
    """Files that were looked at.

    Attributes:
        unchanged: Those that are on the farm already.
        to_send: All others.
    """

    unchanged: list[CheckedFile]
    to_send: list[CheckedFile]


class Record:
    """The record of this user on this machine; any number of programs may use it at once.

    Args:
        path: The database; by default one in the user's folder for state. Not on a network drive, where locks fail.
        days: For how many days a file is believed to be on the farm after it was sent.
        clock: Returns the time, in seconds since the epoch.

    A database that cannot be read is renamed and started anew.

    Raises:
        TransferError: The database cannot be used.
        ValueError: The number of days is below 1.
    """

    def __init__(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        days: int = 7,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.path = _usual_path() if path is None else Path(path)
        self._seconds = integer("days", days) * _SECONDS_PER_DAY
        self._clock = clock
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise self._unusable(error) from None
        try:
            self._prepare()
        except TransferError as error:
            if not isinstance(error.__cause__, sqlite3.DatabaseError) or isinstance(
                error.__cause__, sqlite3.OperationalError
            ):
                raise
            self.path.replace(self.path.with_name(f"{self.path.name}.broken-{int(clock())}"))
            self._prepare()

    def sort(self, storage: Storage, files: Iterable[TransferFile]) -> Sorting:
        """Look at files, and sort out those that are on the farm already.

        Files that look as they did when they were last read are not read again.

        Args:
            storage: The account and its storage.
            files: The files; their sizes are looked up, whatever is given.

        Raises:
            FileChangedError: A file changes while it is being read.
            TransferError: The record cannot be used.
            OSError: A file cannot be read.
        """
        sorting = Sorting([], [])
        with self._open() as database:
            for batch in _batches(files):
                checked = self._checked(database, batch)
                sent = self._sent(database, storage, [one.place for one in checked])
                for one in checked:
                    is_there = sent.get(one.place) == (one.file.size, one.sha256)
                    (sorting.unchanged if is_there else sorting.to_send).append(one)
        return sorting

    def add(self, storage: Storage, files: Iterable[CheckedFile]) -> None:
        """Write down files that have arrived; for callers that have verified that.

        A file that has changed since it was looked at is left out: either of the two may have arrived.

        Args:
            storage: The account and its storage.
            files: The files, as `sort` returned them.

        Raises:
            TransferError: The record cannot be used.
        """
        now = int(self._clock())
        with self._open() as database:
            for batch in _batches(files):
                rows = [
                    (storage.user_id, storage.storage_id, one.place, one.file.size, one.sha256, now)
                    for one in batch
                    if _is_as_it_was(one)
                ]
                with _writing(database):
                    database.executemany("INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?, ?, ?)", rows)
            with _writing(database):
                for table in ("files", "sent"):
                    database.execute(f"DELETE FROM {table} WHERE at < ?", [now - self._seconds])  # noqa: S608  # names from here

    def forget(self, storage: Storage | None = None, servers: Iterable[str] | None = None) -> None:
        """Forget that files are on the farm, for example because it says that they are missing.

        Args:
            storage: The account and storage; by default all.
            servers: Paths in the account's folder; by default all.

        Raises:
            TransferError: The record cannot be used.
        """
        user, number = (None, None) if storage is None else (storage.user_id, storage.storage_id)
        whose = "DELETE FROM sent WHERE user = ifnull(?, user) AND storage = ifnull(?, storage)"
        with self._open() as database, _writing(database):
            if servers is None:
                database.execute(whose, [user, number])
            else:
                places = [(user, number, _bytes(farm_path(server))) for server in servers]
                database.executemany(f"{whose} AND place = ?", places)

    def _checked(self, database: sqlite3.Connection, batch: list[TransferFile]) -> list[CheckedFile]:
        """Hash files, but for those that look as they did when they were hashed."""
        paths = [_bytes(file.local) for file in batch]
        found = database.execute(
            f"SELECT path, hash, size, mtime, ctime, inode FROM files WHERE path IN ({_marks(paths)})",  # noqa: S608  # marks
            paths,
        )
        known = {path: (digest, tuple(look)) for path, digest, *look in found}
        checked, rows = [], []
        now, instant = int(self._clock()), time.time_ns()
        for file, path in zip(batch, paths, strict=True):
            status = os.stat(file.local)  # noqa: PTH116  # 10,000 files are usual
            if not stat.S_ISREG(status.st_mode):
                # A pipe would be waited for.
                raise OSError(errno.EINVAL, "Not a file", file.local)
            look = _look(status)
            digest, looked = known.get(path, (b"", ()))
            is_young = False
            if looked != look:
                is_young = instant - max(look.mtime, look.ctime) < _GRAIN
                digest = _hash(file.local, look)
                if not is_young:
                    rows.append((path, *look, digest, now))
            sized = file if file.size == look.size else TransferFile(file.local, file.server, look.size)
            checked.append(CheckedFile(sized, digest, _bytes(farm_path(file.server)), look, is_young))
        if rows:
            with _writing(database):
                database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        return checked

    def _sent(
        self, database: sqlite3.Connection, storage: Storage, places: list[bytes]
    ) -> dict[bytes, tuple[int, bytes]]:
        wanted = f"user = ? AND storage = ? AND at >= ? AND place IN ({_marks(places)})"
        query = f"SELECT place, size, hash FROM sent WHERE {wanted}"  # noqa: S608  # marks
        since = int(self._clock()) - self._seconds
        found = database.execute(query, [storage.user_id, storage.storage_id, since, *places])
        return {place: (size, digest) for place, size, digest in found}

    def _prepare(self) -> None:
        with self._open() as database, _writing(database):
            for table in _TABLES:
                database.execute(table)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, timeout=_LONGEST_WAIT, isolation_level=None)) as database:
                _use_log(database)
                yield database
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> TransferError:
        advice = ""
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            advice = "; make room, and do the same again: what is not written down is sent once more"
        return TransferError(f"the record of uploads, {str(self.path)!r}, cannot be used: {error}{advice}")


def _usual_path() -> Path:
    from platformdirs import user_state_path

    # Another form of the tables will have another name.
    return user_state_path("rayvision", appauthor=False) / "uploads-1.sqlite3"


def _use_log(database: sqlite3.Connection) -> None:
    """Let readers and a writer work side by side, and write through at times only: what is lost is sent once more."""
    deadline = time.monotonic() + _LONGEST_WAIT
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.OperationalError:
            # For this one statement, SQLite does not wait by itself.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


@contextmanager
def _writing(database: sqlite3.Connection) -> Iterator[None]:
    """Write in one go, having waited for other writers at the start and not in the middle."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # On a full disk, SQLite has done so by itself.
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _marks(values: list[bytes]) -> str:
    return ",".join("?" * len(values))


def _look(status: os.stat_result) -> _Look:
    # On Windows it is the time of creation, which says nothing of changes.
    ctime = 0 if sys.platform == "win32" else status.st_ctime_ns
    return _Look(status.st_size, status.st_mtime_ns, ctime, status.st_ino)


def _is_as_it_was(checked: CheckedFile) -> bool:
    with suppress(OSError, FileChangedError):
        look = _look(os.stat(checked.file.local))  # noqa: PTH116  # 10,000 files are usual
        return look == checked.look and (not checked.is_young or _hash(checked.file.local, look) == checked.sha256)
    return False


def _hash(path: str, look: _Look) -> bytes:
    digest = hashlib.sha256()
    # Without Python's file objects: on small files, they take more time than the hash.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        rest = look.size
        while rest > 0 and (chunk := os.read(handle, min(rest, _CHUNK))):
            digest.update(chunk)
            rest -= len(chunk)
        after = _look(os.fstat(handle))
    finally:
        os.close(handle)
    if after != look:
        raise FileChangedError(f"{path!r} changed while it was being read; try again when it is at rest")
    return digest.digest()


def _bytes(path: str) -> bytes:
    """Write a path for the database: any path, and each one differently."""
    return path.encode("utf-8", "surrogatepass")

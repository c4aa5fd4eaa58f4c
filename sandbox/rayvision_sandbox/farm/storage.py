"""The storages, as folders of this machine in the service's own layout."""

import json
import os
import re
import shutil
import tempfile
import time
import weakref
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import Any

JOURNAL = "journal.jsonl"
_ACCOUNTS_PER_FOLDER = 500
# What file systems do not allow in a name, and what would lead to another folder.
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_MAX_NAME = 200


class StorageError(Exception):
    """A folder that cannot be used; the text says why and how to fix it."""


class OutsideError(ValueError):
    """A remote path leads out of the account's folder."""


class Kind(IntEnum):
    """The storages of an account; the first digit of a storage's number."""

    INPUT = 1
    OUTPUT = 2
    CONFIG = 3


def bid(kind: Kind, user: int) -> str:
    """Return the number of one of an account's storages."""
    return f"{kind}{user % 10_000:04d}"


class Storage:
    """A folder with all storages, and a journal of what the transmitter did with them."""

    def __init__(self, root: Path) -> None:
        """Use a folder, which is made when it is needed."""
        self.root = root

    @classmethod
    def temporary(cls) -> "Storage":
        """Make a folder that is removed with the storage, at the latest when the program ends."""
        storage = cls(Path(tempfile.mkdtemp(prefix="rayvision-sandbox-")))
        weakref.finalize(storage, shutil.rmtree, storage.root, ignore_errors=True)
        return storage

    @classmethod
    def in_folder(cls, folder: Path) -> "Storage":
        """Use a folder that may have to be made, and may have files of an earlier run.

        Raises:
            StorageError: It cannot be made, or nothing can be written there.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return cls(folder.resolve())
        except OSError as error:
            raise StorageError(f"cannot use {folder} ({error.strerror}): name another folder with --storage") from error

    def account(self, storage: int, user: int) -> Path:
        """Return an account's folder."""
        group = user // _ACCOUNTS_PER_FOLDER * _ACCOUNTS_PER_FOLDER
        return self.root / str(storage) / str(group) / str(user)

    def place(self, storage: int, user: int, remote: str) -> Path:
        """Return the path of an account's file.

        Raises:
            OutsideError: It would not be in the account's folder.
        """
        parts = [part for part in remote.split("/") if part not in {"", "."}]
        if ".." in parts or "\0" in remote:
            raise OutsideError(f"{remote!r} leads out of the account's folder")
        return self.account(storage, user).joinpath(*parts)

    def own(self, kind: Kind, user: int, remote: str) -> Path:
        """Return the path of a file in one of the account's own storages.

        Raises:
            OutsideError: It would not be in the account's folder.
        """
        return self.place(int(bid(kind, user)), user, remote)

    def put(self, path: Path, content: bytes, at: int) -> None:
        """Write a file in one step, with a time of change: readers never see half of it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        # Outside the storages, where no list shows it.
        handle, name = tempfile.mkstemp(dir=self.root)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.utime(name, (at, at))
            Path(name).replace(path)
        except BaseException:  # an interrupted write leaves nothing behind either
            Path(name).unlink(missing_ok=True)
            raise

    def note(self, what: str, **members: Any) -> None:
        """Append a line to the journal; several programs may do so at once."""
        self.root.mkdir(parents=True, exist_ok=True)
        line = json.dumps({"what": what, "time": time.time(), "process": os.getpid(), **members}) + "\n"
        handle = os.open(self.root / JOURNAL, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            os.write(handle, line.encode())
        finally:
            os.close(handle)

    def journal(self) -> Iterator[dict[str, Any]]:
        """Read the journal, in order."""
        try:
            with (self.root / JOURNAL).open(encoding="utf-8") as lines:
                for line in lines:
                    yield json.loads(line)
        except FileNotFoundError:
            return


def files_below(folder: Path) -> Iterator[tuple[Path, str]]:
    """List the files of a folder and of those below it, with their names from there, by forward slashes."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, path.relative_to(folder).as_posix()


def safe_name(name: str) -> str:
    """Make a name of a file or folder from any text: what file systems do not allow is left out."""
    fitting = _UNSAFE.sub("_", name).strip("_. ") or "_"
    return fitting.encode("utf-8", "replace")[:_MAX_NAME].decode("utf-8", "ignore")

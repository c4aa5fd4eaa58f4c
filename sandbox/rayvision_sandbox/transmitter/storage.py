"""Where a file lies in a storage that is a folder of this machine: the service's own layout below it."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

JOURNAL = "journal.jsonl"
_ACCOUNTS_PER_FOLDER = 500


class OutsideError(ValueError):
    """A remote path leads out of the account's folder."""


class Storage:
    """A folder with all storages, and a journal of all that the transmitter did with them."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def account(self, storage: int, user: int) -> Path:
        """Tell where an account's folder is."""
        group = user // _ACCOUNTS_PER_FOLDER * _ACCOUNTS_PER_FOLDER
        return self.root / str(storage) / str(group) / str(user)

    def place(self, storage: int, user: int, remote: str) -> Path:
        """Tell where a file of an account is.

        Raises:
            OutsideError: It would not be in the account's folder.
        """
        parts = [part for part in remote.split("/") if part not in {"", "."}]
        if ".." in parts or "\0" in remote:
            raise OutsideError(f"{remote!r} leads out of the account's folder")
        return self.account(storage, user).joinpath(*parts)

    def note(self, what: str, **members: Any) -> None:
        """Write down what has been done, one line for each; several programs may do so at once."""
        self.root.mkdir(parents=True, exist_ok=True)
        line = json.dumps({"what": what, "time": time.time(), "process": os.getpid(), **members}) + "\n"
        handle = os.open(self.root / JOURNAL, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            os.write(handle, line.encode())
        finally:
            os.close(handle)

    def journal(self) -> Iterator[dict[str, Any]]:
        """Read what has been done, in order."""
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

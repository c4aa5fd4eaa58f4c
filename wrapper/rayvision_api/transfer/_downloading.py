"""Downloads: what is not here yet is fetched, and moved to its place once it is whole."""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rayvision_api._lock import LockedError, locked
from rayvision_api.transfer._command import Kind, Line, Storage, command_line
from rayvision_api.transfer._errors import TransferError, TransferFailedError
from rayvision_api.transfer._messages import Message
from rayvision_api.transfer._progress import Progress, Tracker, TransferFile
from rayvision_api.transfer._running import DEFAULT_POLICY, SUCCESS, Attempts, TransferPolicy, transmit
from rayvision_api.transfer._transmitter import Transmitter

_STAGING, _LOCK, _FILES = ".rayvision-", "lock", "files"
_UNSAFE = re.compile(r'[\x00\\]|[\x01-\x1f<>:"|?*]' if sys.platform == "win32" else r"[\x00\\]")
# Devices of Windows, whatever follows a full stop: https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE)


class OutputEntry(NamedTuple):
    """A file of the output storage.

    Attributes:
        path: Its path from the root of the storage.
        size: Its size in bytes.
        changed: When it was changed last, where that is known.
    """

    path: str
    size: int
    changed: datetime | None = None


class Picture(NamedTuple):
    """A file that was rendered, and is on this machine.

    Attributes:
        path: Where it is.
        size: Its size in bytes.
        frame: Its frame: the last number in its name, which may be something else.
        is_new: Whether it was fetched just now, and was not here before.
    """

    path: Path
    size: int
    frame: int | None
    is_new: bool


def download(
    transmitter: Transmitter,
    line: Line,
    storage: Storage,
    entries: Iterable[OutputEntry],
    folder: str | os.PathLike[str],
    *,
    on_progress: Callable[[Progress], object] | None = None,
    policy: TransferPolicy = DEFAULT_POLICY,
    stop: threading.Event | None = None,
) -> list[Picture]:
    """Download files of the output storage, each to its path below a folder; those that are there are left alone.

    A file is there if it has the size and the time of the listing; any other one of its name is replaced. Files come
    into a folder of this download alone, and are moved to their places one by one, as they become whole. Stopped or
    killed, the same call goes on with what is missing.

    Args:
        transmitter: The program.
        line: The server.
        storage: The account and its storage for output.
        entries: The files, as the farm lists them. Their names are not trusted.
        folder: Where to; it is made if it is not there.
        on_progress: Called with the progress.
        policy: When it is tried again, and when it is given up.
        stop: What ends the download from another thread.

    Returns:
        The files, in the order of `entries`.

    Raises:
        TransferFailedError: The transmitter gave up, or calls success what it has not done.
        TransferStalledError: Nothing moved for too long.
        TransferStoppedError: `stop` was set.
        TransmitterNotFoundError: The transmitter cannot be started.
        TransferError: The farm lists a name that leads out of the folder, or there is no room for the files.
        OSError: A file cannot be written.
    """
    target = Path(os.path.abspath(folder))  # noqa: PTH100  # Path.absolute keeps `..`
    target.mkdir(parents=True, exist_ok=True)
    _remove_left(target)
    # A file that changed while the farm listed it may be in the list twice.
    latest = {_local_path(target, entry.path): entry for entry in entries}
    places = {entry: place for place, entry in latest.items()}
    missing = [entry for entry, place in places.items() if not _is_there(entry, place)]
    if missing:
        with _staging(target) as staging:
            arrivals = _Arrivals(staging, {entry: places[entry] for entry in missing}, on_progress, len(places))
            check_room = partial(_check_room, target, arrivals)
            attempts = Attempts(policy, stop)
            while arrivals.missing:
                check_room()
                before = len(arrivals.missing)
                for remote in _remotes(places, arrivals.missing):
                    arguments = command_line(
                        *(Kind.DOWNLOAD_PATH, line, storage, _parent(staging, remote), remote),
                        keep_path=True,
                    )
                    try:
                        transmit(
                            *(transmitter, arguments, arrivals.tracker),
                            policy=policy,
                            stop=stop,
                            on_line=arrivals.take,
                            before_retry=check_room,
                        )
                    except TransferFailedError:
                        # Of a full disk, the program says nothing that is known.
                        check_room()
                        raise
                arrivals.sweep()
                if arrivals.missing and not attempts.may_go_on(moved=len(arrivals.missing) < before):
                    raise TransferFailedError(SUCCESS, dict(arrivals.tracker.failed), [])
    new = set(missing)
    return [Picture(place, entry.size, frame_of(entry.path), entry in new) for entry, place in places.items()]


def download_folders(
    transmitter: Transmitter,
    line: Line,
    storage: Storage,
    remotes: Iterable[str],
    folder: str | os.PathLike[str],
    *,
    on_progress: Callable[[Progress], object] | None = None,
    policy: TransferPolicy = DEFAULT_POLICY,
    stop: threading.Event | None = None,
) -> list[Picture]:
    """Download folders of the output storage whose files nobody lists.

    Without a list there is nothing to compare with, so everything is fetched each time. What comes is moved to its
    place once the transmitter has ended with success and every file is here that it named as done. That each one is
    whole, and that none is missing, is believed.

    Args:
        transmitter: The program.
        line: The server.
        storage: The account and its storage for output.
        remotes: The folders, as the farm names them. Their names are not trusted.
        folder: Where to; it is made if it is not there.
        on_progress: Called with the progress; totals are not known.
        policy: When it is tried again, and when it is given up.
        stop: What ends the download from another thread.

    Returns:
        The files; those that were here before, with the same content, are not new.

    Raises:
        TransferFailedError: The transmitter gave up, or calls success what it has not done.
        TransferStalledError: Nothing moved for too long.
        TransferStoppedError: `stop` was set.
        TransmitterNotFoundError: The transmitter cannot be started.
        TransferError: A name leads out of the folder.
        OSError: A file cannot be written.
    """
    remotes = list(remotes)
    target = Path(os.path.abspath(folder))  # noqa: PTH100  # Path.absolute keeps `..`
    target.mkdir(parents=True, exist_ok=True)
    _remove_left(target)
    for remote in remotes:
        _local_path(target, remote)
    if not remotes:
        return []
    with _staging(target) as staging:
        tracker = Tracker(on_progress=on_progress)
        for remote in remotes:
            local = _parent(staging, remote)
            arguments = command_line(Kind.DOWNLOAD_PATH, line, storage, local, remote, keep_path=True)
            transmit(transmitter, arguments, tracker, policy=policy, stop=stop)
        arrived = sorted(path for path in staging.rglob("*") if path.is_file())
        named, _bytes = tracker.furthest
        if len(arrived) < max(named, 1):
            said = {remote: f"{named} files were named as done, and {len(arrived)} arrived" for remote in remotes}
            raise TransferFailedError(SUCCESS, said, [])
        return [_settled(path, path.relative_to(staging).as_posix(), target) for path in arrived]


def _settled(staged: Path, name: str, target: Path) -> Picture:
    """Move a file to its place, unless it is there already."""
    place = _local_path(target, name)
    is_new = not (place.is_file() and filecmp.cmp(staged, place, shallow=False))
    if is_new:
        place.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(place)
    return Picture(place, place.stat().st_size, frame_of(name), is_new)


class _Arrivals:
    """Moves what is whole from the folder of a download to its place.

    Attributes:
        tracker: What follows the transfer.
        missing: What is not in its place yet.
    """

    def __init__(
        self,
        staging: Path,
        places: dict[OutputEntry, Path],
        on_progress: Callable[[Progress], object] | None,
        listed: int,
    ) -> None:
        self._files = {
            TransferFile(str(staging.joinpath(*_parts(entry.path))), entry.path, entry.size): (entry, place)
            for entry, place in places.items()
        }
        self.missing = list(places)
        self.tracker = Tracker(self._files, on_progress, unchanged=listed - len(places))

    @property
    def bytes_missing(self) -> int:
        """How many bytes are still to come."""
        return sum(max(file.size - (_size(Path(file.local)) or 0), 0) for file in self._files)

    def take(self, _line: str) -> None:
        """Move what was named as done, if it is whole."""
        for file in self.tracker.done & self._files.keys():
            self._move(file)

    def sweep(self) -> None:
        """Move all that is whole, and have the rest fetched again."""
        for file in list(self._files):
            self._move(file)
        for file in self._files:
            size = _size(Path(file.local))
            have = "nothing" if size is None else f"{size} bytes"
            self.tracker.reject(file, f"the farm lists {file.size} bytes, and {have} arrived")

    def _move(self, file: TransferFile) -> None:
        staged = Path(file.local)
        if _size(staged) != file.size:
            return
        entry, place = self._files.pop(file)
        if entry.changed is not None:
            moment = entry.changed.timestamp()
            os.utime(staged, (moment, moment))
        place.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(place)
        self.missing.remove(entry)
        # Which name the program prints of a file is not known of all its versions.
        self.tracker.take(Message("done", file.server))


def _remotes(listed: Iterable[OutputEntry], missing: Iterable[OutputEntry]) -> list[str]:
    """Choose what to ask for: a folder of which everything is missing as a whole, and else the single files."""
    wanted = {_parts(entry.path) for entry in missing}
    here = {parts for entry in listed if (parts := _parts(entry.path)) not in wanted}
    begun = {parts[:depth] for parts in here for depth in range(len(parts))}
    chosen = {
        next(parts[:depth] for depth in range(1, len(parts) + 1) if depth == len(parts) or parts[:depth] not in begun)
        for parts in wanted
    }
    return ["/".join(parts) for parts in sorted(chosen)]


def _parent(staging: Path, remote: str) -> Path:
    """Make the folder into which the transmitter is to put something, for it keeps the last part of a path alone."""
    folder = staging.joinpath(*_parts(remote)[:-1])
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _parts(path: str) -> tuple[str, ...]:
    return tuple(part for part in path.split("/") if part)


def _local_path(target: Path, path: str) -> Path:
    """Return where a file goes, whose name the farm has chosen: always below the folder."""
    parts = _parts(path)
    place = target.joinpath(*parts)
    is_safe = parts and not any(map(_is_unsafe, parts)) and not parts[0].startswith(_STAGING)
    # There may be links in the folder.
    if not is_safe or not place.parent.resolve().is_relative_to(target.resolve()):
        raise TransferError(f"the farm lists {path!r}, which would not be in {str(target)!r}; it is not fetched")
    return place


def _is_unsafe(name: str) -> bool:
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return True
    if _UNSAFE.search(name) or name in {".", ".."}:
        return True
    return sys.platform == "win32" and (name[-1] in ". " or _RESERVED.fullmatch(name) is not None)


def _is_there(entry: OutputEntry, place: Path) -> bool:
    try:
        status = place.stat()
    except OSError:
        return False
    if stat.S_ISDIR(status.st_mode):
        raise TransferError(f"the farm has a file where {str(place)!r} is a folder; move it away")
    return status.st_size == entry.size and (
        entry.changed is None or int(status.st_mtime) == int(entry.changed.timestamp())
    )


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _check_room(target: Path, arrivals: _Arrivals) -> None:
    needed, free = arrivals.bytes_missing, shutil.disk_usage(target).free
    if needed > free:
        raise TransferError(
            f"the files take {needed:,} bytes, and {str(target)!r} has room for {free:,}; "
            "make room, or take another folder"
        )


@contextmanager
def _staging(target: Path) -> Iterator[Path]:
    """Make a folder that no other run uses, and remove it at the end."""
    with ExitStack() as stack:
        stack.callback(_remove_left, target)
        while True:
            staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=target))
            with suppress(LockedError, FileNotFoundError):
                stack.enter_context(locked(staging / _LOCK))
                # Another run may have taken it for an old one, just before.
                if (staging / _LOCK).exists():
                    break
        # In a folder below, for the farm may list a file that is called as the lock.
        files = staging / _FILES
        files.mkdir()
        yield files


def _remove_left(target: Path) -> None:
    """Remove the folders of runs that have ended, however they did."""
    for old in target.glob(f"{_STAGING}*"):
        # Another user's may neither be looked into nor removed, and that of a run that goes on is locked.
        with suppress(OSError):
            lock, files = old / _LOCK, old / _FILES
            if lock.exists():
                # The lock goes last: if this is killed, the next run sees that something is left.
                with locked(lock):
                    if files.exists():
                        shutil.rmtree(files)
                    with suppress(PermissionError):
                        lock.unlink()
                # Windows removes no file that is open.
                lock.unlink(missing_ok=True)
            old.rmdir()


def frame_of(path: str) -> int | None:
    """Return the frame of a picture: the last number in its name, which may be something else."""
    stem = _parts(path)[-1].rpartition(".")[0]
    numbers = re.findall(r"[0-9]+", stem)
    return int(numbers[-1]) if numbers else None

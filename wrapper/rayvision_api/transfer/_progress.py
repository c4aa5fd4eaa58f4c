"""How far a transfer has got."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from rayvision_api._server_paths import farm_path
from rayvision_api.transfer._messages import Message

_WINDOW = 10.0
_PAUSE = 0.1


@dataclass(frozen=True)
class Progress:
    """How far a transfer has got.

    Attributes:
        files_done: Files that are through, and were named as such.
        files_total: Files in all; `None` where it is not known beforehand.
        bytes_done: Bytes that are through, those of half files too.
        bytes_total: Bytes in all; `None` where it is not known beforehand.
        bytes_per_second: Speed over the last ten seconds; `None` at first.
        seconds_left: Time left at that speed; `None` where it is not known.
        current: The file that was named last.
        failed: Files that failed so far, each with the reason.
        files_unchanged: Files that are not transferred, for they are there already; not among the others.
    """

    files_done: int = 0
    files_total: int | None = None
    bytes_done: int = 0
    bytes_total: int | None = None
    bytes_per_second: float | None = None
    seconds_left: float | None = None
    current: str = ""
    failed: dict[str, str] = field(default_factory=dict)
    files_unchanged: int = 0


@dataclass(frozen=True)
class TransferFile:
    """A file that is to be transferred.

    Attributes:
        local: Where it is on this machine, or will be.
        server: Where it is in the account's folder, or will be.
        size: Its size in bytes.
    """

    local: str
    server: str
    size: int


class Tracker:
    """Follows a transfer by what the transmitter says.

    Totals come from the list, once; whatever is tried again is not counted twice.

    Attributes:
        done: The files of the list that were named as done.
        failed: Files that failed, and why; one that is done later is taken out.
        furthest: The highest counts so far: files done, and bytes done.
    """

    def __init__(
        self,
        files: Iterable[TransferFile] | None = None,
        on_progress: Callable[[Progress], object] | None = None,
        clock: Callable[[], float] = time.monotonic,
        unchanged: int = 0,
    ) -> None:
        self.files = None if files is None else list(files)
        self.done: set[TransferFile] = set()
        self.failed: dict[str, str] = {}
        self.furthest = (0, 0)
        self._on_progress = on_progress
        self._clock = clock
        self._unchanged = unchanged
        self._partial: dict[TransferFile | str, int] = {}
        self._names: dict[str, list[TransferFile]] = {}
        for file in self.files or ():
            # Which of the two the program prints is not known of all its versions.
            for name in {farm_path(file.server), farm_path(file.local)}:
                self._names.setdefault(name, []).append(file)
        self._unknown_done: set[str] = set()
        self._percents: dict[str, float] = {}
        self._current = ""
        self._bytes = 0
        self._history: deque[tuple[float, int]] = deque()
        self._is_new = False
        self._reported = float("-inf")

    def take(self, found: Message | None) -> bool:
        """Take in a line.

        Returns:
            Whether something moved.
        """
        if found is None:
            return False
        file = self._file(found.path)
        self._current = found.path
        moved = True
        if found.what == "failed":
            self.failed[file.local if file else found.path] = found.reason
            self._count(file or found.path, 0)
        elif found.what == "done":
            moved = file not in self.done and found.path not in self._unknown_done
            self.failed.pop(file.local if file else found.path, None)
            if file is None:
                self._unknown_done.add(found.path)
            else:
                self.done.add(file)
                self._count(file, file.size)
        elif found.what == "progress" and file is None:
            moved = self._percents.get(found.path) != found.percent
            self._percents[found.path] = found.percent
        elif found.what == "progress" and file is not None:
            moved = file not in self.done and self._count(file, int(file.size * found.percent / 100))
        self.furthest = max(self.furthest, (len(self.done) + len(self._unknown_done), self._bytes))
        self._is_new = True
        self.report()
        return moved

    def report(self, *, at_once: bool = False) -> None:
        """Report what is new to the caller, ten times a second at most; what came too soon comes with the next one."""
        now = self._clock()
        if self._on_progress is None or not (at_once or (self._is_new and now - self._reported >= _PAUSE)):
            return
        self._is_new, self._reported = False, now
        self._on_progress(self._progress(now))

    def start_again(self) -> None:
        """Forget half files, for the transmitter starts afresh."""
        for name in [name for name in self._partial if name not in self.done]:
            self._count(name, 0)

    def reject(self, file: TransferFile, reason: str) -> None:
        """Take back that a file is done, for it is not as it should be."""
        self.done.discard(file)
        self.failed[file.local] = reason
        self._count(file, 0)

    @property
    def missing(self) -> list[TransferFile]:
        """The files of the list that have not been named as done."""
        return [file for file in self.files or () if file not in self.done]

    def _file(self, name: str) -> TransferFile | None:
        """Find a file by its name; one that goes to several places is named several times."""
        files = self._names.get(farm_path(name), [])
        return next((file for file in files if file not in self.done), files[-1] if files else None)

    def _count(self, name: TransferFile | str, size: int) -> bool:
        before = self._partial.get(name, 0)
        self._partial[name] = size
        self._bytes += size - before
        return size != before

    def _progress(self, now: float) -> Progress:
        self._history.append((now, self._bytes))
        while now - self._history[0][0] > _WINDOW:
            self._history.popleft()
        since, before = self._history[0]
        speed = max(0.0, (self._bytes - before) / (now - since)) if now > since else None
        total = None if self.files is None else sum(file.size for file in self.files)
        left = None if total is None or not speed else (total - self._bytes) / speed
        return Progress(
            files_done=len(self.done) + len(self._unknown_done),
            files_total=None if self.files is None else len(self.files),
            bytes_done=self._bytes,
            bytes_total=total,
            bytes_per_second=speed,
            seconds_left=left,
            current=self._current,
            failed=dict(self.failed),
            files_unchanged=self._unchanged,
        )

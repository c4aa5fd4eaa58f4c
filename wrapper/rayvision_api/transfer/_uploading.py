"""Uploads: what is not on the farm yet is sent, and what has arrived is written down as it arrives."""

from __future__ import annotations

import json
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rayvision_api._file_errors import naming
from rayvision_api._server_paths import name_problem, place_problem
from rayvision_api.transfer._command import Kind, Line, Storage, command_line
from rayvision_api.transfer._errors import TransferFailedError
from rayvision_api.transfer._progress import Progress, Tracker, TransferFile
from rayvision_api.transfer._record import CheckedFile, Record
from rayvision_api.transfer._running import DEFAULT_POLICY, SUCCESS, Attempts, TransferPolicy, transmit
from rayvision_api.transfer._transmitter import Transmitter

# What is lost when this process is killed is sent once more.
_SECONDS_BETWEEN_WRITES = 3.0
_UNNAMED = "the transmitter did not name it as done"


class Upload(NamedTuple):
    """What became of an upload.

    Attributes:
        sent: The files that were sent.
        unchanged: Those that were on the farm already.
    """

    sent: list[TransferFile]
    unchanged: list[TransferFile]


def upload(
    transmitter: Transmitter,
    line: Line,
    storage: Storage,
    files: Iterable[tuple[str, str]],
    *,
    record: Record | None = None,
    resend: bool = False,
    on_progress: Callable[[Progress], object] | None = None,
    policy: TransferPolicy = DEFAULT_POLICY,
    stop: threading.Event | None = None,
) -> Upload:
    """Upload files, each to its place; those that are there already, by the record, are left out.

    That the transmitter ends with success is not believed: each file has to be named as done, and is sent again if it
    is not. Stopped or killed, the same call goes on with what is missing.

    Args:
        transmitter: The program.
        line: The server.
        storage: The account and its storage for input.
        files: The files, where each one is and where it lands, as `Job.files` has them.
        record: What is on the farm already; by default this user's record.
        resend: Whether all files are sent, whatever the record says.
        on_progress: Called with the progress.
        policy: When it is tried again, and when it is given up.
        stop: What ends the upload from another thread.

    Raises:
        ValueError: A file has a name that the transmitter cannot handle, or no place on the farm.
        TransferFailedError: The transmitter gave up, or calls success what it has not done.
        TransferStalledError: Nothing moved for too long.
        TransferStoppedError: `stop` was set.
        TransmitterNotFoundError: The transmitter cannot be started.
        FileChangedError: A file changes while it is being read.
        TransferError: The record cannot be used.
        OSError: A file cannot be read.
    """
    listed = [_file(*pair) for pair in dict.fromkeys(files)]
    record = record or Record()
    unchanged, to_send = record.sort(storage, listed)
    if resend:
        unchanged, to_send = [], [*unchanged, *to_send]
    tracker = Tracker([one.file for one in to_send], on_progress, unchanged=len(unchanged))
    notes = _RecordWriter(record, storage, to_send, tracker)
    attempts = Attempts(policy, stop)
    try:
        while tracker.missing:
            before = len(tracker.done)
            with tempfile.TemporaryDirectory(prefix="rayvision-") as folder:
                pairs = Path(folder) / "upload.json"
                _list(pairs, tracker)
                arguments = command_line(Kind.UPLOAD_JSON, line, storage, pairs)
                transmit(
                    *(transmitter, arguments, tracker),
                    policy=policy,
                    stop=stop,
                    on_line=notes.take,
                    before_retry=partial(_list, pairs, tracker),
                )
            if tracker.missing and not attempts.may_go_on(moved=len(tracker.done) > before):
                raise TransferFailedError(SUCCESS, {file.local: _UNNAMED for file in tracker.missing}, [])
    finally:
        notes.write()
    return Upload([one.file for one in to_send], [one.file for one in unchanged])


def upload_job_files(
    transmitter: Transmitter,
    line: Line,
    storage: Storage,
    task_id: int,
    texts: Mapping[str, str],
    *,
    policy: TransferPolicy = DEFAULT_POLICY,
    stop: threading.Event | None = None,
) -> None:
    """Upload the files of a job to where the farm looks for those of a task.

    Args:
        transmitter: The program.
        line: The server.
        storage: The account and its storage for configuration.
        task_id: Number of the task.
        texts: The files, by name, as `Job.texts` has them.
        policy: When it is tried again, and when it is given up.
        stop: What ends the upload from another thread.

    Raises:
        TransferFailedError: The transmitter gave up, or calls success what it has not done.
        TransferStalledError: Nothing moved for too long.
        TransferStoppedError: `stop` was set.
        TransmitterNotFoundError: The transmitter cannot be started.
    """
    with tempfile.TemporaryDirectory(prefix="rayvision-") as folder:
        for name, text in texts.items():
            path = Path(folder, name)
            with naming(path):
                path.write_bytes(text.encode())
            tracker = Tracker([TransferFile(str(path), f"/{task_id}/cfg/{name}", path.stat().st_size)])
            arguments = command_line(Kind.UPLOAD_PATH, line, storage, path, f"/{task_id}/cfg/{name}")
            transmit(transmitter, arguments, tracker, policy=policy, stop=stop)
            if tracker.missing:
                raise TransferFailedError(SUCCESS, {name: _UNNAMED}, [])


class _RecordWriter:
    """Adds what has arrived to the record, every few seconds and at the end."""

    def __init__(self, record: Record, storage: Storage, files: list[CheckedFile], tracker: Tracker) -> None:
        self._record = record
        self._storage = storage
        self._open = {one.file: one for one in files}
        self._tracker = tracker
        self._last = time.monotonic()

    def take(self, _line: str) -> None:
        """Write down what is done, if it has been a while."""
        if time.monotonic() - self._last > _SECONDS_BETWEEN_WRITES:
            self.write()

    def write(self) -> None:
        """Write down what is done."""
        done = [self._open.pop(file) for file in self._tracker.done & self._open.keys()]
        self._record.add(self._storage, done)
        self._last = time.monotonic()


def _file(local: str, server: str) -> TransferFile:
    if (problem := name_problem(local)) is not None:
        raise ValueError(f"files has {local!r}, {problem[1]}")
    if (wrong := place_problem(server)) is not None:
        raise ValueError(f"files has {local!r} for {server!r}{wrong}")
    # The transmitter works in another folder.
    return TransferFile(local if os.path.isabs(local) else os.path.abspath(local), server, 0)  # noqa: PTH100, PTH117  # 10,000 files are usual


def _list(path: Path, tracker: Tracker) -> None:
    """List what is not there yet."""
    assets = [{"local": file.local, "server": file.server} for file in tracker.missing]
    with naming(path):
        path.write_text(json.dumps({"asset": assets}, ensure_ascii=False), "utf-8")

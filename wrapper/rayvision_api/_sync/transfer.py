# Generated from wrapper/rayvision_api/_async/transfer.py by `python -m generator build`. Do not edit.
"""Transfers of an account: its scenes go up, and its pictures come down, by the vendor's transmitter."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple

from rayvision_api._arguments import integers, seconds
from rayvision_api._calls.waiting import Watch
from rayvision_api._sync.caller import Caller
from rayvision_api._sync.transmit import Transmit
from rayvision_api._sync.user import User
from rayvision_api._sync.waiting import TaskPoller
from rayvision_api.errors import RayvisionNotFoundError, RayvisionWaitTimeoutError
from rayvision_api.jobs import Job
from rayvision_api.transfer import (
    Line,
    OutputEntry,
    Picture,
    Progress,
    Storage,
    TransferError,
    TransferFailedError,
    TransferPolicy,
    Upload,
    download,
    download_folders,
    find_transmitter,
    upload,
    upload_job_files,
)
from rayvision_api.transfer._command import ENGINE, LINE_VARIABLE
from rayvision_api.transfer._running import DEFAULT_POLICY, SUCCESS, in_thread
from rayvision_client import models, operations


class Storages(NamedTuple):
    """Where an account's files go.

    Attributes:
        line: The server.
        config: The storage of job files.
        input: That of scenes and what they need.
        output: That of pictures.
    """

    line: Line
    config: Storage
    input: Storage
    output: Storage


class Transfer:
    """Uploads and downloads, each with the storages and the server that the service names for the account.

    Edition 1.0.0 of the API names no server, which is then to be given, and lists no output, which is then fetched
    whole. What else there is to know of transfers stands in `rayvision_api.transfer`.

    Each may raise `RayvisionError`: the service refused, or could not be asked. Uploads and downloads may raise
    `TransmitterNotFoundError`: there is no transmitter, or it cannot be started; `TransferError`: the transfer failed,
    with `TransferFailedError` saying which files did; and `OSError`: a file cannot be read or written.
    """

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._user = User(caller)
        self._transmit = Transmit(caller)
        self._lists_output = not caller.settings.is_first_edition

    def storages(self, line: Line | None = None) -> Storages:
        """Get the account's storages, and the server to reach them by.

        Operations `getConfig` and `queryUserProfile`; in edition 1.0.0 of the API `getTransferBid` instead of the
        first. A subaccount that shares its main account's balance uploads to the main account's storage.

        Args:
            line: The server; by default the one that `RAYVISION_TRANSFER_LINE` names as `HOST:PORT`, or else the one
                that the service names since edition 2.0.0 of the API.

        Raises:
            ValueError: `RAYVISION_TRANSFER_LINE` is malformed.
            TransferError: The service names no server of an engine that this package speaks, or no storage by a number.
        """
        line = line or Line.from_environment()
        config: models.TransferConfig | models.TransferIds
        if self._lists_output:
            config = self._transmit.get_transfer_config()
            line = line or _line(config)
        elif line is None:
            raise TransferError(
                "edition 1.0.0 of the API names no server for transfers; give one, by line=Line(host, port) or by "
                f"{LINE_VARIABLE}=HOST:PORT, or use edition 2.0.0"
            )
        else:
            config = self._user.get_transfer_bid()
        profile = self._user.query_user_profile()
        own, main = profile.user_id, profile.main_user_id
        scenes = _storage(config.input_bid, own)
        if profile.share_main_capital and main and config.parent_input_bid:
            scenes = _storage(config.parent_input_bid, main)
        return Storages(line, _storage(config.config_bid, own), scenes, _storage(config.output_bid, own))

    def upload(
        self,
        files: Job | Iterable[tuple[str, str]],
        *,
        resend: bool = False,
        on_progress: Callable[[Progress], object] | None = None,
        policy: TransferPolicy = DEFAULT_POLICY,
        transmitter: str | os.PathLike[str] | None = None,
        line: Line | None = None,
    ) -> Upload:
        """Upload files to the storage for input; those that are there already, by this user's record, are left out.

        Stopped, killed or failed, the same call goes on with what is missing.

        Args:
            files: A job, or files: where each one is, and where it lands.
            resend: Whether all files are sent, whatever the record says.
            on_progress: Called with the progress, ten times a second at most; by coroutines from another thread.
            policy: When it is tried again, and when it is given up.
            transmitter: The program; by default the one that `find_transmitter` finds.
            line: The server; by default as in `storages`.
        """
        program = find_transmitter(transmitter)
        storages = self.storages(line)
        pairs = files.files if isinstance(files, Job) else list(files)
        return in_thread(
            lambda stop: upload(
                *(program, storages.line, storages.input, pairs),
                resend=resend,
                on_progress=on_progress,
                policy=policy,
                stop=stop,
            )
        )

    def upload_job_files(
        self,
        task_id: int,
        texts: Mapping[str, str],
        *,
        policy: TransferPolicy = DEFAULT_POLICY,
        transmitter: str | os.PathLike[str] | None = None,
        line: Line | None = None,
    ) -> None:
        """Put the files of a job on the farm: by operation `taskJsonFile`, or in edition 1.0.0 by the transmitter.

        Args:
            task_id: Number of the task, which is not submitted yet.
            texts: The files, by name, as `Job.texts` has them.
            policy: When it is tried again, and when it is given up.
            transmitter: The program; by default the one that `find_transmitter` finds.
            line: The server; by default as in `storages`.
        """
        if self._lists_output:
            for name, content in texts.items():
                self._transmit.upload_json_content(task_id, content, name)
            return
        program = find_transmitter(transmitter)
        storages = self.storages(line)
        in_thread(
            lambda stop: upload_job_files(
                *(program, storages.line, storages.config, task_id, texts), policy=policy, stop=stop
            )
        )

    def download(
        self,
        task_ids: int | Iterable[int],
        folder: str | os.PathLike[str],
        *,
        follow: bool = False,
        poll: float = 10.0,
        timeout: float | None = None,
        on_progress: Callable[[Progress], object] | None = None,
        on_task: Callable[[models.TaskInfo], object] | None = None,
        policy: TransferPolicy = DEFAULT_POLICY,
        transmitter: str | os.PathLike[str] | None = None,
        line: Line | None = None,
    ) -> list[Picture]:
        """Download what tasks have rendered so far (operations `queryTaskInfo` and `getOutputUserDirFile`).

        Each task has a folder of its own below the given one, `41_shot` for example. A file with the size and the time
        that the farm lists is left alone, any other one of its name is replaced. Each file appears when it is whole.
        Stopped, killed or failed, the same call goes on with what is missing.

        Edition 1.0.0 of the API has no list: everything is fetched each time, with `follow` once the tasks have ended,
        and that it is all and whole is believed.

        Args:
            task_ids: Ids of the tasks; of a layered task, what its layers rendered comes as well.
            folder: Where to; it is made if it is not there.
            follow: Whether to go on until the tasks have ended, so that pictures come as their frames finish.
            poll: Seconds between two looks for pictures, with `follow`.
            timeout: How many seconds to go on at most, with `follow`; `None` goes on for ever.
            on_progress: Called with the progress, ten times a second at most; by coroutines from another thread.
            on_task: Called with each task when it is first seen, and whenever something about it has changed.
            policy: When it is tried again, and when it is given up.
            transmitter: The program; by default the one that `find_transmitter` finds.
            line: The server; by default as in `storages`.

        Returns:
            The pictures that are here now, those that were here before among them.

        Raises:
            RayvisionWaitTimeoutError: The timeout is over; what the farm had at the last look has been fetched.
        """
        numbers = integers("task_ids", [task_ids] if isinstance(task_ids, int) else task_ids)
        if not seconds("poll", poll) > 0:
            raise ValueError(f"poll is {poll!r}; it has to be above 0 seconds")
        # Tasks are looked at more often than pictures are fetched: that costs little, and their end is seen sooner.
        pauses, ends = ((min(1.0, poll), poll), timeout) if follow else (1.0, None)
        created = self._caller.created
        watch = Watch(operations.QUERY_TASK_INFO, numbers, created, "finished", ends, pauses, on_task)
        poller = TaskPoller(self._caller, watch, None)
        program = find_transmitter(transmitter)
        storages = self.storages(line)
        new: set[Path] = set()
        fetch: Callable[..., list[Picture]] = download if self._lists_output else download_folders
        look = self._rendered if self._lists_output else self._folders

        def fetching(storage: Storage, entries: list[Any]) -> Callable[[Event], list[Picture]]:
            return lambda stop: fetch(
                *(program, storages.line, storage, entries, folder), on_progress=on_progress, policy=policy, stop=stop
            )

        fetch_at = time.monotonic()
        while True:
            # Asked before what there is: what is rendered between the two is then met by another look.
            pause, late = _look(poller, follow=follow)
            if pause is None or (self._lists_output and time.monotonic() >= fetch_at):
                fetch_at = time.monotonic() + poll
                pictures: list[Picture] = []
                try:
                    for storage, entries in (look(watch.tasks, storages.output)).items():
                        pictures += in_thread(fetching(storage, entries))
                except TransferFailedError as error:
                    # A picture that grows while it is fetched is not as it was listed; the next look sees it again.
                    if pause is None or error.exit_code != SUCCESS:
                        raise
                new |= {picture.path for picture in pictures if picture.is_new}
            if late is not None:
                raise late
            if pause is None:
                return [picture._replace(is_new=picture.path in new) for picture in pictures]
            poller.sleep(pause)

    def _folders(self, tasks: Iterable[models.TaskInfo], usual: Storage) -> dict[Storage, list[str]]:
        """Name the folders of tasks and of all their parts of which frames are done, by storage."""
        found: dict[Storage, list[str]] = {}
        for task in (part for whole in tasks for part in _leaves(whole)):
            if task.output_file_name and task.done_frames:
                found.setdefault(_output(task, usual), []).append(task.output_file_name)
        return found

    def _rendered(self, tasks: Iterable[models.TaskInfo], usual: Storage) -> dict[Storage, list[OutputEntry]]:
        """List the files of tasks and of all their parts, by storage."""
        found: dict[Storage, list[OutputEntry]] = {}
        owners: dict[str, Storage] = {}
        for task in (part for whole in tasks for part in _leaves(whole)):
            storage = _output(task, usual)
            for entry in self._listed(task.id):
                if owners.setdefault(entry.path, storage) != storage:
                    raise TransferError(
                        f"the farm lists {entry.path!r} twice, in storages {owners[entry.path].storage_id} and "
                        f"{storage.storage_id}, and one would replace the other; download task {task.id} by itself, "
                        "into another folder"
                    )
                found.setdefault(storage, []).append(entry)
        return found

    def _listed(self, task_id: int) -> list[OutputEntry]:
        try:
            return [
                OutputEntry(file.file_path, file.file_size or 0, file.last_modify)
                for file in self._transmit.iter_output_files(task_id)
            ]
        except RayvisionNotFoundError:
            # A task of which nothing is rendered has no folder yet.
            return []


def _look(poller: TaskPoller, *, follow: bool) -> tuple[float | None, RayvisionWaitTimeoutError | None]:
    """Look at tasks; return after how many seconds to look again, if at all, and the error if the time is up."""
    try:
        poller.look()
        return poller.watch.pause() if follow and poller.watch.open_ids else None, None
    except RayvisionWaitTimeoutError as error:
        if error.__cause__ is not None:  # the service does not answer, and would list no pictures either
            raise
        return None, error


def _output(task: models.TaskInfo, usual: Storage) -> Storage:
    return _storage(task.bid or usual.storage_id, task.user_id or usual.user_id)


def _storage(number: Any, user_id: Any) -> Storage:
    """Make a storage of what the service names, which may be anything."""
    try:
        return Storage(int(number), user_id)
    except (TypeError, ValueError, OverflowError):
        raise TransferError(
            f"the service names {number!r} of user {user_id!r} as a storage, which are not numbers; ask its support"
        ) from None


def _leaves(task: models.TaskInfo) -> Iterator[models.TaskInfo]:
    """Go through the parts of a task that render, down to those without parts."""
    parts = [part for part in task.resp_rendering_task_list or () if part.id != task.id]
    if not parts:
        yield task
    for part in parts:
        yield from _leaves(part)


def _line(config: models.TransferConfig) -> Line:
    """Choose the server: the default line of the engine, or else its first one."""
    lines = [
        line
        for engine in config.resq_engines
        if str(engine.engine_name).lower() == ENGINE
        for line in engine.resp_task_engine_lines
        if line.server and line.port
    ]
    if not lines:
        names = ", ".join(repr(engine.engine_name) for engine in config.resq_engines) or "none"
        raise TransferError(f"the service names no server for {ENGINE}, only engines {names}; ask its support")
    chosen = next((line for line in lines if line.is_default), lines[0])
    try:
        return Line(chosen.server, int(chosen.port))
    except (TypeError, ValueError, OverflowError):
        raise TransferError(
            f"the service names {chosen.server!r}, port {chosen.port!r}, as the server for transfers, "
            "which is not a valid address; ask its support"
        ) from None

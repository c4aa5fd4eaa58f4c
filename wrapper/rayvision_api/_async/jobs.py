"""The whole way of a job: from a folder on this machine to its pictures."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from rayvision_client import models

from rayvision_api._async.caller import AsyncCaller
from rayvision_api._async.job_checks import farm_findings
from rayvision_api._async.query import AsyncQuery
from rayvision_api._async.tag import id_of_label
from rayvision_api._async.task import AsyncTask
from rayvision_api._async.transfer import AsyncTransfer
from rayvision_api._async.user import AsyncUser
from rayvision_api._calls.create_once import once_label
from rayvision_api._calls.created_tasks import known_ids
from rayvision_api._calls.waiting import Until
from rayvision_api._transport.concurrency import async_sleep
from rayvision_api.errors import RayvisionNotFoundError
from rayvision_api.jobs import Finding, Job
from rayvision_api.jobs._checks import merged
from rayvision_api.jobs._errors import JobError, JobNotReadyError
from rayvision_api.jobs._files import job_folder
from rayvision_api.jobs._submission import JobProgress, Stage, Submission, digests_of, locked_folder
from rayvision_api.transfer import Line, Picture, TransferPolicy, find_transmitter
from rayvision_api.transfer._running import DEFAULT_POLICY, async_in_thread

_OnProgress = Callable[[JobProgress], object]


class AsyncJobs:
    """Jobs: checked, uploaded, submitted, waited for, and their pictures fetched.

    Each may raise `RayvisionError`: the service refused, or could not be asked.
    """

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller
        self._user = AsyncUser(caller)
        self._task = AsyncTask(caller)
        self._transfer = AsyncTransfer(caller)

    async def submit(
        self,
        folder: str | os.PathLike[str],
        *,
        key: str | None = None,
        pictures: str | os.PathLike[str] | None = None,
        on_progress: _OnProgress | None = None,
        policy: TransferPolicy = DEFAULT_POLICY,
        transmitter: str | os.PathLike[str] | None = None,
        line: Line | None = None,
    ) -> AsyncSubmittedJob:
        """Check a job, give it a number, upload what it needs, and submit it.

        Whatever stops it, a kill included, the same call goes on where it was, and there is one task. What has been
        done stands in `submission.json` in the job's folder; the job's own files stay as they are. A job that has been
        submitted is not submitted again, unless with another key.

            job = await api.jobs.submit("jobs/sq010_sh020", key="sq010_sh020 v003")
            for picture in await job.download("frames"):
                print(picture.path, picture.frame)

        Operations `createTask`, `submitTask` and those that check, look and transfer.

        Args:
            folder: The job, as an analyser or `Job.write` has written it.
            key: What the task is for, as in `task.create_once`; by default the folder's name and some random letters.
            pictures: Where the pictures are to go, to see before anything is sent whether they will find room.
            on_progress: Called with the progress; by coroutines partly from another thread.
            policy: When a transfer is tried again, and when it is given up.
            transmitter: The program that transfers; by default the one that `find_transmitter` finds.
            line: The server to transfer with; by default as in `transfer.storages`.

        Raises:
            NotADirectoryError: There is no such folder.
            JobNotReadyError: The check has found errors; nothing was sent.
            JobError: Another run is at it; the job was changed after it had been submitted under this key, its task
                deleted on the farm, or submitted by another account; or `submission.json` is damaged, and no key is
                given.
            TransmitterNotFoundError: There is no transmitter, or it cannot be started.
            TransferError: A transfer failed.
            OSError: A file cannot be read, or the state not be written.
        """
        if key is not None:
            once_label(key)
        job, path = Job.read(folder), Path(folder)
        digests = digests_of(path)
        if not digests:
            # It is not a job: nothing is left there, not even a lock.
            raise JobNotReadyError(await self.check(job, pictures=pictures))
        find_transmitter(transmitter)
        report = on_progress or _ignore
        with locked_folder(path):
            done = (await self._submission(digests)).begin_or_resume(path, key)
            task_id = done.task_id
            if task_id is None or not done.is_submitted:
                # Asked before the task is created: the first edition of the API does not know it.
                server = (await self._transfer.storages(line)).line
                way = {"policy": policy, "transmitter": transmitter, "line": server}
                report(JobProgress(Stage.CHECKING, task_id, changed=done.changed(digests)))
                found = await self.check(job, pictures=pictures)
                if any(finding.is_error for finding in found):
                    raise JobNotReadyError(found)
                task_id = await self._submit(job, path, done, digests, report, way)
            else:
                done.record_submitted(path, digests)
                await AsyncSubmittedJob(self._caller, done.key, task_id).status()
        return AsyncSubmittedJob(self._caller, done.key, task_id)

    async def submitted(self, folder: str | os.PathLike[str]) -> AsyncSubmittedJob:
        """Find a job that has been submitted from a folder, without sending anything.

        Args:
            folder: The job.

        Raises:
            NotADirectoryError: There is no such folder.
            JobError: It has no task yet, or one of another service or platform; or `submission.json` is damaged.
            OSError: `submission.json` cannot be read.
        """
        done, settings = Submission.read(job_folder(folder)), self._caller.settings
        if done is None or done.task_id is None or done.domain != settings.domain:
            raise JobError(f"the job in {os.fspath(folder)!r} has no task yet at {settings.domain}; submit it")
        if done.platform != settings.platform:
            raise JobError(
                f"the job in {os.fspath(folder)!r} was submitted on platform {done.platform}, and this is platform "
                f"{settings.platform}; choose the other one"
            )
        return AsyncSubmittedJob(self._caller, done.key, done.task_id, done.user_id)

    async def check(
        self, job: Job | str | os.PathLike[str], *, pictures: str | os.PathLike[str] | None = None
    ) -> list[Finding]:
        """List everything that is wrong with a job, as `Job.check` does with this client.

        Args:
            job: The job, or its folder.
            pictures: Where the pictures are to go, to see whether they will find room.

        Returns:
            The findings, errors first. A job without errors can be submitted.

        Raises:
            NotADirectoryError: There is no such folder.
        """
        read = job if isinstance(job, Job) else Job.read(job)
        here = await async_in_thread(lambda _stop: read.check(pictures=pictures))
        return merged(here, await farm_findings(read, AsyncQuery(self._caller), self._user))

    async def _submission(self, digests: dict[str, str]) -> Submission:
        user_id = (await self._user.query_user_profile()).user_id
        if not known_ids([user_id]):
            raise JobError(f"the service names {user_id!r} as the user, which is not a number; ask its support")
        settings = self._caller.settings
        return Submission("", settings.domain, settings.platform, user_id, digests)

    async def _submit(
        self,
        job: Job,
        path: Path,
        done: Submission,
        digests: dict[str, str],
        report: _OnProgress,
        way: dict[str, Any],
    ) -> int:
        """Do what is not done yet, and write down what has been done before anything builds on it."""
        done.write(path)
        # Whatever number is written down: the task may have been deleted, or lost against another one of this key.
        task_id = await self._task.create_once(done.key)
        done = replace(done, task_id=task_id)
        done.write(path)
        # It may have been killed after it had submitted the task, and before it had written that down.
        if not await self._task.is_submitted(task_id):
            report(JobProgress(Stage.UPLOADING, task_id))
            await self._transfer.upload(
                job,
                on_progress=lambda progress: report(JobProgress(Stage.UPLOADING, task_id, progress)),
                **way,
            )
            project = await id_of_label(self._caller, job.project) if job.project else ""
            job.fill(
                task_id=task_id,
                user_id=done.user_id,
                project_id=int(project or 0),
                platform=done.platform,
            )
            # From here on, the task may become one of these very files.
            done = replace(done, digests=digests)
            done.write(path)
            await self._transfer.upload_job_files(task_id, job.texts(), **way)
            await self._task.submit_once(task_id)
        done.record_submitted(path, digests)
        report(JobProgress(Stage.SUBMITTED, task_id))
        return task_id


class AsyncSubmittedJob:
    """A job that the farm has. Each of its methods may raise `RayvisionError`, as those of `api.jobs`.

    Attributes:
        key: What its task is for.
        task_id: Number of its task.
    """

    def __init__(self, caller: AsyncCaller, key: str, task_id: int, user_id: int | None = None) -> None:
        self._caller = caller
        self._user_id = user_id
        self.key = key
        self.task_id = task_id

    def __repr__(self) -> str:
        return f"{type(self).__name__}(key={self.key!r}, task_id={self.task_id})"

    async def status(self) -> models.TaskInfo:
        """Get how its task stands (operation `queryTaskInfo`).

        Raises:
            JobError: It was deleted on the farm, or is another account's.
        """
        waits = self._caller.settings.retries.waits()
        while True:
            with suppress(RayvisionNotFoundError):
                for task in (await AsyncQuery(self._caller).task_info([self.task_id])).items:
                    return task
            # A new one may take a moment to appear: nobody is to order it again for that.
            if (seconds := next(waits, None)) is None:
                user_id = (await AsyncUser(self._caller).query_user_profile()).user_id
                if self._user_id not in {None, user_id}:
                    raise JobError(
                        f"task {self.task_id} is that of user {self._user_id}, and this account is user {user_id}; "
                        "use the keys of the other one"
                    )
                raise JobError(
                    f"task {self.task_id} was deleted on the farm; give another key than {self.key!r} to submit the "
                    "job again, as a new task"
                )
            await async_sleep(seconds)

    async def wait(
        self, timeout: float | None = None, *, until: Until = "succeeded", on_progress: _OnProgress | None = None
    ) -> models.TaskInfo:
        """Wait until it has ended (operation `queryTaskInfo`, again and again).

        Args:
            timeout: How many seconds to wait at most; `None` waits for ever.
            until: `succeeded`, where any other end is an error, or `finished`.
            on_progress: Called with the progress.

        Raises:
            RayvisionWaitTimeoutError: The timeout is over.
            RayvisionTaskFailedError: It ended without success, and `until` is `succeeded`.
        """
        report = on_progress or _ignore
        [task] = await AsyncTask(self._caller).wait(
            [self.task_id], timeout, until=until, on_progress=lambda task: report(_progress_of(task))
        )
        return task

    async def download(
        self,
        folder: str | os.PathLike[str],
        *,
        follow: bool = True,
        on_progress: _OnProgress | None = None,
        policy: TransferPolicy = DEFAULT_POLICY,
        poll: float = 10.0,
        timeout: float | None = None,
        transmitter: str | os.PathLike[str] | None = None,
        line: Line | None = None,
    ) -> list[Picture]:
        """Download its pictures as they are finished, until it has ended; see `transfer.download`.

        Args:
            folder: Where to; the task has a folder of its own below it.
            follow: Whether to continue until it has ended; otherwise what is there now is fetched.
            on_progress: Called with the progress; by coroutines partly from another thread.
            policy: When a transfer is tried again, and when it is given up.
            poll: Seconds between two looks.
            timeout: How many seconds to go on at most; `None` goes on for ever.
            transmitter: The program that transfers; by default the one that `find_transmitter` finds.
            line: The server to transfer with; by default as in `transfer.storages`.

        Returns:
            The pictures that are here now, those that were here before among them.

        Raises:
            TransferError: A transfer failed.
            RayvisionWaitTimeoutError: The timeout is over; what the farm had at the last look has been fetched.
            OSError: A file cannot be written.
        """
        report = on_progress or _ignore
        last: models.TaskInfo | None = None

        def look(task: models.TaskInfo) -> None:
            nonlocal last
            last = task
            report(_progress_of(task))

        return await AsyncTransfer(self._caller).download(
            self.task_id,
            folder,
            follow=follow,
            poll=poll,
            timeout=timeout,
            on_progress=lambda progress: report(JobProgress(Stage.FETCHING, self.task_id, progress, last)),
            on_task=look,
            policy=policy,
            transmitter=transmitter,
            line=line,
        )


def _ignore(_progress: JobProgress) -> None:
    """Ignore the progress: no callback was given."""


def _progress_of(task: models.TaskInfo) -> JobProgress:
    is_waiting = task.task_status in {models.TaskStatus.WAITING, models.TaskStatus.ANALYSE}
    return JobProgress(Stage.SUBMITTED if is_waiting else Stage.RENDERING, task.id, None, task)

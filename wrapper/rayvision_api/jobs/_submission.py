"""How far the submission of a job has got: a small file beside the job's own, which outlives whatever stops it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from rayvision_api._calls.create_once import LONGEST_KEY
from rayvision_api._lock import LockedError, locked
from rayvision_api.jobs import _files
from rayvision_api.jobs._errors import JobError

if TYPE_CHECKING:
    from rayvision_client.models import TaskInfo

    from rayvision_api.transfer import Progress

_NAME, _LOCK = "submission.json", ".submission.lock"
_RANDOM = 8
_KINDS = (str, str, str, int, dict, int | None, bool)


class Stage(StrEnum):
    """Where a job is on its way."""

    CHECKING = "checking"
    """It is looked through, and the farm is asked for what it needs."""
    UPLOADING = "uploading"
    """Its files go to the farm."""
    SUBMITTED = "submitted"
    """The farm has it, and analyses or queues it."""
    RENDERING = "rendering"
    """Its frames are being rendered."""
    FETCHING = "fetching"
    """Its pictures come."""


@dataclass(frozen=True)
class JobProgress:
    """How far a job has got.

    Attributes:
        stage: Where it is.
        task_id: Number of its task; `None` before it has one.
        transfer: How far the upload or the download has got, while there is one.
        task: How its task stands, once it is submitted.
        changed: Names of the job files that have changed since an earlier run, which was stopped before it had
            submitted them.
    """

    stage: Stage
    task_id: int | None = None
    transfer: Progress | None = None
    task: TaskInfo | None = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Submission:
    """What has been done of a submission.

    Attributes:
        key: What the task is for; there is one task of a key.
        domain: The service.
        platform: Number of the platform.
        user_id: Number of the account.
        digests: Digest of each job file, as it was sent or is to be sent.
        task_id: Number of the task, once it is known.
        is_submitted: Whether the task has been submitted.
    """

    key: str
    domain: str
    platform: str
    user_id: int
    digests: dict[str, str]
    task_id: int | None = None
    is_submitted: bool = False

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Read what stands beside a job.

        Raises:
            JobError: It is damaged, or of another version, and may tell of a task that is being paid for.
            OSError: It cannot be read.
        """
        path = folder / _NAME
        try:
            found = cls(**json.loads(path.read_bytes()))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (ValueError, TypeError) as error:
            raise _unreadable(path, str(error)) from None
        for (name, value), kind in zip(asdict(found).items(), _KINDS, strict=True):
            if not isinstance(value, kind):
                raise _unreadable(path, f"{name} is {value!r}")
        return found

    def write(self, folder: Path) -> None:
        """Write it beside the job, in one step.

        Raises:
            OSError: It cannot be written; the old one is still there.
        """
        _files.write(folder / _NAME, (json.dumps(asdict(self), indent=2) + "\n").encode())

    def begin_or_resume(self, folder: Path, key: str | None) -> Self:
        """Go on with what stands beside the job, if it is of this key; or begin.

        Raises:
            JobError: What stands there cannot be read, and no key is given by which the farm could be asked; or another
                account has submitted the job.
            OSError: It cannot be read.
        """
        try:
            old = type(self).read(folder)
        except JobError:
            if key is None:
                raise
            old = None
        if old is None or key not in {None, old.key}:
            found = replace(self, key=key or _random_key(folder))
        elif (old.domain, old.platform, old.user_id) == (self.domain, self.platform, self.user_id):
            return old
        elif old.is_submitted and old.domain == self.domain and old.user_id != self.user_id:
            raise JobError(
                f"the job in {str(folder)!r} was submitted as task {old.task_id} by user {old.user_id}, and this "
                f"account is user {self.user_id}; give another key than {old.key!r} to submit it again"
            )
        else:
            # Of another account or platform. The key stays: on the way back, too, it leads to the task that is there.
            found = replace(self, key=old.key, digests=old.digests)
        return found

    def changed(self, digests: dict[str, str]) -> tuple[str, ...]:
        """Name the job files that are not as they were."""
        return tuple(name for name in _files.NAMES if self.digests.get(name) != digests.get(name))

    def record_submitted(self, folder: Path, digests: dict[str, str]) -> None:
        """Record that the task has been submitted.

        Raises:
            JobError: The job has changed since.
            OSError: It cannot be written.
        """
        if not self.is_submitted:
            replace(self, is_submitted=True).write(folder)
        if changed := self.changed(digests):
            raise JobError(
                f"{' and '.join(changed)} in {str(folder)!r} changed after the job was submitted as task "
                f"{self.task_id}; give another key than {self.key!r} to submit it again"
            )


def digests_of(folder: Path) -> dict[str, str]:
    """Return a digest of each file of a job that is there."""
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in _files.NAMES
        if (folder / name).exists()
    }


@contextmanager
def locked_folder(folder: Path) -> Iterator[None]:
    """Keep other runs on this machine from submitting the same folder.

    Raises:
        JobError: One is at it.
    """
    try:
        with locked(folder / _LOCK):
            yield
    except LockedError:
        raise JobError(
            f"the job in {str(folder)!r} is being submitted by another run; wait for it, or end it"
        ) from None


def _unreadable(path: Path, reason: str) -> JobError:
    return JobError(
        f"{str(path)!r} cannot be read: {reason}; to go on with its task, give the task's key, which is its label "
        "after once:, or remove the file to submit the job as a new task"
    )


def _random_key(folder: Path) -> str:
    """Make a key that says something to anyone who meets it as a label."""
    name = "".join(letter for letter in folder.resolve().name if letter.isprintable()).strip()
    return f"{name[: LONGEST_KEY - _RANDOM - 1].strip()} {uuid4().hex[:_RANDOM]}".strip()

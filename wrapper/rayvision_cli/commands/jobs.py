"""The whole way of a job on the command line: from a folder to its pictures."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import Annotated, Any

from attrs import evolve
from cyclopts import Parameter
from rayvision_api import (
    Budget,
    RayvisionAPI,
    RayvisionError,
    RayvisionWaitStoppedError,
    SupervisionEvent,
)
from rayvision_api.errors import demand_success
from rayvision_api.jobs import Finding, JobError, JobNotReadyError
from rayvision_api.transfer import Picture
from rayvision_client.models import TaskInfo

from rayvision_cli.commands.operations import FACTS_HELP
from rayvision_cli.terminal.exit_codes import CommandError, Exit
from rayvision_cli.terminal.failures import explained
from rayvision_cli.terminal.session import Session, SessionArgument
from rayvision_cli.terminal.usage import FILLED
from rayvision_cli.text.error_texts import error_text
from rayvision_cli.text.languages import Texts
from rayvision_cli.watching.displays import JobDisplay
from rayvision_cli.watching.events import event_text

_FOLDER_HELP = "The job: a folder with task.json and upload.json."
_KEY_HELP = "Key of the task: each key has one task. By default the folder's name and some random letters."
_WAIT_HELP = "Wait until the task has ended."
_DOWNLOAD_HELP = "Download the pictures into this folder as frames finish, until the task has ended."
_BUDGET_HELP = (
    "What the task may cost: warn at 80 %, and stop it before it exceeds that. Waits until the task has ended."
)
_PLACES_HELP = "Ids of the tasks, and the folder for their pictures at the end."
_FOLLOW_HELP = "Continue until the tasks have ended, and download pictures as frames finish."

Folder = Annotated[Path, FILLED, Parameter(help=_FOLDER_HELP)]


def submit(
    folder: Folder,
    /,
    *,
    key: Annotated[str | None, Parameter(help=_KEY_HELP)] = None,
    wait: Annotated[bool, Parameter(help=_WAIT_HELP)] = False,
    download: Annotated[Path | None, FILLED, Parameter(help=_DOWNLOAD_HELP)] = None,
    budget: Annotated[float | None, Parameter(help=_BUDGET_HELP)] = None,
    session: SessionArgument,
) -> None:
    """Check a job, upload what it needs, and submit it; after an interruption, the same command continues."""
    say, output = session.say, session.output
    output.goes_on = True
    display = JobDisplay(output, say)
    pictures: list[Picture] = []
    task: TaskInfo | None = None
    api = _patient_api(session)
    is_followed = wait or download is not None or budget is not None
    names = {"key": "--key", "budget": "--budget"}
    with _reporting_interruption(session, folder, key), _reporting_errors(session, names), display.shown():
        Budget(budget)
        job = api.jobs.submit(folder, key=key, pictures=download, on_progress=display.show)
        with _within(budget, api, job.task_id, output.aside, say):
            if download is not None:
                pictures = job.download(download, timeout=session.timeout, on_progress=display.show)
            if is_followed:
                show = display.show if download is None else None
                task = job.wait(session.timeout, until="finished", on_progress=show)
    if output.as_json:
        output.document({"taskId": job.task_id, "key": job.key, "task": task, "pictures": _documented(pictures)})
    else:
        output.line(say("task {task_id} of key {key}", task_id=job.task_id, key=job.key))
        if download is not None:
            _print_pictures(session, pictures, download)
        elif not is_followed:
            output.line(say("Wait for it: {command}", command=f"rayvision task wait {job.task_id}"))
    demand_success([] if task is None else [task])


@contextmanager
def _reporting_interruption(session: Session, folder: Path, key: str | None) -> Iterator[None]:
    """If it stops half-way, print what is wrong with the job, or a document of the task that there is."""
    try:
        yield
    except JobNotReadyError as error:
        _print_findings(session, error.findings)
        raise
    except (CommandError, RayvisionError):
        if session.output.as_json:
            with suppress(JobError, NotADirectoryError):
                job = session.api.jobs.submitted(folder)
                if key in {None, job.key}:
                    session.output.document({"taskId": job.task_id, "key": job.key, "task": None, "pictures": None})
        raise


@contextmanager
def _within(
    budget: float | None, api: RayvisionAPI, task_id: int, tell: Callable[[str], object], say: Texts
) -> Iterator[None]:
    """Keep a task within a budget while a block follows it."""
    if budget is None:
        yield
        return
    stop = Event()

    def inform(text: str) -> None:
        # The output may be a file on a full disk; the budget is enforced all the same.
        with suppress(OSError):
            tell(text)

    said: set[str] = set()

    def hear(event: SupervisionEvent) -> None:
        said.add(event.kind)
        inform(event_text(event, say))

    def end(minding: Future[Any]) -> None:
        error = minding.exception()
        if error is not None and not isinstance(error, RayvisionWaitStoppedError):
            reason = explained(error, say)[1] if isinstance(error, RayvisionError) else error
            inform(say("the budget is no longer enforced: {reason}", reason=reason))

    # In a thread of its own: money is spent while pictures are being fetched, too.
    with ThreadPoolExecutor(1) as pool:
        options: dict[str, Any] = {"until_ok": 0, "budget": budget}
        minding = pool.submit(api.task.supervise, [task_id], **options, on_event=hear, stop=stop)
        minding.add_done_callback(end)
        try:
            yield
        finally:
            stop.set()
    if not said:
        # The task has ended; it may have been too quick for anybody to see what it cost.
        with suppress(RayvisionError):
            api.task.supervise([task_id], **options, on_event=hear)


def check(
    folder: Folder,
    /,
    *,
    pictures: Annotated[Path | None, FILLED, Parameter(help="Folder for the pictures.")] = None,
    session: SessionArgument,
) -> None:
    """List everything that is wrong with a job, without sending anything."""
    with _reporting_errors(session, {}):
        found = session.api.jobs.check(folder, pictures=pictures)
    _print_findings(session, found)
    if any(finding.is_error for finding in found):
        raise CommandError(Exit.REFUSED, session.say("the job has errors and cannot be rendered"))


def status(
    folder: Folder,
    /,
    *,
    all_facts: Annotated[bool, Parameter(name="--all", help=FACTS_HELP)] = False,
    session: SessionArgument,
) -> None:
    """Show how the task of a job stands."""
    with _reporting_errors(session, {}):
        task = session.api.jobs.submitted(folder).status()
    if session.output.as_json:
        session.output.document(task)
    else:
        session.output.reply(task, done="", in_full=all_facts)


def download(
    *places: Annotated[str, Parameter(required=True, help=_PLACES_HELP)],
    follow: Annotated[bool, Parameter(help=_FOLLOW_HELP)] = False,
    session: SessionArgument,
) -> None:
    """Download the pictures of tasks; files that are here already stay."""
    say, output = session.say, session.output
    *words, folder = places
    if not folder or not words or not all(word.isascii() and word.isdigit() for word in words):
        raise CommandError(Exit.USAGE, say("give task ids, and then a folder, for example: 41 42 frames"))
    numbers = [int(word) for word in words]
    output.goes_on = True
    display = JobDisplay(output, say)
    api = _patient_api(session)
    with _reporting_errors(session, {"task_ids": "ID"}), display.shown():
        pictures = api.transfer.download(
            numbers, folder, follow=follow, timeout=session.timeout, on_progress=display.fetch
        )
        tasks = api.task.wait(numbers, until="finished") if follow else []
    if output.as_json:
        output.document({"pictures": _documented(pictures)})
    else:
        _print_pictures(session, pictures, folder)
    demand_success(tasks)


@contextmanager
def _reporting_errors(session: Session, names: dict[str, str]) -> Iterator[None]:
    """Turn what interrupts a job into an error of the command."""
    say = session.say
    try:
        with session.checking(names):
            yield
    except KeyboardInterrupt:
        raise CommandError(Exit.INTERRUPTED, say("interrupted: run the same command again to continue")) from None
    except OSError as error:
        if error.filename == say("standard output"):
            # It is not a file of the job, and is reported as for any other command.
            raise
        number = errno.ENOTDIR if isinstance(error, FileExistsError) else error.errno
        reason = error_text(str(error), say) if number is None else os.strerror(number)
        text = say("{file}: {reason}", file=error.filename or "", reason=reason) if error.filename else reason
        # A path that is not a folder is a mistake in the command line; a disk that is full is not.
        is_no_folder = isinstance(error, NotADirectoryError | FileExistsError)
        raise CommandError(Exit.USAGE if is_no_folder else Exit.NOT_WRITTEN, text) from None


def _patient_api(session: Session) -> RayvisionAPI:
    """Make a client whose single replies keep their own time-out: the command's is that of waiting.

    Raises:
        CommandError: The time-out is not one; found before anything is paid for.
    """
    if session.timeout is not None and not session.timeout >= 0:
        say = session.say
        text = say("{name} is {value}; it has to be 0 or more", name="--timeout", value=session.timeout)
        raise CommandError(Exit.USAGE, text)
    return evolve(session, timeout=None).api


def _print_findings(session: Session, found: list[Finding]) -> None:
    output = session.output
    if output.as_json:
        members = ("severity", "code", "file", "member", "message")
        output.document({"findings": [{name: str(getattr(one, name)) for name in members} for one in found]})
        return
    for finding in found:
        place = f"{finding.file}: {finding.member}" if finding.member else finding.file
        severity, problem = session.say(str(finding.severity)), error_text(finding.message, session.say)
        output.line(session.say("{severity}: {place} {problem}", severity=severity, place=place, problem=problem))
    if not found:
        output.line(session.say("nothing is wrong"))


def _print_pictures(session: Session, pictures: list[Picture], folder: str | os.PathLike[str]) -> None:
    new = sum(picture.is_new for picture in pictures)
    session.output.line(
        session.say("{count:,} pictures in {folder}, {new:,} of them new", count=len(pictures), folder=folder, new=new)
    )


def _documented(pictures: list[Picture]) -> list[dict[str, Any]]:
    return [
        {"path": str(picture.path), "size": picture.size, "frame": picture.frame, "new": picture.is_new}
        for picture in pictures
    ]

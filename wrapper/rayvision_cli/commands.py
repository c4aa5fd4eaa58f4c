"""A command for each operation of the service."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, get_args

from cyclopts import Parameter
from rayvision_client.models import CreatedTasks, Language
from rayvision_client.operations import Operation

from rayvision_cli.exits import CommandError, Exit
from rayvision_cli.languages import Texts
from rayvision_cli.output import wire
from rayvision_cli.parameters import Argument, arguments_of, given
from rayvision_cli.session import Session

GROUPS: dict[str, str] = {
    "task": "Tasks: create, submit, stop, start, wait for, delete.",
    "query": "Tasks, frames, software, platforms and errors: whatever can be asked; and rendering frames again.",
    "user": "The account: profile, settings, transfer ids.",
    "tag": "Labels.",
    "env": "Render environments: a software, its version and its plugins under a name.",
    "transmit": "Job files, transfer configuration, output files.",
}
"""The groups of the guide; an operation of another one makes a group by itself."""

SHORT_NAMES: dict[str, str] = {
    "queryUserProfile": "profile",
    "queryUserSetting": "settings",
    "updateUserSetting": "update-settings",
    "getTransferBid": "transfer-ids",
    "listHardwareConfigs": "hardware",
    "createTask": "create",
    "submitTask": "submit",
    "stopTask": "stop",
    "startTask": "start",
    "abortTask": "abort",
    "deleteTask": "delete",
    "setOverTimeStop": "overtime",
    "fullSpeed": "full-speed",
    "updateTaskUserLevel": "set-priority",
    "updateTaskLimit": "limit",
    "editTaskHardwareConfig": "move",
    "queryPlatforms": "platforms",
    "queryErrorDetail": "error",
    "getTaskList": "tasks",
    "queryTaskFrames": "frames",
    "queryAllFrameStats": "stats",
    "restartFailedFrames": "restart-failed",
    "restartFrame": "restart",
    "queryTaskInfo": "info",
    "querySupportedSoftware": "software",
    "querySupportedPlugin": "plugins",
    "loadTaskProcessImg": "progress",
    "loadingFrameThumbnail": "thumbnail",
    "getTransferServerMsg": "transfer-server",
    "getRaySyncUserKey": "transfer-key",
    "stopTaskFrames": "stop-frames",
    "showLog": "log",
    "getUserPackNodeInfo": "rented-machines",
    "addLabel": "add",
    "deleteLabel": "delete",
    "getLabelList": "list",
    "listProjects": "projects",
    "addTaskLabel": "attach",
    "deleteTaskLabel": "detach",
    "addRenderEnv": "add",
    "updateRenderEnv": "update",
    "deleteRenderEnv": "delete",
    "setDefaultRenderEnv": "default",
    "getRenderEnv": "list",
    "taskJsonFile": "put",
    "getConfig": "config",
    "getOutputUserDirFile": "files",
}
"""Commands by operation; an operation that is not here is called as its method is."""

ITERATORS: dict[str, str] = {
    "getTaskList": "iter_tasks",
    "queryTaskFrames": "iter_frames",
    "showLog": "iter_render_log",
    "taskRecord": "iter_task_records",
    "loginRecord": "iter_login_records",
}
"""The wrapper's methods that follow the pages of an operation."""

PORTIONS: dict[str, str] = {"queryTaskInfo": "iter_task_info"}
"""The wrapper's methods that ask for any number of things, so many at a time."""

# So many ids go into one request; what the service takes at most is not known.
_PORTION = 100

ABOUT_ONE = frozenset({"queryErrorDetail", "queryTaskInfo"})
"""Operations whose answer is shown with all its facts where it is about one thing only."""

_KEY_HELP = "Create the one task of this key, or find it: whatever breaks, call it again with the same key."
_ONCE_HELP = "Do nothing where the task is submitted already: whatever breaks, call it again."
ONCE: dict[str, Any] = {
    "createTask": Annotated[str | None, Parameter(help=_KEY_HELP)],
    "submitTask": Annotated[bool, Parameter(help=_ONCE_HELP, negative=(), show_default=False)],
}
"""Operations that are carried out once with `--once`, and what that option takes."""

FINAL = frozenset({"task.abort_task", "task.delete_task"})
"""Calls that cannot be undone: they ask first, whatever the vendor names the operation."""


DONE: dict[str, str] = {
    "submitTask": "Task {things} submitted.",
    "stopTask": "Tasks stopped: {things}",
    "startTask": "Tasks started: {things}",
    "abortTask": "Tasks abandoned: {things}",
    "deleteTask": "Tasks deleted: {things}",
    "restartFailedFrames": "Failed frames restarted, of tasks: {things}",
    "restartFrame": "Frames restarted, of task: {things}",
    "stopTaskFrames": "Frames stopped, of task: {things}",
}
"""What is said where the service answers nothing: that it was asked for, which is not that it has rendered."""


def command_name(operation: Operation[Any]) -> str:
    """Name the command of an operation."""
    return SHORT_NAMES.get(operation.id, operation.call.partition(".")[2].replace("_", "-"))


def method_of(operation: Operation[Any]) -> Callable[..., Any] | None:
    """Find the wrapper's method of an operation; one that is new in the spec has none until it is written."""
    group_name, _, method_name = operation.call.partition(".")
    # A client has its groups only once it is made, for which there may be no keys yet.
    place = f"rayvision_api._sync.{group_name}"
    if find_spec(place) is None:
        return None
    method: Callable[..., Any] | None = getattr(
        getattr(import_module(place), group_name.capitalize()), method_name, None
    )
    return method


def command_of(operation: Operation[Any], method: Callable[..., Any]) -> Callable[..., None]:
    """Make the command of an operation, with the arguments of the wrapper's method."""
    group_name, _, method_name = operation.call.partition(".")
    arguments = arguments_of(method)
    iterator = ITERATORS.get(operation.id)
    signature = _signature(arguments, ONCE.get(operation.id), may_follow_pages=iterator is not None)

    def call(*places: Any, **options: Any) -> None:
        bound = signature.bind(*places, **options)
        follows_pages = iterator is not None and bound.arguments.get("all_pages", False)
        if not follows_pages:
            bound.apply_defaults()
        session: Session = bound.arguments["session"]
        say, output = session.say, session.output
        with session.checking({argument.name: argument.shown for argument in arguments} | {"key": "--once"}):
            values = given(arguments, bound.arguments)
            _completed(operation, values, session)
            group = getattr(session.api, group_name)
            if iterator is not None and follows_pages:
                _check_that_all_are_taken(arguments, values, getattr(group, iterator), say)
            several = iterator if follows_pages else _portions(operation, values)
            if several is not None:
                _everything(session, operation, getattr(group, several)(**values))
                return
            once = bound.arguments.get("once")
            reply = _done_once(session, once, values) if once else getattr(group, method_name)(**values)
        if output.as_json:
            output.document(reply)
        else:
            items = getattr(reply, "items", reply)
            if operation.id in ABOUT_ONE and len(items) == 1:
                reply = items[0]
            output.reply(reply, done=_done(operation, values, say))

    # What cyclopts reads, in place of the general one above.
    call.__signature__ = signature  # type: ignore[attr-defined]  # functions may have one
    call.__annotations__ = {parameter.name: parameter.annotation for parameter in signature.parameters.values()}
    return call


def _completed(operation: Operation[Any], values: dict[str, Any], session: Session) -> None:
    """Ask before what cannot be undone, and fill in what only the run of a command can tell."""
    say = session.say
    if operation.call in FINAL:
        things = " ".join(map(str, *values.values()))
        session.confirm(say("{summary}: {things}?", summary=say(operation.summary), things=things))
    if operation.id == "queryErrorDetail":
        values.setdefault("language", Language.CHINESE if say.language == "zh" else Language.ENGLISH)
    if "content" in values:
        _read_file(values, say)


def _check_that_all_are_taken(
    arguments: list[Argument], values: dict[str, Any], iterator: Callable[..., Any], say: Texts
) -> None:
    taken = inspect.signature(iterator).parameters
    for argument in arguments:
        if argument.name in values and argument.name not in taken:
            raise CommandError(Exit.USAGE, say("{name} and --all exclude each other", name=argument.shown))


def _read_file(values: dict[str, Any], say: Texts) -> None:
    """Put a file's text in the place of its path; the file goes under its own name where no other is given."""
    path = Path(values["content"])
    try:
        values["content"] = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandError(Exit.USAGE, say("{file} cannot be read: {reason}", file=path, reason=reason)) from None
    values.setdefault("file_name", path.name)


def _done_once(session: Session, once: str | bool, values: dict[str, Any]) -> Any:
    """Submit a task, or create that of a key, if it has not been done."""
    if isinstance(once, bool):
        session.api.task.submit_once(**values)
        return None
    if values.pop("count") != 1:
        raise CommandError(Exit.USAGE, session.say("--count and --once exclude each other"))
    return CreatedTasks({"taskIdList": [session.api.task.create_once(once, **values)]})


def _done(operation: Operation[Any], values: dict[str, Any], say: Texts) -> str:
    if operation.id not in DONE:
        return say("{summary}: done", summary=say(operation.summary))
    about = next(iter(values.values()))
    return say(DONE[operation.id], things=" ".join(map(str, about)) if isinstance(about, list) else about)


def _signature(arguments: list[Argument], once: Any, *, may_follow_pages: bool) -> inspect.Signature:
    parameters = [argument.parameter for argument in arguments]
    if once is not None:
        parameters.append(_option("once", once, default=False if get_args(once)[0] is bool else None))
    if may_follow_pages:
        described = Parameter(name="--all", help="All pages, one after the other.", negative=(), show_default=False)
        parameters.append(_option("all_pages", Annotated[bool, described], default=False))
    parameters.append(_option("session", Annotated[Session, Parameter(parse=False)]))
    return inspect.Signature(parameters)


def _option(name: str, annotation: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _portions(operation: Operation[Any], values: dict[str, Any]) -> str | None:
    is_long = any(isinstance(value, list) and len(value) > _PORTION for value in values.values())
    return PORTIONS.get(operation.id) if is_long else None


def _everything(session: Session, operation: Operation[Any], items: Iterator[Any]) -> None:
    if not session.output.as_json:
        session.output.listing(items)
        return
    everything = list(items)
    pages = operation.pagination
    total, members = ("total", "items") if pages is None else (pages.total, pages.items)
    # A log has no number of lines.
    counted = {} if total is None else {total: len(everything)}
    session.output.document({**counted, members: wire(everything)})

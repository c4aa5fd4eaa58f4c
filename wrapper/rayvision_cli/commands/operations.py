"""A command for each operation of the service."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from rayvision_api import RayvisionAPI
from rayvision_client.models import CreatedTasks, Language
from rayvision_client.operations import Operation

from rayvision_cli.commands.frame_log import ids_of
from rayvision_cli.commands.parameters import SPANS, Argument, arguments_of, given, several
from rayvision_cli.terminal.exit_codes import CommandError, Exit
from rayvision_cli.terminal.session import Session, SessionArgument
from rayvision_cli.text.documents import document_of
from rayvision_cli.text.languages import Texts
from rayvision_cli.text.views import HIDDEN

GROUPS: dict[str, str] = {
    "task": "Tasks and their frames: create, submit, list, show, stop, start, restart, wait for, delete.",
    "query": "Look up tasks, frames, software, platforms and errors.",
    "user": "The account: profile, settings, transfer ids.",
    "tag": "Labels.",
    "env": "Render environments: a software, its version and its plugins under a name.",
    "transmit": "Job files, transfer configuration, output files.",
}
"""The groups of the guide; an operation without one forms a separate group."""

ITERATORS: dict[str, str] = {
    "query.get_task_list": "iter_tasks",
    "query.task_frames": "iter_frames",
    "query.get_render_log": "iter_render_log",
    "user.task_record": "iter_task_records",
    "user.login_record": "iter_login_records",
    "transmit.get_output_files": "iter_output_files",
}
"""The wrapper's methods that ask an operation again until there is nothing left: by pages, or by directories.

The keys of all tables here are calls.
"""

ABOUT_ONE = frozenset({"query.error_detail", "query.task_info"})
"""Operations whose answer is shown with all its facts where it is about one thing only."""

SUMMARISED = frozenset({"query.task_info", "user.query_user_profile"})
"""Operations whose answer has so many facts that only the leading ones are shown, and all of them with `--all`."""

FACTS_HELP = "All facts, not only those that most people look for."
_KEY_HELP = "Create the task of this key, or find it; after any failure, run it again with the same key."
_PAGES_HELP = "All pages, one after the other."
_DIRECTORIES_HELP = "All files, those of the directories below as well."
_ONCE_HELP = "Do nothing if the task is submitted already; after any failure, run it again."
ONCE: dict[str, tuple[Any, str, Any]] = {
    "task.create_task": (str | None, _KEY_HELP, None),
    "task.submit_task": (bool, _ONCE_HELP, False),
}
"""Operations that are carried out once with `--once`: what that option takes, its help, and its default."""

UNSHOWN: dict[str, str] = {"transmit.get_transfer_config": "password"}
"""Members that are not shown even in JSON: a program that needs them reads them from the wrapper."""

_SUBMIT = "task.submit_task"
_TASKS_HELP = "Ids of the tasks."
_LABEL_HELP = "With --create, a label to put on the task; may be repeated."

FINAL = frozenset({"task.abort_task", "task.delete_task"})
"""Calls that cannot be undone: they ask first, whatever the vendor names the operation."""


DONE: dict[str, str] = {
    "task.stop_task": "Tasks stopped: {things}",
    "task.start_task": "Tasks started: {things}",
    "task.abort_task": "Tasks abandoned: {things}",
    "task.delete_task": "Tasks deleted: {things}",
    "query.restart_failed_frames": "Failed frames restarted, of tasks: {things}",
    "query.restart_frame": "Frames restarted, of task: {things}",
    "query.stop_frame": "Frames stopped, of task: {things}",
}
"""What is said where the service answers nothing: that it was asked for, which is not that it has rendered."""


def method_of(operation: Operation[Any], name: str | None = None) -> Callable[..., Any] | None:
    """Find the wrapper's method of an operation; one that is new in the spec has none until it is written.

    Args:
        operation: The operation.
        name: Name of another method of its group.
    """
    group_name, _, method_name = operation.call.partition(".")
    # Asked of the class: a client is made only once a command runs, for there may be no keys yet.
    method: Callable[..., Any] | None = getattr(getattr(RayvisionAPI, group_name, None), name or method_name, None)
    return method


def command_of(operation: Operation[Any], method: Callable[..., Any]) -> Callable[..., None]:
    """Make the command of an operation, with the arguments of the wrapper's method."""
    group_name, _, method_name = operation.call.partition(".")
    arguments = arguments_of(method)
    iterator = ITERATORS.get(operation.call)
    filters = _filters(operation, arguments)
    if operation.call == _SUBMIT:
        arguments = several(arguments, "task_id", _TASKS_HELP)
    arguments += filters
    signature = _signature(operation, arguments)

    def call(*places: Any, **options: Any) -> None:
        bound = signature.bind(*places, **options)
        asked = bound.arguments
        follows_pages = iterator is not None and (
            asked.get("all_pages", False)
            or any(one.parameter.name in asked for one in filters)
            # The iterator finds layered tasks too, which say that they wait.
            or ("status" in asked and "page" not in asked)
        )
        if not follows_pages:
            bound.apply_defaults()
        session: Session = bound.arguments["session"]
        say, output = session.say, session.output
        with session.checking({argument.name: argument.shown for argument in arguments} | {"key": "--once"}):
            values = given(arguments, bound.arguments)
            _completed(operation, values, session)
            if operation.call == _SUBMIT:
                _submit(session, values, bound.arguments)
                return
            group = getattr(session.api, group_name)
            if iterator is not None and follows_pages:
                _check_that_all_are_taken(arguments, values, getattr(group, iterator), say)
                _everything(session, operation, getattr(group, iterator)(**values))
                return
            once = bound.arguments.get("once")
            reply: Any = _created_once(session, once, values) if once else getattr(group, method_name)(**values)
        if output.as_json:
            output.document(_hidden(document_of(reply, say.zone), UNSHOWN.get(operation.call)))
        else:
            items = getattr(reply, "items", reply)
            if operation.call in ABOUT_ONE and len(items) == 1:
                reply = items[0]
            in_full = operation.call not in SUMMARISED or bound.arguments["all_facts"]
            output.reply(reply, done=_done(operation, values, say), in_full=in_full)

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
    if operation.call == "query.error_detail":
        values.setdefault("language", Language.CHINESE if say.language == "zh" else Language.ENGLISH)
    if "content" in values:
        _read_file(values, say)
    if values.get("ids_list"):
        values["ids_list"] = ids_of(session, values["task_id"], values["ids_list"])
    for start, end in SPANS:
        if {start, end} & values.keys():
            values[start], values[end] = session.span(values.get(start), values.get(end))


def _check_that_all_are_taken(
    arguments: list[Argument], values: dict[str, Any], iterator: Callable[..., Any], say: Texts
) -> None:
    taken = inspect.signature(iterator).parameters
    for argument in arguments:
        if argument.name in values and argument.name not in taken:
            raise CommandError(
                Exit.USAGE, say("{one} and {other} exclude each other", one=argument.shown, other="--all")
            )


def _read_file(values: dict[str, Any], say: Texts) -> None:
    """Put a file's text in place of its path; the file goes under its own name where no other is given."""
    path = Path(values["content"])
    try:
        values["content"] = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandError(Exit.USAGE, say("{file} cannot be read: {reason}", file=path, reason=reason)) from None
    values.setdefault("file_name", path.name)


def _created_once(session: Session, key: str, values: dict[str, Any]) -> CreatedTasks:
    """Create the task of a key, if there is none."""
    if values.pop("count") != 1:
        raise CommandError(
            Exit.USAGE, session.say("{one} and {other} exclude each other", one="--count", other="--once")
        )
    return CreatedTasks({"taskIdList": [session.api.task.create_once(key, **values)]})


def _submit(session: Session, values: dict[str, Any], options: dict[str, Any]) -> None:
    """Submit tasks one after the other, and say of each that it is; with `--create`, one that is new."""
    say, output, task = session.say, session.output, session.api.task
    task_ids = values.pop("task_id", [])
    if bool(task_ids) == options["create"]:
        raise CommandError(Exit.USAGE, say("give the ids of tasks, or --create"))
    if options["label"] and not options["create"]:
        raise CommandError(Exit.USAGE, say("--label needs --create"))
    created = task.create_task(labels=options["label"]) if options["create"] else None
    for task_id in created.task_id_list if created else task_ids:
        if created and not output.as_json:
            output.line(say("Task {things} created.", things=task_id))
        submit = task.submit_once if options["once"] else task.submit_task
        submit(task_id, **values)
        if not output.as_json:
            output.line(say("Task {things} submitted.", things=task_id))
    if output.as_json:
        output.document(created)


def _filters(operation: Operation[Any], arguments: list[Argument]) -> list[Argument]:
    """The arguments of the iterator over an operation's pages that the operation itself does not have."""
    iterator = method_of(operation, ITERATORS[operation.call]) if operation.call in ITERATORS else None
    known = {argument.name for argument in arguments}
    return [one for one in arguments_of(iterator) if one.name not in known] if iterator else []


def _done(operation: Operation[Any], values: dict[str, Any], say: Texts) -> str:
    if operation.call not in DONE:
        return say("{summary}: done", summary=say(operation.summary))
    about = next(iter(values.values()))
    return say(DONE[operation.call], things=" ".join(map(str, about)) if isinstance(about, list) else about)


def _signature(operation: Operation[Any], arguments: list[Argument]) -> inspect.Signature:
    parameters = [argument.parameter for argument in arguments]
    if operation.call in ONCE:
        parameters.append(_option("once", *ONCE[operation.call]))
    if operation.call == _SUBMIT:
        parameters.append(_option("create", bool, "Create a task first, and submit that.", False))
        parameters.append(_option("label", list[str] | None, _LABEL_HELP))
    if operation.call in ITERATORS:
        help_text = _PAGES_HELP if operation.pagination else _DIRECTORIES_HELP
        parameters.append(_option("all_pages", bool, help_text, False, "--all"))
    if operation.call in SUMMARISED:
        parameters.append(_option("all_facts", bool, FACTS_HELP, False, "--all"))
    session = inspect.Parameter("session", inspect.Parameter.KEYWORD_ONLY, annotation=SessionArgument)
    return inspect.Signature([*parameters, session])


def _option(name: str, kind: Any, text: str, default: Any = None, shown: str | None = None) -> inspect.Parameter:
    annotation = Annotated[kind, Parameter(name=shown, help=text)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _hidden(value: Any, member: str | None) -> Any:
    """Copy a JSON value, with one member struck out wherever it stands."""
    if member is None:
        return value
    if isinstance(value, list):
        return [_hidden(item, member) for item in value]
    if isinstance(value, dict):
        return {name: HIDDEN if name == member else _hidden(item, member) for name, item in value.items()}
    return value


def _everything(session: Session, operation: Operation[Any], items: Iterator[Any]) -> None:
    if not session.output.as_json:
        session.output.listing(items)
        return
    everything = list(items)
    if isinstance(operation.empty(), list):
        session.output.document(everything)
        return
    pages = operation.pagination
    total, members = ("total", "items") if pages is None else (pages.total, pages.items)
    # A log has no number of lines.
    counted = {} if total is None else {total: len(everything)}
    session.output.document({**counted, members: document_of(everything, session.say.zone)})

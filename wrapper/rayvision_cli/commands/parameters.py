"""From a method of the wrapper to the arguments and options of a command."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from itertools import chain
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from attrs import NOTHING, evolve, fields, frozen, has
from cyclopts import CoercionError, Parameter, Token
from docstring_parser import parse
from rayvision_client.models import SelectAll, SoftwareId

from rayvision_cli.text.views import choice_name

NAMES: dict[str, str] = {
    "task_param_list": "task_ids",
    "task_id_list": "task_ids",
    "task_ids_list": "task_ids",
    "ids_list": "frames",
    "select_all": "all",
    "status_list": "status",
    "start_time": "since",
    "end_time": "until",
    "start_date": "since",
    "end_date": "until",
    "search_keyword": "search",
    "page_num": "page",
    "labels": "label",
    "new_name": "name",
    "del_name": "name",
    "edit_name": "name",
    "plugin_ids": "plugin_id",
    "task_over_time": "seconds",
    "overtime": "seconds",
    "hardware_config_ids": "hardware_id",
    "task_limit": "machines",
    "label_names": "label",
    "tag_ids": "tag_id",
    "content": "file",
    "codes": "other_code",
    "cg_names": "other_name",
}
"""The wrapper's arguments that have another name on the command line."""

_SINCE_HELP = "Only {things} at this time or later: 2026-01-31T18:00, yesterday, -2d or 2h; without a zone, in yours."
_UNTIL_HELP = "Only {things} at this time or earlier, as for --since."

HELP: dict[str, str] = {
    "status_list": "Only tasks of these statuses, by name or number: repeat it, or put commas between them.",
    "start_time": _SINCE_HELP.format(things="tasks submitted"),
    "end_time": _UNTIL_HELP.format(things="tasks submitted"),
    "create_task.labels": "A label to put on the tasks; may be repeated.",
    "select_all": "All frames of the task.",
    "ids_list": "Names or ids of the frames, as 'rayvision task frames' lists them.",
    "frame_id": "Id of the frame, as 'rayvision task frames' lists it.",
    "error_detail.code": "The code, for example 50001.",
    "supported_plugin.name": "The software, for example maya.",
    "get_render_env.name": "The software, for example maya.",
    "error_detail.language": "Language of the explanation; by default that of the command line.",
    "cg_id": "Number of the software, as 'rayvision query software' lists it.",
    "cg_name": "Name of the software, for example Maya.",
    "cg_version": "Version of the software, as 'rayvision query plugins' lists it.",
    "edit_name": "Name of the render environment.",
    "render_layer_type": "How Maya treats render layers.",
    "project_path": "Project directory. Since edition 2.0.0 of the API.",
    "render_system": "System to render on.",
    "plugin_ids": "Number of a plugin's version, as 'rayvision query plugins' lists it; may be repeated.",
    "page_size": "How many per page.",
    "asset_isolation_model": "How the task's assets are isolated: by task, or by your own user.",
    "frame_status": "Where the frame stands; only finished frames have thumbnails.",
    "iter_tasks.label": "Only tasks that have this label; all tasks are read, which takes longer.",
    "iter_frames.status": "Only frames of these statuses, by name or number: repeat it, or put commas between them.",
    "add_label.status": "Whether the label is open or closed.",
    "restart_frame.status": "With --all, only frames of these statuses. Since edition 2.0.0 of the API.",
    "stop_frame.status": "With --all, only frames of these statuses.",
    "get_render_log.page_num": "Number of the page; the first one is 0 or 1.",
    "get_render_log.page_size": "Size of a page, in a unit that the service does not document.",
    "start_date": _SINCE_HELP.format(things="entries"),
    "end_date": _UNTIL_HELP.format(things="entries"),
    "hardware_config_ids": "Id of the hardware, as 'rayvision user hardware' lists it; may be repeated.",
    "edit_task_hardware_config.model": "Model of the hardware, 28C for example.",
    "edit_task_hardware_config.gpu_num": (
        "Graphics cards of the hardware, 2*GPU for example; left out where it has none."
    ),
    "edit_task_hardware_config.ram": "Memory of the hardware, 64GB for example.",
    "codes": "A further code; may be repeated. Since edition 2.0.0 of the API.",
    "cg_names": "A further software; may be repeated. Since edition 2.0.0 of the API.",
    "get_transfer_server_msg.zone": "Zone to send to the service; by default the usual one.",
    "get_list.flag": (
        "Whose labels: the account's own, those of its main account as well, or those of all its accounts."
    ),
    "label_names": "Name of a label; may be repeated.",
    "tag_ids": "Id of a label; may be repeated.",
    "edit_task_hardware_config.task_ids": "Ids of the tasks.",
    "upload_json_content.content": "Path of the file, JSON.",
    "file_name": "Which of the job files it is; by default the one of its name.",
    "recycle_flag": "1 for the tasks that were deleted, without other filters. Since edition 2.0.0 of the API.",
    "task_user_level": "Priority among the account's tasks.",
    "frame_type": "Which pass; by default the current one.",
    "create_task.count": "How many task numbers to create.",
    "os_name": "System to render on; by default that of this machine.",
}
"""What to say of arguments whose docstring speaks to a programmer; by their method, too, where others may have one of
that name."""

DEFAULTS: dict[str, object] = {
    "page_size": 30,
    "get_render_log.page_num": 0,
    "get_render_log.page_size": 1,
    "os_name": None,
    "edit_task_hardware_config.gpu_num": "",
    "file_name": None,
    # Without these the command is of no use.
    "error_detail.code": inspect.Parameter.empty,
    "get_render_env.name": inspect.Parameter.empty,
    "frame_id": inspect.Parameter.empty,
}
"""Defaults that suit a person better than the guide's; `None` for what only the run of a command can tell."""

# Other spellings of an argument that there is already.
_LEFT_OUT = frozenset({"self", "asset_lsolation_model", "data", "only_id"})

# Arguments that stand at their place although they may be left out, or are members of a request.
_BY_PLACE = frozenset({"ids_list", "edit_name"})

# Arguments that the method takes ids for, and people names as well.
_NAMED_TOO = frozenset({"ids_list"})

SPANS = (("start_time", "end_time"), ("start_date", "end_date"))
"""Arguments that are times, as people type them: from when, and until when."""

_TIMES = frozenset(chain(*SPANS))

_REQUIRED = inspect.Parameter.empty
_PLACE, _REST, _OPTION = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.VAR_POSITIONAL,
    inspect.Parameter.KEYWORD_ONLY,
)


@frozen
class Argument:
    """One argument of a wrapper's method, on the command line.

    Attributes:
        name: The wrapper's name of it.
        request: Where it is a member of a request that the method takes: the method's argument, and the request.
        parameter: What cyclopts makes an argument or option of.
    """

    name: str
    request: tuple[str, type] | None
    parameter: inspect.Parameter

    @property
    def shown(self) -> str:
        """What the person who types it knows it by."""
        name = self.parameter.name
        return f"--{name.replace('_', '-')}" if self.parameter.kind is _OPTION else name.upper()


def arguments_of(method: Callable[..., Any]) -> list[Argument]:
    """Make arguments and options of a method's arguments.

    Required arguments are positional, or options where a list precedes them; all others are options.
    """
    hints = get_type_hints(method)
    texts = {param.arg_name: param.description or "" for param in parse(method.__doc__ or "").params}
    made: list[Argument] = []
    for name, argument in inspect.signature(method).parameters.items():
        if name in _LEFT_OUT:
            continue
        request = next((part for part in _parts(hints[name]) if isinstance(part, type) and has(part)), None)
        if request is not None:
            made += _members(name, request)
            continue
        own = f"{method.__name__}.{name}"
        default = DEFAULTS.get(own, DEFAULTS.get(name, argument.default))
        by_place = default is _REQUIRED and all(one.parameter.kind is not _REST for one in made)
        text = HELP.get(own, HELP.get(name, texts.get(name, "")))
        made.append(Argument(name, None, _parameter(name, hints[name], default, by_place, text)))
    return sorted(made, key=lambda argument: argument.parameter.kind)


def several(arguments: Sequence[Argument], name: str, text: str) -> list[Argument]:
    """Let a command take several of what the method takes one of.

    Args:
        arguments: What `arguments_of` gave.
        name: The method's name of the argument.
        text: What help is to say of it.
    """
    parameter = inspect.Parameter(f"{name}s", _REST, annotation=Annotated[int, Parameter(help=text)])
    changed = [evolve(one, parameter=parameter) if one.name == name else one for one in arguments]
    return sorted(changed, key=lambda argument: argument.parameter.kind)


def given(arguments: Sequence[Argument], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of the method: those that were typed, members gathered into their request.

    Args:
        arguments: What `arguments_of` gave.
        values: What was typed, or stands for it, by the names of the command line; `None` for nothing.
    """
    taken: dict[str, Any] = {}
    requests: dict[tuple[str, type], dict[str, Any]] = {}
    for argument in arguments:
        value = values.get(argument.parameter.name)
        if value is None:
            continue
        members = taken if argument.request is None else requests.setdefault(argument.request, {})
        members[argument.name] = list(value) if isinstance(value, tuple) else value
    return taken | {name: kind(**members) for (name, kind), members in requests.items()}


def _members(name: str, request: type) -> list[Argument]:
    hints = get_type_hints(request)
    return [
        Argument(
            member.name,
            (name, request),
            _parameter(
                member.name,
                hints[member.name],
                _REQUIRED if member.default is NOTHING else member.default,
                by_place=False,
                text=HELP.get(member.name, ""),
            ),
        )
        for member in fields(request)
    ]


def _parameter(name: str, hint: Any, default: Any, by_place: bool, text: str) -> inspect.Parameter:
    value_type, is_list = _value_type(hint)
    if name in _NAMED_TOO:
        value_type = str
    by_place = by_place or name in _BY_PLACE
    kind = _OPTION if not by_place else _REST if is_list else _PLACE
    if is_list and kind is _OPTION and default is _REQUIRED:
        # An option that is not there is an empty list.
        default = ()
    is_required = default is _REQUIRED
    converter = _choice_converter(value_type, is_list) if issubclass(value_type, Enum) else None
    described = Parameter(
        help=" ".join(text.replace("`", "").split()),
        required=is_required,
        converter=converter,
        # A time may be so long ago: -2d.
        allow_leading_hyphen=name in _TIMES,
    )
    if kind is _REST or value_type is bool:
        annotation: Any = Annotated[value_type, described]
    elif is_list:
        annotation = Annotated[list[value_type] | None, described]  # type: ignore[valid-type]  # found out just now
    else:
        # An optional one is read as missing where its value is `null`.
        annotation = Annotated[value_type if is_required else value_type | None, described]
    if kind is _REST or is_required:
        default = _REQUIRED
    elif value_type is bool:
        default = False
    elif name in _TIMES:
        default = None
    elif converter is not None and default is not None and not is_list:
        # Shown by its name.
        default = value_type(default)
    return inspect.Parameter(NAMES.get(name, name), kind, default=default, annotation=annotation)


def _value_type(hint: Any) -> tuple[type, bool]:
    """Return the type of each value, as far as the command line is concerned, and whether it is a list."""
    parts = _parts(hint)
    if inner := [get_args(part)[0] for part in parts if get_args(part)]:
        return _value_type(inner[0])[0], True
    if SelectAll in parts:
        return bool, False
    choices = [part for part in parts if issubclass(part, Enum)]
    if choices and not (choices == [SoftwareId] and str in parts):
        return choices[0], False
    return str if str in parts else parts[0], False


def _parts(hint: Any) -> list[Any]:
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return [part for part in parts if part is not type(None)]


def _choice_converter(choices: type[Enum], is_list: bool) -> Callable[[Any, Sequence[Token]], Any]:
    def convert(_hint: Any, tokens: Sequence[Token]) -> Any:
        words = [
            token.evolve(value=word)
            for token in tokens
            for word in (token.value.split(",") if is_list else [token.value])
        ]
        members = [_chosen(choices, word) for word in words]
        return members if is_list else members[0]

    return convert


def _chosen(choices: type[Enum], token: Token) -> Enum:
    word = token.value.strip()
    names = {choice_name(member): member for member in choices}
    spelt = word.lower().replace("_", "-").replace(" ", "-")
    if spelt in names:
        return names[spelt]
    if word in {member.value for member in choices}:
        return choices(word)
    if word.isascii() and word.isdigit():
        # A number that has no name here may have one at the service.
        return choices(int(word)) if issubclass(choices, int) else choices(word)
    raise CoercionError(token=token.evolve(value=word), target_type=choices)

"""What of a reply a person wants to see, in which order and in which units."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from attrs import frozen
from rayvision_client.models import (
    FrameInfo,
    FrameStatus,
    HardwareConfig,
    LoginRecord,
    OutputFile,
    PluginVersion,
    RenderEnv,
    Software,
    SoftwareVersion,
    TaskInfo,
    TaskRecord,
    TaskStatus,
    TransferAccount,
    TransferEngine,
    TransferLine,
    UnsupportedVersion,
    UserProfile,
)
from rayvision_client.types import Reply, read_texts

from rayvision_cli.text import statuses
from rayvision_cli.text.languages import Texts
from rayvision_cli.text.member_names import attributes_of, title_of
from rayvision_cli.text.numbers import frame_cost
from rayvision_cli.text.statuses import ShownStatus

# Attributes that hold seconds.
_DURATIONS = frozenset({"render_duration", "over_time_stop", "frame_execute_time", "task_over_time_sec"})

# Attributes that hold an amount, in the account's currency where their name does not say another.
_AMOUNTS = frozenset(
    {
        *("render_consume", "task_arrears", "user_account_consume", "coupon_consume", "qy_coupon_consume"),
        *("fee_amount", "arrears_fee", "coupon_fee", "frame_price"),
        *("rmbbalance", "usdbalance", "rmb_cumulative", "usd_cumulative", "credit", "coupon"),
        *("available_credit", "total_credit", "common_coupon", "qy_coupon", "cpu_price", "gpu_price"),
    }
)

LEADING: dict[type[Reply], tuple[str, ...]] = {
    TaskInfo: (
        *("id", "scene_name", "labels", "task_status", "total_frames", "done_frames", "failed_frames"),
        *("executing_frames", "render_consume", "coupon_consume", "task_arrears", "render_duration"),
        *("submit_date", "start_time", "completed_date", "user_name", "task_user_level", "cg_id", "output_file_name"),
    ),
    UserProfile: (
        *("user_id", "user_name", "company", "zone", "platform", "rmbbalance", "usdbalance", "credit", "coupon"),
        *("cpu_price", "gpu_price"),
    ),
}
"""Attributes that people look for in replies of many facts, in their order; `--all` shows the others as well."""

HIDDEN = "***"

# Shorter times have decimals.
_FEW_SECONDS = 10


@frozen
class Column:
    """One column of a list.

    Attributes:
        title: Its heading.
        read: What stands in it for an item, in a language.
        may_shrink: Whether a narrow terminal may cut its texts, in the middle.
        may_fold: Whether its texts may go on in the next line there.
        is_number: Whether it holds numbers.
        is_amount: Whether these are amounts in the account's currency.
        status: What its texts are coloured by.
    """

    title: str
    read: Callable[[Any, Texts], str]
    may_shrink: bool = False
    may_fold: bool = False
    is_number: bool = False
    is_amount: bool = False
    status: Callable[[Any], ShownStatus] | None = None


def clock(moment: datetime, say: Texts) -> str:
    """Write a time as the reader's clock shows it, with its zone."""
    try:
        return moment.astimezone(say.zone).strftime("%Y-%m-%d %H:%M:%S %z")
    except (OverflowError, OSError):
        # A server's nonsense, too far from now for a clock of this system.
        return moment.isoformat(" ", "seconds")


def at_the_clock(text: str, say: Texts) -> str:
    """Write a line that begins with the time."""
    return f"{clock(datetime.now(UTC), say)}  {text}"


def duration(seconds: float, say: Texts) -> str:
    """Write seconds with their two greatest units: `2 h 5 min`; some servers write infinity, which stays as it is."""
    if not math.isfinite(seconds):
        return str(seconds)
    units = say("d"), say("h"), say("min"), say("s")
    if 0 < seconds < _FEW_SECONDS:
        return f"{seconds:.3g} {units[-1]}"
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    parts = [*zip((*divmod(hours, 24), minute, second), units, strict=True)]
    first = next((place for place, (count, _) in enumerate(parts) if count), len(parts) - 1)
    return " ".join(f"{count} {unit}" for count, unit in parts[first : first + 2] if count) or f"0 {units[-1]}"


def amount(money: float) -> str:
    """Write an amount, in the account's currency; a small one with the digits that tell it from nothing."""
    return f"{money:.2g}" if 0 < money < 0.01 else f"{money:,.2f}"


def listed(names: Iterable[str], say: Texts) -> str:
    """Write names one after the other."""
    return say(", ").join(names)


def choice_name(member: Enum) -> str:
    """Write a value of an enum as the command line takes it: `finished-has-failed`."""
    return member.name.lower().replace("_", "-")


def readable(attribute: str, value: Any, say: Texts) -> str:
    """Write the value of an attribute for a person."""
    if isinstance(value, list):
        return listed((readable(attribute, item, say) for item in value), say)
    if isinstance(value, TaskStatus | FrameStatus):
        return statuses.of_status(value).said(say)
    if isinstance(value, int | float) and not isinstance(value, bool | Enum):
        if attribute in _DURATIONS:
            return duration(value, say)
        return amount(value) if attribute in _AMOUNTS else str(value)
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            return write(value, say)
    return "" if value is None else str(value)


_WRITERS: dict[type, Callable[[Any, Texts], str]] = {
    datetime: clock,
    Enum: lambda member, _: choice_name(member),
    PluginVersion: lambda plugin, _: f"{plugin.plugin_version} ({plugin.plugin_id})",
    TransferAccount: lambda account, _: f"{account.name} ({account.bid})",
    TransferLine: lambda line, _: f"{line.name} {line.server}:{line.port}",
    UnsupportedVersion: lambda version, _: str(version.cg_version_name),
}


def frames_done(task: TaskInfo) -> str:
    """Write how far a task is: `12/240`."""
    return "" if task.get("totalFrames") is None else f"{task.done_frames or 0}/{task.total_frames}"


def frame_spent(frame: FrameInfo) -> str:
    """Write what a frame has cost."""
    cost = frame_cost(frame)
    return "" if cost is None else amount(cost)


def labels(task: TaskInfo, say: Texts) -> str:
    """Write the labels of a task, as they came where they cannot be read."""
    names = read_texts(task.get("labels"))
    return str(task.get("labels")) if names is None else listed(names, say)


def columns_for(kind: type[Reply]) -> Sequence[Column]:
    """Return the columns of a list of such replies, most important first."""
    return _COLUMNS.get(kind) or [
        Column(title_of(name), _reading(name), may_shrink=True)
        for name in attributes_of(kind)
        if name not in kind._hidden  # noqa: SLF001  # what a view does not show of itself, a table does not either
    ]


def details(
    reply: Reply, say: Texts, currency: str = "", *, in_full: bool = True
) -> tuple[list[tuple[str, str]], list[tuple[str, list[Reply]]]]:
    """Take a single reply apart.

    Args:
        reply: The reply.
        say: The language.
        currency: What amounts are in.
        in_full: Whether to take all its facts, and not only the leading ones.

    Returns:
        Its facts, title and text, without those that the service left out; and its lists under their titles.
    """
    facts: list[tuple[str, str]] = []
    lists: list[tuple[str, list[Reply]]] = []
    leading = LEADING.get(type(reply), ())
    others = [name for name in attributes_of(type(reply)) if name not in leading]
    for name in [*leading, *others] if in_full or not leading else leading:
        value = getattr(reply, name)
        if isinstance(reply, TaskInfo):
            special = {"labels": labels, "task_status": _task_status}
            value = special[name](reply, say) if name in special else value
        if isinstance(value, list) and value and isinstance(value[0], list):
            value = [item for part in value for item in part]
        if isinstance(value, Reply):
            inner, inner_lists = details(value, say)
            facts += inner
            lists += inner_lists
        elif isinstance(value, list) and value and isinstance(value[0], Reply):
            lists.append((title_of(name), value))
        elif value not in (None, "", []):
            hidden = name in type(reply)._hidden  # noqa: SLF001  # as above
            unit = currency if name in _AMOUNTS and not name.startswith(("rmb", "usd")) else ""
            text = HIDDEN if hidden else f"{readable(name, value, say)} {unit}".strip()
            facts.append((title_of(name), text))
    return facts, lists


def _reading(attribute: str) -> Callable[[Any, Texts], str]:
    return lambda item, say: readable(attribute, getattr(item, attribute), say)


def _task_status(task: TaskInfo, say: Texts) -> str:
    return statuses.of_task(task).said(say)


def _text(title: str, attribute: str) -> Column:
    return Column(title, _reading(attribute), may_shrink=True)


def _whole(title: str, attribute: str) -> Column:
    return Column(title, _reading(attribute))


def _number(title: str, attribute: str) -> Column:
    return Column(title, _reading(attribute), is_number=True)


_COLUMNS: dict[type[Reply], Sequence[Column]] = {
    TaskInfo: [
        _number("id", "id"),
        Column("status", _task_status, status=statuses.of_task),
        Column("labels", labels, may_fold=True),
        _text("scene name", "scene_name"),
        Column("frames", lambda task, _: frames_done(task), is_number=True),
        _number("failed", "failed_frames"),
        Column("spent", _reading("render_consume"), is_number=True, is_amount=True),
        _number("machine time", "render_duration"),
        _whole("submitted", "submit_date"),
    ],
    FrameInfo: [
        _number("id", "id"),
        _text("frame", "frame_index"),
        Column("status", _reading("frame_status"), status=lambda frame: statuses.of_status(frame.frame_status)),
        _number("duration", "frame_execute_time"),
        Column("spent", lambda frame, _: frame_spent(frame), is_number=True, is_amount=True),
        _whole("start time", "start_time"),
        _whole("end time", "end_time"),
    ],
    Software: [
        Column("software id", lambda software, _: str(software.get("cgId", "")), is_number=True),
        _whole("software name", "cg_name"),
        _text("file types", "cg_type"),
    ],
    SoftwareVersion: [
        _number("id", "id"),
        _whole("software name", "cg_name"),
        _whole("software version", "cg_version"),
    ],
    RenderEnv: [
        _text("name", "edit_name"),
        _whole("software name", "cg_name"),
        _whole("software version", "cg_version"),
        _whole("system", "os_name"),
        _number("default", "is_default"),
        _text("plugins", "resp_user_plugin_info_vos"),
    ],
    HardwareConfig: [
        _number("id", "id"),
        _whole("model", "model"),
        _whole("graphics cards", "gpu_num"),
        _whole("memory", "ram"),
        _whole("type", "type"),
        _whole("status", "status"),
        _whole("chosen", "current"),
    ],
    TaskRecord: [
        _whole("time", "create_time"),
        _text("action", "button_name"),
        _text("task ids", "task_ids"),
        _whole("done by", "operate_source"),
        _text("details", "details"),
    ],
    LoginRecord: [
        _whole("login time", "login_time"),
        _whole("way of login", "login_type"),
        _text("outcome", "login_sta_desc"),
        _text("part of the service", "module_type"),
    ],
    OutputFile: [
        _text("file path", "file_path"),
        _number("bytes", "file_size"),
        _whole("changed", "last_modify"),
        _whole("directory", "directory"),
    ],
    TransferEngine: [
        _whole("engine", "engine_name"),
        _number("default", "is_default"),
        _text("lines", "resp_task_engine_lines"),
        _text("accounts", "resq_engine_accounts"),
    ],
}

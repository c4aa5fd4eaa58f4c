"""What of a reply a person wants to see, in which order and in which units."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from attrs import frozen
from rayvision_api._labels import label_names
from rayvision_client.models import FrameInfo, PluginVersion, RenderEnv, Software, SoftwareVersion, TaskInfo
from rayvision_client.types import Reply

from rayvision_cli.numbers import frame_cost
from rayvision_cli.titles import title_of

# Attributes that hold seconds.
_DURATIONS = frozenset({"render_duration", "over_time_stop", "frame_execute_time", "task_over_time_sec"})

# Attributes that hold an amount in the account's currency.
_AMOUNTS = frozenset(
    {
        *("render_consume", "task_arrears", "user_account_consume", "coupon_consume", "qy_coupon_consume"),
        *("fee_amount", "arrears_fee", "coupon_fee", "frame_price"),
        *("rmbbalance", "usdbalance", "rmb_cumulative", "usd_cumulative", "credit", "coupon"),
    }
)

_HIDDEN = "***"


@frozen
class Column:
    """One column of a list.

    Attributes:
        title: Its heading.
        read: What stands in it for an item.
        may_shrink: Whether a narrow terminal may cut its texts.
        is_number: Whether it holds numbers.
    """

    title: str
    read: Callable[[Any], str]
    may_shrink: bool = False
    is_number: bool = False


def clock(moment: datetime) -> str:
    """Write a time as this machine's clock shows it, with its zone."""
    try:
        return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S %z")
    except (OverflowError, OSError):
        # A server's nonsense, too far from now for a clock of this system.
        return moment.isoformat(" ", "seconds")


def duration(seconds: float) -> str:
    """Write seconds as hours, minutes and seconds: `1:02:03`; some servers write infinity, which stays as it is."""
    if not math.isfinite(seconds):
        return str(seconds)
    minutes, second = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{second:02}"


def amount(value: float) -> str:
    """Write an amount of money; which currency, only the account knows."""
    return f"{value:,.2f}"


def choice_name(member: Enum) -> str:
    """Write a value of an enum as the command line takes it: `finished-has-failed`."""
    return member.name.lower().replace("_", "-")


def readable(attribute: str, value: Any) -> str:
    """Write the value of an attribute for a person."""
    if isinstance(value, datetime):
        return clock(value)
    if isinstance(value, Enum):
        return choice_name(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        write = duration if attribute in _DURATIONS else amount if attribute in _AMOUNTS else str
        return write(value)
    if isinstance(value, list):
        return ", ".join(readable(attribute, item) for item in value)
    if isinstance(value, PluginVersion):
        return f"{value.plugin_version} ({value.plugin_id})"
    return "" if value is None else str(value)


def frames_done(task: TaskInfo) -> str:
    """Write how far a task is: `12/240`."""
    return "" if task.total_frames is None else f"{task.done_frames or 0}/{task.total_frames}"


def frame_spent(frame: FrameInfo) -> str:
    """Write what a frame has cost."""
    cost = frame_cost(frame)
    return "" if cost is None else amount(cost)


def labels(task: TaskInfo) -> str:
    """Write the labels of a task, as they came where they cannot be read."""
    names = label_names(task)
    return str(task.labels) if names is None else ", ".join(names)


def columns_for(kind: type[Reply]) -> Sequence[Column]:
    """Give the columns of a list of such replies, most important first."""
    return _COLUMNS.get(kind) or [
        Column(title_of(name), _reading(name), may_shrink=True)
        for name in _attributes(kind)
        if name not in kind._hidden  # noqa: SLF001  # what a view does not show of itself, a table does not either
    ]


def details(reply: Reply) -> tuple[list[tuple[str, str]], list[tuple[str, list[Reply]]]]:
    """Take a single reply apart.

    Returns:
        Its facts, title and text, without those that the service left out; and its lists under their titles.
    """
    facts: list[tuple[str, str]] = []
    lists: list[tuple[str, list[Reply]]] = []
    for name in _attributes(type(reply)):
        value = labels(reply) if isinstance(reply, TaskInfo) and name == "labels" else getattr(reply, name)
        if isinstance(value, list) and value and isinstance(value[0], list):
            value = [item for part in value for item in part]
        if isinstance(value, Reply):
            inner, inner_lists = details(value)
            facts += inner
            lists += inner_lists
        elif isinstance(value, list) and value and isinstance(value[0], Reply):
            lists.append((title_of(name), value))
        elif value not in (None, "", []):
            hidden = name in type(reply)._hidden  # noqa: SLF001  # as above
            facts.append((title_of(name), _HIDDEN if hidden else readable(name, value)))
    return facts, lists


def _attributes(kind: type[Reply]) -> list[str]:
    return [
        name for cls in reversed(kind.__mro__) for name, member in vars(cls).items() if isinstance(member, property)
    ]


def _reading(attribute: str) -> Callable[[Any], str]:
    return lambda item: readable(attribute, getattr(item, attribute))


def _text(title: str, attribute: str) -> Column:
    return Column(title, _reading(attribute), may_shrink=True)


def _whole(title: str, attribute: str) -> Column:
    return Column(title, _reading(attribute))


def _number(title: str, attribute: str) -> Column:
    return Column(title, _reading(attribute), is_number=True)


_COLUMNS: dict[type[Reply], Sequence[Column]] = {
    TaskInfo: [
        _number("id", "id"),
        _whole("status", "task_status"),
        _text("scene name", "scene_name"),
        Column("frames", frames_done, is_number=True),
        _number("failed", "failed_frames"),
        _number("spent", "render_consume"),
        _number("render duration", "render_duration"),
        _whole("submitted", "submit_date"),
        Column("labels", labels, may_shrink=True),
    ],
    FrameInfo: [
        _number("id", "id"),
        _text("frame", "frame_index"),
        _whole("status", "frame_status"),
        _number("took", "frame_execute_time"),
        Column("spent", frame_spent, is_number=True),
        _whole("start time", "start_time"),
        _whole("end time", "end_time"),
    ],
    Software: [
        Column("software id", lambda software: str(software.get("cgId", "")), is_number=True),
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
}

# Generated from wrapper/rayvision_api/_async/costing.py by `python -m generator build`. Do not edit.
"""Asking for what tasks have cost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import get_args

from rayvision_api._arguments import integer, iterable
from rayvision_api._calls.costs import CostEstimate, CostGroup, Costs, added_up, estimated
from rayvision_api._calls.money import currency_of
from rayvision_api._sync.caller import Caller
from rayvision_api._sync.query import Query
from rayvision_api._sync.user import User
from rayvision_api._transport.settings import checked_platform
from rayvision_client import models


def costs_of(
    caller: Caller,
    by: str,
    platforms: Iterable[str | int] | None,
    label: str | None,
    times: tuple[datetime | str | None, datetime | str | None],
    zone: tzinfo | None,
) -> Costs:
    """Add up what the tasks of platforms have cost."""
    if by not in get_args(CostGroup):
        raise ValueError(f"by is {by!r}; it has to be one of {', '.join(get_args(CostGroup))}")
    if platforms is None:
        chosen = [caller.settings.platform]
    else:
        chosen = [checked_platform(platform) for platform in iterable("platforms", platforms)]
    found: list[tuple[str, models.TaskInfo]] = []
    for platform in dict.fromkeys(chosen):
        tasks = Query(caller.on_platform(platform)).iter_tasks(start_time=times[0], end_time=times[1], label=label)
        found += [(platform, task) for task in tasks]
    return added_up(found, by, zone, currency_of(User(caller).query_user_profile()))


def estimate_of(caller: Caller, frames: int, label: str | None, scene: str | None) -> CostEstimate | None:
    """Estimate by finished tasks what frames will cost."""
    integer("frames", frames)
    if label is None and scene is None:
        raise ValueError("label is missing; give the label or the scene of tasks to estimate by")
    found = Query(caller).iter_tasks(
        status_list=[models.TaskStatus.FINISHED], search_keyword=scene or None, label=label
    )
    tasks = [task for task in found if scene is None or task.scene_name == scene]
    return estimated(tasks, frames, currency_of(User(caller).query_user_profile()))

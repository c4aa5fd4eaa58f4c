"""Asking for what tasks have cost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import get_args

from rayvision_client import models

from rayvision_api._arguments import integer, iterable
from rayvision_api._async.caller import AsyncCaller
from rayvision_api._async.query import AsyncQuery
from rayvision_api._async.user import AsyncUser
from rayvision_api._calls.costs import CostEstimate, CostGroup, Costs, added_up, estimated
from rayvision_api._calls.money import currency_of
from rayvision_api._transport.settings import checked_platform


async def costs_of(
    caller: AsyncCaller,
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
        tasks = AsyncQuery(caller.on_platform(platform)).iter_tasks(start_time=times[0], end_time=times[1], label=label)
        found += [(platform, task) async for task in tasks]
    return added_up(found, by, zone, currency_of(await AsyncUser(caller).query_user_profile()))


async def estimate_of(caller: AsyncCaller, frames: int, label: str | None, scene: str | None) -> CostEstimate | None:
    """Estimate by finished tasks what frames will cost."""
    integer("frames", frames)
    if label is None and scene is None:
        raise ValueError("label is missing; give the label or the scene of tasks to estimate by")
    found = AsyncQuery(caller).iter_tasks(
        status_list=[models.TaskStatus.FINISHED], search_keyword=scene or None, label=label
    )
    tasks = [task async for task in found if scene is None or task.scene_name == scene]
    return estimated(tasks, frames, currency_of(await AsyncUser(caller).query_user_profile()))

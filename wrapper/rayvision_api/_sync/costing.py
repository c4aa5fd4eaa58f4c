# Generated from wrapper/rayvision_api/_async/costing.py by `python -m generator build`. Do not edit.
"""Asking for what tasks have cost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from rayvision_api._arguments import integer
from rayvision_api._costs import CostEstimate, Costs, added_up, checked_group, estimated
from rayvision_api._money import currency_of
from rayvision_client import models

if TYPE_CHECKING:
    from rayvision_api._sync.api import RayvisionAPI


def costs_of(
    api: RayvisionAPI,
    own_platform: str,
    by: str,
    platforms: Iterable[str | int] | None,
    label: str | None,
    times: tuple[datetime | str | None, datetime | str | None],
    zone: tzinfo | None,
) -> Costs:
    """Add up what the tasks of platforms have cost."""
    checked_group(by)
    found: list[tuple[str, models.TaskInfo]] = []
    for platform in dict.fromkeys([own_platform] if platforms is None else map(str, platforms)):
        tasks = api.with_platform(platform).query.iter_tasks(start_time=times[0], end_time=times[1], label=label)
        found += [(platform, task) for task in tasks]
    return added_up(found, by, zone, currency_of(api.user.query_user_profile()))


def estimate_of(api: RayvisionAPI, frames: int, label: str | None, scene: str | None) -> CostEstimate | None:
    """Estimate by finished tasks what frames will cost."""
    integer("frames", frames)
    if label is None and scene is None:
        raise ValueError("label is missing; give the label or the scene of tasks to estimate by")
    finished = api.query.iter_tasks(status_list=[models.TaskStatus.FINISHED], search_keyword=scene or None, label=label)
    tasks = [task for task in finished if scene is None or task.scene_name == scene]
    return estimated(tasks, frames, currency_of(api.user.query_user_profile()))

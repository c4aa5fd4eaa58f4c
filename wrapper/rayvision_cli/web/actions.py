"""What can be done with tasks from the page, and what became of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rayvision_api import AsyncRayvisionAPI, OutcomeUnknownError, RayvisionError

from rayvision_cli.terminal.failures import explained
from rayvision_cli.text.languages import Texts

ACTIONS: dict[str, Callable[[AsyncRayvisionAPI, int], Awaitable[object]]] = {
    "restart": lambda api, task_id: api.query.restart_failed_frames([task_id]),
    "stop": lambda api, task_id: api.task.stop_task([task_id]),
    "start": lambda api, task_id: api.task.start_task([task_id]),
    "full-speed": lambda api, task_id: api.task.full_speed([task_id]),
}
"""The actions, by the names that the page has for them."""


async def act(api: AsyncRayvisionAPI, action: str, task_ids: list[int], say: Texts) -> list[dict[str, Any]]:
    """Do something with tasks, one after the other, so that each has its own outcome.

    Returns:
        For each task its `id`, its `outcome` (`done`, `refused`, `unknown`), and a `text` that says why.
    """
    results = []
    for task_id in task_ids:
        outcome, text = "done", ""
        try:
            await ACTIONS[action](api, task_id)
        except RayvisionError as error:
            outcome = "unknown" if isinstance(error, OutcomeUnknownError) else "refused"
            text = explained(error, say)[1]
        results.append({"id": task_id, "outcome": outcome, "text": text})
    return results

"""What a supervision did or noticed, in words."""

from __future__ import annotations

from rayvision_api import SupervisionEvent

from rayvision_cli.text.languages import Texts
from rayvision_cli.text.views import listed

_MOST_NAMES = 20


def event_text(event: SupervisionEvent, say: Texts) -> str:
    """Write an event in one line."""
    tasks = " ".join(map(str, event.task_ids))
    names = listed([*event.frames[:_MOST_NAMES], *(["…"] if len(event.frames) > _MOST_NAMES else [])], say)
    if event.kind == "given_up":
        reason = say(str(event.reason))
        if not names:
            return say("task {task} is given up: {reason}", task=tasks, reason=reason)
        return say("task {task}: frames are given up: {frames} ({reason})", task=tasks, frames=names, reason=reason)
    if event.kind == "budget_stopped" and not tasks:
        return say("the budget is reached ({amounts}), and no task could be stopped", amounts=event.detail)
    texts = {
        "restarted": say("task {task}: failed frames are rendered again: {frames}", task=tasks, frames=names),
        "unreachable": say("the farm does not answer, and is asked again: {reason}", reason=event.detail),
        "reachable": say("the farm answers again"),
        "budget_near": say("most of the budget is spent: {amounts}", amounts=event.detail),
        "budget_stopped": say("the budget is reached ({amounts}); stopped: {tasks}", amounts=event.detail, tasks=tasks),
    }
    return texts[event.kind]

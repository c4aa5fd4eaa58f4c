"""How fast tasks go on, while somebody watches."""

from __future__ import annotations

import time

from attrs import define, field
from rayvision_client.models import TaskInfo

from rayvision_cli.text.languages import Texts
from rayvision_cli.text.numbers import count
from rayvision_cli.text.views import duration


@define
class Pace:
    """How fast the frames of a task come, as far as it has been watched."""

    _first: tuple[float, int] | None = field(default=None, init=False)
    rate: float | None = field(default=None, init=False)
    """Frames a minute; `None` where no frame has come since the first look."""
    left: float | None = field(default=None, init=False)
    """Seconds that the rest will take at this rate."""

    def take(self, task: TaskInfo) -> None:
        """Look at the task anew."""
        now, done = time.monotonic(), count(task.done_frames)
        if self._first is None:
            self._first = (now, done)
        began, before = self._first
        self.rate = (done - before) / (now - began) * 60 if done > before and now > began else None
        missing = count(task.total_frames) - through(task)
        self.left = missing / self.rate * 60 if self.rate and missing > 0 else None

    def texts(self, say: Texts) -> tuple[str, str]:
        """Write how long the rest will take, and the rate."""
        left = "" if self.left is None else say("{time} left", time=duration(round(self.left), say))
        return left, "" if self.rate is None else say("{rate}/min", rate=f"{self.rate:.1f}")


def through(task: TaskInfo) -> int:
    """Count the frames of a task that have come to an end."""
    return count(task.done_frames) + count(task.failed_frames) + count(task.abort_frames)

"""One task for one key: the label that carries the key, and which task it is where there are several."""

from __future__ import annotations

import unicodedata

from rayvision_client.models import TaskInfo

from rayvision_api._arguments import text
from rayvision_api._calls.created_tasks import known_ids
from rayvision_api._calls.submitted import was_submitted

PREFIX = "once:"
"""What the label that carries a key begins with."""

LONGEST_KEY = 100


def once_label(key: str) -> str:
    """Write the label that carries a key.

    Raises:
        ValueError: The key is empty or too long, or holds what a label may not survive.
        TypeError: The key is not text.
    """
    normal = unicodedata.normalize("NFC", text("key", key))
    if not normal.isprintable() or normal != normal.strip() or len(normal) > LONGEST_KEY:
        raise ValueError(
            f"key is {key!r}; it has to be 1 to {LONGEST_KEY} printable characters, without spaces at its ends"
        )
    return PREFIX + normal


def free_labels(labels: list[str] | None) -> list[str] | None:
    """Check that labels are of no key: a task that is given one by hand is taken for a double, and deleted.

    Raises:
        ValueError: One is.
    """
    for index, label in enumerate(labels or ()):
        if label.startswith(PREFIX):
            raise ValueError(f"labels[{index}] is {label!r}; only create_once writes labels that begin with {PREFIX!r}")
    return labels


class Candidates:
    """The tasks of one key.

    Args:
        listed: Those that the service lists.
        created: The task that was created just now, where one was.
    """

    def __init__(self, listed: list[TaskInfo], created: int | None) -> None:
        self._listed = listed
        self._created = created

    @property
    def winner(self) -> TaskInfo | None:
        """The task of the key: one that was submitted, or else the lowest number; `None` while it is unknown.

        What comes late has a higher number, so anyone who looks after creating a task chooses the same one. A list that
        shows neither the task that was created just now nor a lower number may lack both. One that shows a lower number
        may lack the new task, because another process has deleted it.
        """
        first = min(self._listed, key=lambda task: (not was_submitted(task), task.id), default=None)
        if first is None or self._created is None or was_submitted(first):
            return first
        return first if first.id <= self._created else None

    @property
    def doubles(self) -> list[int]:
        """The tasks to delete: all listed with the key but the winner, unless they were submitted."""
        return [task.id for task in self._listed if not was_submitted(task) and task is not self.winner]


def carries(task: TaskInfo, label: str) -> bool:
    """Return whether a task that can be called by its number carries a label."""
    return bool(known_ids([task.id])) and label in task.labels

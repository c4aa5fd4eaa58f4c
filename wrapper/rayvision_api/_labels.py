"""The labels of a task, which the service sends as JSON within a text."""

from __future__ import annotations

import json

from rayvision_client.models import TaskInfo


def label_names(task: TaskInfo) -> list[str] | None:
    """Read the names of a task's labels, from an array or from the values of an object.

    Returns:
        The names in their order; `None` where they cannot be read.
    """
    labels: object = task.labels
    if isinstance(labels, str):
        try:
            labels = json.loads(labels or "[]")
        except (ValueError, RecursionError):
            return None
    if labels is None:
        return []
    if isinstance(labels, dict):
        labels = list(labels.values())
    return [str(label) for label in labels] if isinstance(labels, list) else None

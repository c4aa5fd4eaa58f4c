# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the progress picture of a task."""

from __future__ import annotations

from ..models.task_progress import TaskProgress
from .envelope import Envelope


class TaskProgressEnvelope(Envelope):
    """Envelope around the progress picture of a task."""

    __slots__ = ()

    @property
    def data(self) -> TaskProgress | None:
        """The progress; null after a failure (`data`)."""
        return TaskProgress.read(self._wire.get("data"))

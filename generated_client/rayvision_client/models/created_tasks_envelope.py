# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around new task numbers."""

from __future__ import annotations

from ..models.created_tasks import CreatedTasks
from .envelope import Envelope


class CreatedTasksEnvelope(Envelope):
    """Envelope around new task numbers."""

    __slots__ = ()

    @property
    def data(self) -> CreatedTasks | None:
        """The new numbers; null after a failure (`data`)."""
        return CreatedTasks.read(self._wire.get("data"))

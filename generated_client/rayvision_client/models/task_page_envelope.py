# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around a page of tasks."""

from __future__ import annotations

from ..models.task_page import TaskPage
from .envelope import Envelope


class TaskPageEnvelope(Envelope):
    """Envelope around a page of tasks."""

    __slots__ = ()

    @property
    def data(self) -> TaskPage | None:
        """The page; null after a failure (`data`)."""
        return TaskPage.read(self._wire.get("data"))

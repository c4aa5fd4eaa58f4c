# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around a page of the operation log."""

from __future__ import annotations

from ..models.task_record_page import TaskRecordPage
from .envelope import Envelope


class TaskRecordPageEnvelope(Envelope):
    """Envelope around a page of the operation log."""

    __slots__ = ()

    @property
    def data(self) -> TaskRecordPage | None:
        """The page; null after a failure (`data`)."""
        return TaskRecordPage.read(self._wire.get("data"))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around explanations of an analysis error."""

from __future__ import annotations

from ..models.error_detail import ErrorDetail
from .envelope import Envelope


class ErrorDetailsEnvelope(Envelope):
    """Envelope around explanations of an analysis error."""

    __slots__ = ()

    @property
    def data(self) -> list[ErrorDetail] | None:
        """The explanations; null after a failure (`data`)."""
        return ErrorDetail.read_list(self._wire.get("data"))

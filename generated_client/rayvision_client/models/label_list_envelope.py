# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the labels of the account."""

from __future__ import annotations

from ..models.label_list import LabelList
from .envelope import Envelope


class LabelListEnvelope(Envelope):
    """Envelope around the labels of the account."""

    __slots__ = ()

    @property
    def data(self) -> LabelList | None:
        """The labels; null after a failure (`data`)."""
        return LabelList.read(self._wire.get("data"))

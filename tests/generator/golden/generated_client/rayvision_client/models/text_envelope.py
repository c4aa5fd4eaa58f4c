# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around a word."""

from __future__ import annotations

from .envelope import Envelope


class TextEnvelope(Envelope):
    """Envelope around a word."""

    __slots__ = ()

    @property
    def data(self) -> str | None:
        """The word; null after a failure (`data`)."""
        return self._wire.get("data")

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around a word of confirmation."""

from __future__ import annotations

from .envelope import Envelope


class TextEnvelope(Envelope):
    """Envelope around a word of confirmation."""

    __slots__ = ()

    @property
    def data(self) -> str | None:
        """A word of confirmation, in any language; null after a failure (`data`)."""
        return self._wire.get("data")

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope of a call that returns nothing."""

from __future__ import annotations

from .envelope import Envelope


class NothingEnvelope(Envelope):
    """Envelope of a call that returns nothing."""

    __slots__ = ()

    @property
    def data(self) -> None:
        """Always null (`data`)."""
        return None

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the settings of the account."""

from __future__ import annotations

from ..models.user_settings import UserSettings
from .envelope import Envelope


class UserSettingsEnvelope(Envelope):
    """Envelope around the settings of the account."""

    __slots__ = ()

    @property
    def data(self) -> UserSettings | None:
        """The settings; null after a failure (`data`)."""
        return UserSettings.read(self._wire.get("data"))

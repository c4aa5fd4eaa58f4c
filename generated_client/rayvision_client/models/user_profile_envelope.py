# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the profile of the account."""

from __future__ import annotations

from ..models.user_profile import UserProfile
from .envelope import Envelope


class UserProfileEnvelope(Envelope):
    """Envelope around the profile of the account."""

    __slots__ = ()

    @property
    def data(self) -> UserProfile | None:
        """The profile; null after a failure (`data`)."""
        return UserProfile.read(self._wire.get("data"))

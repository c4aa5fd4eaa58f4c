# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around a page of the login log."""

from __future__ import annotations

from ..models.login_record_page import LoginRecordPage
from .envelope import Envelope


class LoginRecordPageEnvelope(Envelope):
    """Envelope around a page of the login log."""

    __slots__ = ()

    @property
    def data(self) -> LoginRecordPage | None:
        """The page; null after a failure (`data`)."""
        return LoginRecordPage.read(self._wire.get("data"))

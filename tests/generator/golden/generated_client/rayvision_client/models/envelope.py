# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""What every reply is wrapped in."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from ..types import Reply, read_milliseconds, required


class Envelope(Reply):
    """What every reply is wrapped in."""

    __slots__ = ()

    @property
    def code(self) -> int:
        """The outcome (`code`)."""
        return cast("int", self._wire.get("code"))

    @property
    def server_time(self) -> datetime:
        """Clock of the server, in milliseconds since the epoch (`serverTime`)."""
        return required(read_milliseconds(self._wire.get("serverTime")))

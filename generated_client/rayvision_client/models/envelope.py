# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""What every reply is wrapped in."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from ..models.reply_code import ReplyCode
from ..types import Reply, read_milliseconds, required


class Envelope(Reply):
    """What every reply is wrapped in.

    Look at `code` first and at `data` last.
    """

    __slots__ = ()

    @property
    def version(self) -> str:
        """Version of the protocol, `1.0.0` (`version`)."""
        return cast("str", self._wire.get("version"))

    @property
    def result(self) -> bool:
        """Whether the call succeeded (`result`).

        `code` says the same and more.
        """
        return cast("bool", self._wire.get("result"))

    @property
    def message(self) -> str:
        """The outcome in words, `success` or what went wrong (`message`).

        Its wording and language are not fixed.
        """
        return cast("str", self._wire.get("message"))

    @property
    def code(self) -> ReplyCode:
        """The outcome as a number, 200 for success (`code`)."""
        return required(ReplyCode.read(self._wire.get("code")))

    @property
    def server_time(self) -> datetime:
        """Clock of the server when it answered, in milliseconds since the Unix epoch (`serverTime`)."""
        return required(read_milliseconds(self._wire.get("serverTime")))

    @property
    def request_id(self) -> str | None:
        """Number that the server gives the request (`requestId`).

        Only newer servers send it.
        """
        return self._wire.get("requestId")

    @property
    def release_version(self) -> str | None:
        """Release of the server; few replies have it (`releaseVersion`).

        Since edition 2.0.0.
        """
        return self._wire.get("releaseVersion")

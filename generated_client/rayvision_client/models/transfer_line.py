# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A line of a transfer engine."""

from __future__ import annotations

from typing import cast

from ..models.transfer_line_type import TransferLineType
from ..types import Reply


class TransferLine(Reply):
    """A line of a transfer engine."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """Name of the line (`name`)."""
        return cast("str", self._wire.get("name"))

    @property
    def server(self) -> str:
        """Address of the server (`server`)."""
        return cast("str", self._wire.get("server"))

    @property
    def port(self) -> str:
        """Port of the server, in digits (`port`)."""
        return cast("str", self._wire.get("port"))

    @property
    def is_default(self) -> int | None:
        """Whether this is the default line, 0 no, 1 yes (`isDefault`)."""
        return self._wire.get("isDefault")

    @property
    def line_id(self) -> int | None:
        """Number of the line (`lineId`)."""
        return self._wire.get("lineId")

    @property
    def type(self) -> TransferLineType | None:
        """Kind of the line (`type`)."""
        return TransferLineType.read(self._wire.get("type"))

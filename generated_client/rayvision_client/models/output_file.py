# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A file or a directory among an account's rendered output."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from ..types import Reply, read_china_standard_time


class OutputFile(Reply):
    """A file or a directory among an account's rendered output."""

    __slots__ = ()

    @property
    def file_name(self) -> str:
        """Its name (`fileName`)."""
        return cast("str", self._wire.get("fileName"))

    @property
    def file_size(self) -> int | None:
        """Its size, in bytes; null for a directory (`fileSize`)."""
        return self._wire.get("fileSize")

    @property
    def icon_path(self) -> str | None:
        """Path of its icon (`iconPath`)."""
        return self._wire.get("iconPath")

    @property
    def last_modify(self) -> datetime | None:
        """When it was changed last, `yyyy-MM-dd HH:mm:ss` in China Standard Time (`lastModify`)."""
        return read_china_standard_time(self._wire.get("lastModify"))

    @property
    def file_type(self) -> str | None:
        """Its ending; null for a directory (`fileType`)."""
        return self._wire.get("fileType")

    @property
    def file_path(self) -> str:
        """Its path from the root of the output storage, for `treePath` (`filePath`)."""
        return cast("str", self._wire.get("filePath"))

    @property
    def directory(self) -> bool:
        """Whether it is a directory (`directory`)."""
        return cast("bool", self._wire.get("directory"))

    @property
    def is_arrears(self) -> int | None:
        """Whether it is withheld because money is owed for it, 0 no, 1 yes (`isArrears`)."""
        return self._wire.get("isArrears")

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""What an analysis error means and what to do about it."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from ..models.error_kind import ErrorKind
from ..models.language_flag import LanguageFlag
from ..types import Reply, read_milliseconds, read_opposite


class ErrorDetail(Reply):
    """What an analysis error means and what to do about it."""

    __slots__ = ()

    @property
    def id(self) -> int | None:
        """Number of the explanation (`id`)."""
        return self._wire.get("id")

    @property
    def code(self) -> str | int:
        """Code of the error (`code`)."""
        return cast("str | int", self._wire.get("code"))

    @property
    def type(self) -> ErrorKind | None:
        """How serious the error is (`type`)."""
        return ErrorKind.read(self._wire.get("type"))

    @property
    def language_flag(self) -> LanguageFlag | None:
        """Language of the explanation (`languageFlag`)."""
        return LanguageFlag.read(self._wire.get("languageFlag"))

    @property
    def des_description_cn(self) -> str | None:
        """What the error is (`desDescriptionCn`)."""
        return self._wire.get("desDescriptionCn")

    @property
    def des_solution_cn(self) -> str | None:
        """What to do about it; may run over several lines (`desSolutionCn`)."""
        return self._wire.get("desSolutionCn")

    @property
    def solution_path(self) -> str | None:
        """Address of a page that says more (`solutionPath`)."""
        return self._wire.get("solutionPath")

    @property
    def is_repair(self) -> int | None:
        """Whether the error can be repaired, 0 no, 1 yes (`isRepair`)."""
        return self._wire.get("isRepair")

    @property
    def is_deleted(self) -> bool | None:
        """Whether the explanation has been deleted, 0 yes, 1 no (`isDelete`)."""
        return read_opposite(self._wire.get("isDelete"))

    @property
    def is_open(self) -> int | None:
        """Whether the error holds tasks up, 0 no, 1 yes (`isOpen`)."""
        return self._wire.get("isOpen")

    @property
    def last_modify_admin(self) -> str | None:
        """Who changed the explanation last (`lastModifyAdmin`)."""
        return self._wire.get("lastModifyAdmin")

    @property
    def update_time(self) -> datetime | None:
        """When the explanation was changed last, in milliseconds since the Unix epoch (`updateTime`)."""
        return read_milliseconds(self._wire.get("updateTime"))

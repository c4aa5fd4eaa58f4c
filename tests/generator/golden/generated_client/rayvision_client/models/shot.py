# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A shot."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, cast

from ..models.block import Block
from ..models.origin import Origin
from ..models.shot_state import ShotState
from ..types import Reply, read_china_standard_time, read_list, read_milliseconds, read_opposite, read_texts, required


class Shot(Reply):
    """A shot.

    It has a "name", a \\ and further lines.
    """

    __slots__ = ()
    _hidden: ClassVar[frozenset[str]] = frozenset({"user_key"})

    @property
    def shot_id(self) -> int:
        """Number of the shot (`shotId`)."""
        return cast("int", self._wire.get("shotId"))

    @property
    def shot_state(self) -> ShotState:
        """Where the shot stands (`shotState`)."""
        return required(ShotState.read(self._wire.get("shotState")))

    @property
    def scene_name(self) -> str | None:
        """Name of the scene (`sceneName`)."""
        return self._wire.get("sceneName")

    @property
    def c4d_flag(self) -> int | None:
        """Whether it is a Cinema 4D scene (`c4dFlag`)."""
        return self._wire.get("c4dFlag")

    @property
    def is_deleted(self) -> bool | None:
        """Whether it has been deleted, 0 yes, 1 no (`isDelete`)."""
        return read_opposite(self._wire.get("isDelete"))

    @property
    def labels(self) -> list[str]:
        """Names of its labels (`labels`)."""
        return read_texts(self._wire.get("labels")) or []

    @property
    def submit_date(self) -> datetime | None:
        """When the shot came (`submitDate`)."""
        return read_milliseconds(self._wire.get("submitDate"))

    @property
    def end_time(self) -> datetime | None:
        """When the shot was done (`endTime`)."""
        return read_china_standard_time(self._wire.get("endTime"))

    @property
    def user_key(self) -> str | None:
        """Key of the user (`userKey`)."""
        return self._wire.get("userKey")

    @property
    def from_(self) -> Origin | None:
        """Where it came from (`from`)."""
        return Origin.read(self._wire.get("from"))

    @property
    def grid(self) -> list[list[Block]] | None:
        """Rows of blocks (`grid`)."""
        return read_list(self._wire.get("grid"), Block.read_list)

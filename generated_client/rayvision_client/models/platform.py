# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A render platform."""

from __future__ import annotations

from typing import cast

from ..models.platform_status import PlatformStatus
from ..models.platform_type import PlatformType
from ..types import Reply


class Platform(Reply):
    """A render platform."""

    __slots__ = ()

    @property
    def platform(self) -> int:
        """Number of the platform, for the header of the same name (`platform`)."""
        return cast("int", self._wire.get("platform"))

    @property
    def name(self) -> str:
        """Key under which the platform's name is translated (`name`)."""
        return cast("str", self._wire.get("name"))

    @property
    def type(self) -> PlatformType | None:
        """What the platform renders with or for (`type`).

        Since edition 2.0.0.
        """
        return PlatformType.read(self._wire.get("type"))

    @property
    def status(self) -> PlatformStatus | None:
        """How busy the platform is (`status`).

        Since edition 2.0.0.
        """
        return PlatformStatus.read(self._wire.get("status"))

    @property
    def task_prefix(self) -> str | None:
        """Letters in front of the numbers of its tasks (`taskPrefix`).

        Since edition 2.0.0.
        """
        return self._wire.get("taskPrefix")

    @property
    def is_show(self) -> int | None:
        """Whether a user interface shows the platform, 0 no, 1 yes (`isShow`).

        Since edition 2.0.0.
        """
        return self._wire.get("isShow")

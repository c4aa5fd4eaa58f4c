# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A render platform."""

from __future__ import annotations

from typing import cast

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

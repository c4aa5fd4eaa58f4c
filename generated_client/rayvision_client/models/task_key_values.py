# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Further data of a task's scene."""

from __future__ import annotations

from ..types import Reply


class TaskKeyValues(Reply):
    """Further data of a task's scene."""

    __slots__ = ()

    @property
    def tiles(self) -> str | None:
        """Into how many tiles a picture is cut, in digits (`tiles`)."""
        return self._wire.get("tiles")

    @property
    def all_camera(self) -> str | None:
        """All cameras of the scene (`allCamera`)."""
        return self._wire.get("allCamera")

    @property
    def renderable_camera(self) -> str | None:
        """The cameras that can be rendered (`renderableCamera`)."""
        return self._wire.get("renderableCamera")

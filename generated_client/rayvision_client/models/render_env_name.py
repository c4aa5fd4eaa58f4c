# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Name of a render environment."""

from __future__ import annotations

from typing import cast

from ..types import Reply


class RenderEnvName(Reply):
    """Name of a render environment."""

    __slots__ = ()

    @property
    def edit_name(self) -> str:
        """Name of the environment (`editName`)."""
        return cast("str", self._wire.get("editName"))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A custom label."""

from __future__ import annotations

from typing import cast

from ..types import Reply


class Label(Reply):
    """A custom label.

    In replies labels are called projects.
    """

    __slots__ = ()

    @property
    def project_id(self) -> int:
        """Number of the label (`projectId`)."""
        return cast("int", self._wire.get("projectId"))

    @property
    def project_name(self) -> str:
        """Name of the label (`projectName`)."""
        return cast("str", self._wire.get("projectName"))

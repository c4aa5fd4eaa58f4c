# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The labels of an account."""

from __future__ import annotations

from ..models.label import Label
from ..types import Reply


class LabelList(Reply):
    """The labels of an account."""

    __slots__ = ()

    @property
    def project_name_list(self) -> list[Label]:
        """The labels (`projectNameList`)."""
        return Label.read_list(self._wire.get("projectNameList")) or []

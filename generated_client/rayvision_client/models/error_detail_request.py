# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The error to explain."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..models.language import Language
from ..types import Request, without_none


@define(kw_only=True, eq=False, repr=False)
class ErrorDetailRequest(Request):
    """The error to explain."""

    code: str
    """Code of the analysis error, in digits (`code`)."""
    language: Language | str | None = None
    """Language of the explanation (`language`)."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object to send; members that are `None` are left out."""
        return without_none({"code": self.code, "language": self.language})

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The error to explain."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.language import Language
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class ErrorDetailRequest(Request):
    """The error to explain."""

    code: str | None = None
    """Code of the analysis error, in digits (`code`)."""
    language: Language | str | int | None = None
    """Language of the explanation (`language`)."""
    codes: list[str] | None = None
    """Codes of several analysis errors, in digits (`codes`).

    Since edition 2.0.0.
    """

    _wire_names: ClassVar[dict[str, str]] = {"code": "code", "language": "language", "codes": "codes"}

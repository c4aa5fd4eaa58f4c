# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Envelope around the entries of an output directory."""

from __future__ import annotations

from ..models.output_file import OutputFile
from .envelope import Envelope


class OutputFilesEnvelope(Envelope):
    """Envelope around the entries of an output directory."""

    __slots__ = ()

    @property
    def data(self) -> list[OutputFile] | None:
        """The entries; null after a failure (`data`)."""
        return OutputFile.read_list(self._wire.get("data"))

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A job file to put on the server."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.job_file_name import JobFileName
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class JobFileRequest(Request):
    """A job file to put on the server."""

    task_id: int
    """Number of the task (`taskId`)."""
    file_name: JobFileName | str | None = None
    """Name of the file (`fileName`)."""
    content: str
    """Text of the file, JSON (`content`).

    The text itself is what is signed.
    """

    _wire_names: ClassVar[dict[str, str]] = {"task_id": "taskId", "file_name": "fileName", "content": "content"}

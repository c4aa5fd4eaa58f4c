# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The directory to list."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class OutputFilesRequest(Request):
    """The directory to list."""

    tree_path: str | None = None
    """Path of the directory from the root of the output storage, or from the output of the task
    (`treePath`)."""
    task_id: int | None = None
    """Number of the task whose output is meant; of a layered task, the number of one of its parts
    (`taskId`)."""

    _wire_names: ClassVar[dict[str, str]] = {"tree_path": "treePath", "task_id": "taskId"}

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Name of a job file."""

from __future__ import annotations

from ..types import OpenStrEnum


class JobFileName(OpenStrEnum):
    """Name of a job file."""

    TASK = "task.json"
    """Settings of the task, software, scene."""
    UPLOAD = "upload.json"
    """Which local files go where on the server."""
    ASSET = "asset.json"
    """What the scene refers to."""
    TIPS = "tips.json"
    """What the analysis found."""

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""How the uploaded assets of a task are kept apart from others."""

from __future__ import annotations

from ..types import OpenStrEnum


class AssetIsolationModel(OpenStrEnum):
    """How the uploaded assets of a task are kept apart from others.

    The path of the isolated directory comes from a number, the task's or the user's at the integrator,
    padded with zeros to nine digits and cut into three parts, the last two of three digits each: 12345
    becomes `000/012/345`, and 11223344556677 becomes `11223344/556/677`.
    """

    TASK_ID_MODEL = "TASK_ID_MODEL"
    """One directory for each task, for tasks that never share a file; kept for 15 days at most."""
    OUT_USER_MODEL = "OUT_USER_MODEL"
    """One directory for each user of an integrator (`outUserId`); removed after 20 days in a row without a new task."""

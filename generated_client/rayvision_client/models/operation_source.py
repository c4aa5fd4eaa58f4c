# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Who did something to tasks."""

from __future__ import annotations

from ..types import OpenIntEnum


class OperationSource(OpenIntEnum):
    """Who did something to tasks."""

    MAIN_ACCOUNT = 1
    """The main account."""
    SUBACCOUNT = 2
    """A subaccount."""
    TEMPORARY_AUTHORIZATION = 3
    """Somebody with temporary permission."""
    DINGTALK_SUBACCOUNT = 4
    """A subaccount of DingTalk."""

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Whose labels a list holds."""

from __future__ import annotations

from ..types import OpenIntEnum


class LabelOwners(OpenIntEnum):
    """Whose labels a list holds."""

    OWN = 0
    """Those of the account."""
    OWN_AND_MAIN = 1
    """Those of the account and of its main account."""
    ALL = 2
    """Those of all accounts of the same main account."""

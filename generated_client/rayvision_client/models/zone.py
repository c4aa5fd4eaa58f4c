# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Half of the world that an account and a domain belong to."""

from __future__ import annotations

from ..types import OpenIntEnum


class Zone(OpenIntEnum):
    """Half of the world that an account and a domain belong to.

    Domains that contain `renderbus` are of zone 1, all others of zone 2.
    """

    CHINA = 1
    """China, Renderbus."""
    INTERNATIONAL = 2
    """Everywhere else, Fox Renderfarm."""

# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""What a frame renders."""

from __future__ import annotations

from ..types import OpenIntEnum


class FrameType(OpenIntEnum):
    """What a frame renders."""

    PRE_RENDER = 1
    """Preprocessing, a single frame however many cameras there are."""
    PHOTON = 2
    """Photons."""
    MERGE_PHOTONS = 3
    """Photons being merged."""
    PRIORITY = 4
    """A frame that is rendered before the others."""
    MAIN = 5
    """The main picture."""
    MERGE_PRIORITY = 6
    """Blocks of a priority frame being put together, Maya and 3ds Max."""
    MERGE_MAIN = 7
    """Blocks of the main picture being put together, Maya and 3ds Max."""
    SIMULATION = 8
    """A simulation, Houdini."""
    CHANNEL = 9
    """A render channel, 3ds Max."""

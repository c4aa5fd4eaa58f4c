# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""State of a frame."""

from __future__ import annotations

from ..types import OpenIntEnum


class FrameStatus(OpenIntEnum):
    """State of a frame."""

    WAITING = 1
    """The frame waits for its turn."""
    EXECUTING = 2
    """The frame is rendering."""
    STOPPED = 3
    """The frame was stopped."""
    FINISHED = 4
    """The frame is finished."""
    FAILED = 5
    """The frame failed."""
    WAITING_FOR_PREPROCESSING = 6
    """The frame waits for the preprocessing."""
    WAITING_FOR_PHOTON_FRAMES = 7
    """The frame waits for the photon frames."""
    WAITING_FOR_PRIORITY_FRAMES = 8
    """The frame waits for the frames that are rendered first. Until edition 1.0.0."""
    WAITING_FOR_PHOTON_TASK = 9
    """The frame waits for the photon task."""
    WAITING_FOR_SIMULATION_TASK = 10
    """The frame waits for the simulation task."""
    TIMED_OUT = 11
    """The task ran too long."""
    SUBFRAME_WAITING = 12
    """The frame is a secondary one, and waits. Since edition 2.0.0."""

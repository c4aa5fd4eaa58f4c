"""What ends a command with a message in place of a traceback."""

from __future__ import annotations


class GeneratorError(Exception):
    """What was asked for cannot be done; the message says why, to a maintainer."""

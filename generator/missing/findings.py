"""What was found missing, and what could not be looked at."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Findings:
    """Lines for a maintainer.

    Attributes:
        missing: What has to be written, or taken out.
        unchecked: What was not looked at, and why.
    """

    missing: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)

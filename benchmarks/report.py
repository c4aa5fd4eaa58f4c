"""What came out, as a table for people and as JSON for programs."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Goal:
    """What a figure should be.

    Attributes:
        limit: The figure.
        at_most: Whether less is better.
    """

    limit: float
    at_most: bool = True

    def met_by(self, value: float) -> bool:
        """Return whether a figure reaches the goal, to the digits that are shown."""
        shown = round(value, 2)
        return shown <= self.limit if self.at_most else shown >= self.limit

    def __str__(self) -> str:
        return f"{'at most' if self.at_most else 'at least'} {self.limit:g}"


@dataclass(frozen=True)
class Result:
    """One line of the table.

    Attributes:
        row: Name of the row, as it is chosen on the command line.
        what: What is measured, and against what.
        peer: Who.
        value: The figure; none where nothing was measured.
        goal: What it should be, where there is a goal.
        note: What else there is to say, or why there is no figure.
        rounds: The figure of each round.
    """

    row: str
    what: str
    peer: str
    value: float | None
    goal: Goal | None = None
    note: str = ""
    rounds: tuple[float, ...] = ()

    @property
    def met(self) -> str:
        """Whether the goal is reached, in a word."""
        if self.goal is None or self.value is None:
            return ""
        return "yes" if self.goal.met_by(self.value) else "**no**"


def table(results: Iterable[Result]) -> str:
    """Write the table, in Markdown."""
    head = ("what", "peer", "measured", "goal", "met", "note")
    lines = [
        (
            result.what,
            result.peer,
            "-" if result.value is None else f"{result.value:.2f}",
            str(result.goal or ""),
            result.met,
            result.note,
        )
        for result in results
    ]
    widths = [max(len(line[column]) for line in [head, *lines]) for column in range(len(head))]
    rule = tuple("-" * width for width in widths)
    rows = (
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in [head, rule, *lines]
    )
    return "\n".join(f"| {row} |" for row in rows)


def write(path: Path, results: Iterable[Result], environments: dict[str, dict[str, str]], *, quick: bool) -> None:
    """Write the JSON file."""
    made: dict[str, Any] = {
        "python": platform.python_version(),
        "system": platform.system(),
        "machine": platform.machine(),
        "implementation": sys.implementation.name,
        "quick": quick,
        "results": [asdict(result) | {"met": result.met == "yes" if result.met else None} for result in results],
        "environments": environments,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(made, indent=1) + "\n", "utf-8")

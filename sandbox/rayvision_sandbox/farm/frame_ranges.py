"""Frames as the job files write them: `1-10[1]`, `5`, `1,3-4[1]`."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

MAX_FRAMES = 100_000
_RUN = re.compile(r" *(-?[0-9]{1,9}) *(?:- *(-?[0-9]{1,9}) *)?(?:\[ *([0-9]{1,9}) *\] *)?")


class Frames(NamedTuple):
    """Frames of a task or of a part: as the service writes them, and their numbers."""

    text: str
    numbers: Sequence[int]


@lru_cache(maxsize=64)
def read(text: str) -> Frames:
    """Read frame ranges; a frame that is named twice counts once.

    Raises:
        ValueError: They cannot be read, or are too many.
    """
    runs = _runs(text)
    if sum(map(len, runs)) > MAX_FRAMES:
        raise ValueError(f"a task has at most {MAX_FRAMES} frames, and {text!r} are more")
    numbers = tuple(dict.fromkeys(number for run in runs for number in run))
    return Frames(",".join(write(run) for run in runs), numbers)


def write(run: Sequence[int]) -> str:
    """Write a row of frames with an even step: `1-10[1]`, and `0` for a single image."""
    return str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}[{run[1] - run[0]}]"


def _runs(text: str) -> list[range]:
    runs = []
    for part in text.split(","):
        match = _RUN.fullmatch(part)
        run = range(int(match[1]), int(match[2] or match[1]) + 1, int(match[3] or 1) or 1) if match else range(0)
        if not run:
            raise ValueError(f"frames are {text!r}, and not like 1-10[1]")
        runs.append(run)
    return runs

"""Frames as the job files write them: `1-10[1]`, `5`, `1,3-4[1]`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rayvision_api.jobs._schema import shown

_RUN = re.compile(r" *(-?[0-9]+) *(?:- *(-?[0-9]+) *)?(?:\[ *([0-9]+) *\] *)?")
_LARGEST = 999_999_999


class FramesError(ValueError):
    """Frames that are well formed, and cannot be rendered."""


def runs(text: str | int) -> list[range]:
    """Read frames.

    Raises:
        ValueError: They are not frames; the message says what is not.
        FramesError: They are well formed, and cannot be rendered.
    """
    return [_run(part, text) for part in str(text).split(",")]


def spelt(frames: str | int | Iterable[int]) -> str:
    """Write frames as the farm reads them: each run with its step.

    Args:
        frames: Text (`"1-10"`, `"1-10[2]"`, `"1,3-4"`), one number, or numbers, a `range` for example.

    Raises:
        ValueError: They are not frames, or there are none.
        TypeError: They are neither text nor numbers.
    """
    if isinstance(frames, str | int) and not isinstance(frames, bool):
        found = runs(frames)
    else:
        if isinstance(frames, bool) or not isinstance(frames, Iterable):
            raise TypeError(f"frames is {frames!r}; it has to be text such as '1-10[1]', a number, or numbers")
        found = _gathered(sorted({_whole(frame) for frame in frames}))
    if not found:
        raise ValueError("frames is empty; give at least one")
    return ",".join(f"{run[0]}-{run[-1]}[{run.step}]" if len(run) > 1 else str(run[0]) for run in found)


def _run(part: str, text: str | int) -> range:
    match = _RUN.fullmatch(part)
    if match is None or (match[3] and not match[3].strip("0")):
        raise ValueError(f"frames is {shown(text)}; it has to be FIRST-LAST[STEP], '1-10[1]' for example, or a number")
    if any(len(number.lstrip("-0")) > len(str(_LARGEST)) for number in match.groups("")):
        raise FramesError(f"frames is {shown(text)}; a number may be at most {_LARGEST}")
    first, last, step = int(match[1]), int(match[2] or match[1]), int(match[3] or 1)
    if last < first:
        raise FramesError(f"frames is {shown(text)}, where {last} comes after {first}; give the smaller number first")
    return range(first, last + 1, step)


def _whole(frame: object) -> int:
    if isinstance(frame, bool) or not isinstance(frame, int):
        raise TypeError(f"frames holds {frame!r}; each has to be a whole number")
    if abs(frame) > _LARGEST:
        raise FramesError(f"frames holds {frame}; a number may be at most {_LARGEST}")
    return frame


def _gathered(numbers: list[int]) -> list[range]:
    """Gather numbers in rising order into runs of an even step."""
    found: list[range] = []
    for number in numbers:
        run = found[-1] if found else None
        if run is not None and len(run) == 1:
            found[-1] = range(run[0], number + 1, number - run[0])
        elif run is not None and number - run[-1] == run.step:
            found[-1] = range(run[0], number + 1, run.step)
        else:
            found.append(range(number, number + 1))
    return found

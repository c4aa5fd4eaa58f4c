"""Which version comes next, by semantic versioning."""

from __future__ import annotations

from collections.abc import Collection

from packaging.version import InvalidVersion, Version

from generator.compare.impact import Impact
from generator.errors import GeneratorError


class UnknownVersionError(GeneratorError):
    """A text is not a version."""


def next_version(released: str, impacts: Collection[Impact]) -> str:
    """Return the lowest version that says what changed.

    Something broken asks for a new first number, something added or changed for a new second one, anything else for a
    new third one. Before 1.0.0 the first number stays 0, and each of the others says what the one before it would say:
    0.2.0 may break what 0.1.9 had, 0.1.9 may add to 0.1.8.

    Raises:
        UnknownVersionError: The released version is not a version.
    """
    first, second, third = numbers(released)
    if not impacts:
        return f"{first}.{second}.{third}"
    place = 0 if Impact.BROKEN in impacts else 1 if {Impact.ADDED, Impact.CHANGED} & set(impacts) else 2
    place = min(place + 1, 2) if first == 0 else place
    return (f"{first + 1}.0.0", f"{first}.{second + 1}.0", f"{first}.{second}.{third + 1}")[place]


def is_enough(version: str, least: str) -> bool:
    """Return whether a version, which may be a candidate such as 2.0.0rc1, is as high as another."""
    return numbers(version) >= numbers(least)


def numbers(version: str) -> tuple[int, int, int]:
    """Read the three numbers of a version.

    Raises:
        UnknownVersionError: It is not a version.
    """
    try:
        first, second, third, *_ = (*Version(version).release, 0, 0)
    except InvalidVersion as error:
        raise UnknownVersionError(f"{version!r} is not a version: write three numbers, for example 1.2.3") from error
    return first, second, third

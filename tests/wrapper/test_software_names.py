"""Render software is known by the guide's names, however they are spelt, and by its numbers."""

from __future__ import annotations

import pytest
from rayvision_api import SoftwareId

from ..each import each  # noqa: TID252  # has no name of its own
from .support import Farm, Half

NAMES = {
    "maya": 2000,
    "3ds Max": 2001,
    "lightwave": 2002,
    "arnold": 2003,
    "houdini": 2004,
    "cinema4d": 2005,
    "softimage": 2006,
    "blender": 2007,
    "vr_standalone": 2008,
    "mr_standalone": 2009,
    "sketchup": 2010,
    "vue": 2011,
    "keyshot": 2012,
    "clarisse": 2013,
    "octane_render": 2014,
    "katana": 2016,
}


def number(half: Half, name: object) -> int:
    """Return the number that a name becomes."""
    farm = Farm()
    half.call(half.client(farm), "env.get_render_env", name)
    return int(farm.bodies[0]["cgId"])


SPELLINGS = {
    **NAMES,
    "Maya": 2000,
    "MAYA": 2000,
    " maya ": 2000,
    "3ds max": 2001,
    "3dsMax": 2001,
    "3DS_MAX": 2001,
    "Cinema 4D": 2005,
    "Octane Render": 2014,
    "octane-render": 2014,
}


@each(("name", "expected"), SPELLINGS.items())
def test_name_of_the_guide_becomes_its_number_however_it_is_spelt(half: Half, name: str, expected: int) -> None:
    assert number(half, name) == expected


@each("software", SoftwareId)
def test_number_of_a_software_is_taken_too(half: Half, software: SoftwareId) -> None:
    assert number(half, software) == number(half, int(software)) == software


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("mya", "maya"),
        ("houdinni", "houdini"),
        ("blendr", "blender"),
        ("3ds maxx", "3ds Max"),
        ("cinema", "cinema4d"),
        ("octane", "octane_render"),
        ("keyshoot", "keyshot"),
    ],
)
@pytest.mark.parametrize("method", ["env.get_render_env", "query.supported_plugin"])
def test_unknown_name_is_refused_with_the_nearest_one(half: Half, method: str, typed: str, nearest: str) -> None:
    farm = Farm()
    with pytest.raises(ValueError, match="name") as caught:
        half.call(half.client(farm), method, typed)
    assert repr(typed) in str(caught.value)
    assert repr(nearest) in str(caught.value)
    assert farm.requests == []


@pytest.mark.parametrize("typed", ["?", "镜头", "x" * 5000, "-_-"], ids=lambda typed: typed[:5])
def test_name_that_resembles_nothing_is_refused_all_the_same(half: Half, typed: str) -> None:
    farm = Farm()
    with pytest.raises(ValueError, match="name is"):
        half.call(half.client(farm), "env.get_render_env", typed)
    assert farm.requests == []


@pytest.mark.parametrize("unknown", [0, 1, 2017, -2000])
def test_unknown_number_is_refused(half: Half, unknown: int) -> None:
    farm = Farm()
    with pytest.raises(ValueError, match=f"name is {unknown}"):
        half.call(half.client(farm), "env.get_render_env", unknown)
    assert farm.requests == []

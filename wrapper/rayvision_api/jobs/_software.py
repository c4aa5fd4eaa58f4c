"""The software that a job is for, by its number in the job files."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, NamedTuple

from rayvision_api._arguments import letters


class JobSoftware(NamedTuple):
    """A software.

    Attributes:
        cg_id: Its number, 2007 for example.
        cg_name: Its name in `software_config`, as the vendor's documentation spells it.
        other_names: What people call it as well.
    """

    cg_id: int
    cg_name: str
    other_names: tuple[str, ...] = ()


ARNOLD, BLENDER, VRAY = 2003, 2007, 2008
MAYA, MAX, HOUDINI, CINEMA4D, CLARISSE, KATANA, UNREAL = 2000, 2001, 2004, 2005, 2013, 2016, 2020

# Unreal Engine is in the documentation of the job files alone; no list of the API has it.
KNOWN = {
    one.cg_id: one
    for one in (
        JobSoftware(MAYA, "Maya"),
        JobSoftware(MAX, "3ds Max", ("max",)),
        JobSoftware(ARNOLD, "Arnold Standalone", ("arnold",)),
        JobSoftware(HOUDINI, "Houdini"),
        JobSoftware(CINEMA4D, "CINEMA 4D", ("c4d",)),
        JobSoftware(BLENDER, "Blender"),
        JobSoftware(VRAY, "VR Standalone", ("vray", "vraystandalone")),
        JobSoftware(CLARISSE, "Clarisse"),
        JobSoftware(KATANA, "Katana"),
        JobSoftware(UNREAL, "Unreal Engine", ("unreal", "ue")),
    )
}


def job_software(value: Any) -> JobSoftware:
    """Find a software by its name, however it is spelt, or by its number.

    Raises:
        ValueError: There is none; the message names the nearest one.
        TypeError: It is neither text nor a number.
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(f"software is {value!r}; it has to be a name, 'blender' for example, or a number")
    if isinstance(value, int):
        if value not in KNOWN:
            raise ValueError(f"software is {value}; the numbers are {', '.join(map(str, KNOWN))}")
        return KNOWN[int(value)]
    names = {spelling: one for one in KNOWN.values() for spelling in (letters(one.cg_name), *one.other_names)}
    wanted = letters(value)
    if wanted not in names:
        nearest = names[get_close_matches(wanted, names, n=1, cutoff=0)[0]].cg_name
        raise ValueError(f"software is {value!r}, which has no job files; the nearest one is {nearest!r}")
    return names[wanted]

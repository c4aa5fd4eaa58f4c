"""Names that the farm knows: render software, operating systems, ways to keep assets apart."""

from __future__ import annotations

import sys
from typing import Any

from rayvision_client.models import AssetIsolationModel, OsName, SoftwareId

from rayvision_api._arguments import letters, one_of, optional_items, text

SOFTWARE_NAMES: dict[str, SoftwareId] = {
    "3ds Max" if one is SoftwareId.THREE_DS_MAX else one.name.lower(): one for one in SoftwareId
}
"""Render software by the names of the guide."""

# By the type of its scenes, as the service has it in `cgType`.
_SHORT_NAMES = {"c4d": SoftwareId.CINEMA4D, "max": SoftwareId.THREE_DS_MAX}


def software(name: str, value: Any) -> SoftwareId:
    """Find a render software by its name in the guide, however it is spelt, or by its id."""
    if isinstance(value, int) and not isinstance(value, bool):
        if value in {int(one) for one in SoftwareId}:
            return SoftwareId(value)
        raise ValueError(f"{name} is {value}, which is not the id of a known software; give a name, for example 'maya'")
    wanted = letters(text(name, value))
    known = {letters(spelt): one for spelt, one in SOFTWARE_NAMES.items()}
    if found := (_SHORT_NAMES | known).get(wanted):
        return found
    from difflib import get_close_matches

    nearest = get_close_matches(wanted, known, n=1, cutoff=0)[0]
    spelt = next(spelt for spelt in SOFTWARE_NAMES if letters(spelt) == nearest)
    raise ValueError(f"{name} is {value!r}, which is not a known software; the nearest one is {spelt!r}")


def software_numbers(name: str, values: Any) -> list[str] | None:
    """Find several, which the service takes by their numbers as text; there may be none."""
    return optional_items(name, values, lambda place, value: str(int(software(place, value))))


def this_system() -> OsName:
    """Return the operating system of this machine, as far as the farm knows any."""
    return OsName.WINDOWS if sys.platform == "win32" else OsName.LINUX


def isolation_model(name: str, value: Any, out_user_id: str | None) -> str | None:
    """Check how assets are kept apart; upper and lower case are the same."""
    if value is None or value == "":
        return None
    model = one_of(name, text(name, value).strip().upper(), AssetIsolationModel)
    if model == AssetIsolationModel.OUT_USER_MODEL and out_user_id is None:
        raise ValueError(f"{name} is {value!r}, which needs an out_user_id")
    return model

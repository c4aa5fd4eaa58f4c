"""How the page writes: values in words, times, durations, amounts, foreign text."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta, tzinfo
from typing import ClassVar

from attrs import frozen
from rayvision_client.models import FrameStatus, SoftwareId, TaskStatus

from rayvision_cli.languages import Texts
from rayvision_cli.report.figures import Kind

_SOFTWARE = {
    SoftwareId.MAYA: "Maya",
    SoftwareId.THREE_DS_MAX: "3ds Max",
    SoftwareId.LIGHTWAVE: "LightWave 3D",
    SoftwareId.ARNOLD: "Arnold",
    SoftwareId.HOUDINI: "Houdini",
    SoftwareId.CINEMA4D: "Cinema 4D",
    SoftwareId.SOFTIMAGE: "Softimage",
    SoftwareId.BLENDER: "Blender",
    SoftwareId.VR_STANDALONE: "V-Ray Standalone",
    SoftwareId.MR_STANDALONE: "mental ray Standalone",
    SoftwareId.SKETCHUP: "SketchUp",
    SoftwareId.VUE: "Vue",
    SoftwareId.KEYSHOT: "KeyShot",
    SoftwareId.CLARISSE: "Clarisse",
    SoftwareId.OCTANE_RENDER: "OctaneRender",
    SoftwareId.KATANA: "Katana",
}
_LONGEST = 300
_UNSHOWN = "\N{REPLACEMENT CHARACTER}"


def shown(text: str, longest: int = _LONGEST) -> str:
    """Make a foreign text fit to be shown: a line of limited length, without what turns or hides other text.

    Control characters, lone surrogates and the marks that change the direction of writing become a visible sign.
    """
    safe = "".join(one if _is_plain(one) else _UNSHOWN for one in text[: longest + 1])
    return safe if len(safe) <= longest else f"{safe[: longest - 1]}…"


def _is_plain(one: str) -> bool:
    return one in _JOINERS or unicodedata.category(one) not in _HIDDEN


# Control, format (which has the marks of direction), surrogate, line and paragraph breaks.
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Format characters as well, but Persian, Hindi and emoji are written with them.
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


_FRAME_STATUSES = {
    1: "Waiting",
    2: "Rendering",
    3: "Stopped",
    4: "Finished",
    5: "Failed",
    6: "Waiting for the preprocessing",
    7: "Waiting for the photon frames",
    8: "Waiting for the priority frames",
    9: "Waiting for the photon task",
    10: "Waiting for the simulation",
    11: "Timed out",
}
_FRAME_TYPES = {
    1: "Preprocessing",
    2: "Photons",
    3: "Merging photons",
    4: "Priority frames",
    5: "Main picture",
    6: "Merging priority frames",
    7: "Merging blocks",
    8: "Simulation",
    9: "Channels",
}
_TASK_STATUSES = {
    0: "Waiting",
    5: "Rendering",
    8: "Preprocessing",
    10: "Stopped",
    15: "Stopped by its user",
    20: "Stopped for arrears",
    23: "Stopped for taking too long",
    25: "Finished",
    30: "Finished, some frames failed",
    35: "Abandoned",
    40: "Test frames finished",
    45: "Failed",
    50: "Analysing",
}
_UNITS = ("d", "h", "min", "s")
NAMED = {
    *map(str.capitalize, Kind),
    *_FRAME_STATUSES.values(),
    *_FRAME_TYPES.values(),
    *_TASK_STATUSES.values(),
    *_UNITS,
}
"""What stands for values, in English."""


@frozen
class Words:
    """How the page writes values in one language."""

    say: Texts

    dash: ClassVar[str] = "\N{EN DASH}"

    def fact(self, name: str, value: object) -> str:
        """Write a value behind its name."""
        return self.say("{name}: {value}", name=name, value=value)

    def kind(self, kind: Kind) -> str:
        """Name what a frame looks like."""
        return self.say(kind.capitalize())

    def task_status(self, status: TaskStatus | None) -> str:
        """Name the status of a task; a number that has no name stays a number."""
        return self._named(_TASK_STATUSES, status)

    def frame_status(self, status: FrameStatus | None) -> str:
        """Name the status of a frame."""
        return self._named(_FRAME_STATUSES, status)

    def frame_type(self, type_: int | None) -> str:
        """Name what a frame renders."""
        return self._named(_FRAME_TYPES, type_)

    def software_name(self, software: SoftwareId | None) -> str:
        """Name an application."""
        return "" if software is None else _SOFTWARE.get(software, f"{self.say('Software')} {int(software)}")

    def lasting(self, seconds: float | None) -> str:
        """Write a duration with its two greatest units: `2 h 5 min`."""
        if seconds is None:
            return self.dash
        day, hour, minute, second = map(self.say, _UNITS)
        if 0 < seconds < 10:
            return f"{seconds:.3g} {second}"
        minutes, seconds = divmod(round(seconds), 60)
        hours, minutes = divmod(minutes, 60)
        days, hours = divmod(hours, 24)
        amounts = [(days, day), (hours, hour), (minutes, minute), (seconds, second)]
        first = next((place for place, (amount, _) in enumerate(amounts) if amount), len(amounts) - 1)
        return " ".join(f"{amount} {unit}" for amount, unit in amounts[first : first + 2] if amount) or f"0 {second}"

    def amount(self, money: float | None) -> str:
        """Write an amount of money; a small one with the digits that tell it from nothing."""
        if money is None:
            return self.dash
        return f"{money:.2g}" if 0 < money < 0.01 else f"{money:,.2f}"

    def _named(self, names: dict[int, str], value: int | None) -> str:
        unknown = self.say("Unknown")
        if value is None:
            return unknown
        name = names.get(int(value))
        return f"{unknown} ({int(value)})" if name is None else self.say(name)


def moment(time: datetime, zone: tzinfo) -> str:
    """Write an instant."""
    return f"{time.astimezone(zone):%Y-%m-%d %H:%M:%S}"


def zone_name(zone: tzinfo, at: datetime) -> str:
    """Write a time zone as its distance from UTC."""
    offset = zone.utcoffset(at) or timedelta()
    sign, minutes = "-" if offset < timedelta() else "+", abs(offset) // timedelta(minutes=1)
    return f"UTC{sign}{minutes // 60:02d}:{minutes % 60:02d}"

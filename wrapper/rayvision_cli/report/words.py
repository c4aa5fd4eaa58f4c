"""How the page writes: words of a language, times, durations, amounts, foreign text."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta, tzinfo
from typing import ClassVar

from attrs import frozen
from rayvision_client.models import FrameStatus, SoftwareId, TaskStatus

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


@frozen
class Words:
    """The page in one language. In braces stands what is filled in."""

    code: str
    all_frames: str
    all_frames_cut: str
    arrears: str
    average_cost: str
    bin: str
    camera: str
    colon: str
    completed: str
    cost: str
    cost_each: str
    cost_each_alt: str
    cost_so_far: str
    cost_so_far_alt: str
    cost_axis: str
    currency: str
    duration: str
    durations: str
    durations_alt: str
    elapsed: str
    failed_frames: str
    failed_frames_cut: str
    frame: str
    frame_id: str
    frame_kinds: dict[Kind, str]
    frame_range: str
    frames_range: str
    frame_statuses: dict[int, str]
    frame_types: dict[int, str]
    frames: str
    frames_done: str
    group: str
    idle: str
    idle_note: str
    labels: str
    longest_frame: str
    machine_time: str
    made: str
    more_pictures: str
    no_costs: str
    no_durations: str
    no_failed: str
    no_frames: str
    no_times: str
    part: str
    picture_of: str
    pictures: str
    platform: str
    producer: str
    progress: str
    project: str
    remark: str
    restarted: str
    restarts: str
    software: str
    started: str
    status: str
    submitted: str
    summary: str
    task: str
    task_statuses: dict[int, str]
    timeline: str
    timeline_alt: str
    timeline_note: str
    typical_frame: str
    unknown: str
    units: tuple[str, str, str, str]
    user: str

    dash: ClassVar[str] = "\N{EN DASH}"

    def task_status(self, status: TaskStatus | None) -> str:
        """Name the status of a task; a number that has no name stays a number."""
        return _named(self.task_statuses, status, self.unknown)

    def frame_status(self, status: FrameStatus | None) -> str:
        """Name the status of a frame."""
        return _named(self.frame_statuses, status, self.unknown)

    def frame_type(self, type_: int | None) -> str:
        """Name what a frame renders."""
        return _named(self.frame_types, type_, self.unknown)

    def software_name(self, software: SoftwareId | None) -> str:
        """Name an application."""
        return "" if software is None else _SOFTWARE.get(software, f"{self.software} {int(software)}")

    def lasting(self, seconds: float | None) -> str:
        """Write a duration with its two greatest units: `2 h 5 min`."""
        if seconds is None:
            return self.dash
        day, hour, minute, second = self.units
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


def _named(names: dict[int, str], value: int | None, unknown: str) -> str:
    return unknown if value is None else names.get(int(value), f"{unknown} ({int(value)})")


def moment(time: datetime, zone: tzinfo) -> str:
    """Write an instant."""
    return f"{time.astimezone(zone):%Y-%m-%d %H:%M:%S}"


def zone_name(zone: tzinfo, at: datetime) -> str:
    """Write a time zone as its distance from UTC."""
    offset = zone.utcoffset(at) or timedelta()
    sign, minutes = "-" if offset < timedelta() else "+", abs(offset) // timedelta(minutes=1)
    return f"UTC{sign}{minutes // 60:02d}:{minutes % 60:02d}"

"""How the page writes: values in words, times, durations, amounts, foreign text."""

from __future__ import annotations

import unicodedata
from datetime import datetime, tzinfo
from typing import ClassVar

from attrs import frozen
from rayvision_client.models import SoftwareId, TaskStatus

from rayvision_cli.text.languages import Texts
from rayvision_cli.text.statuses import Kind, ShownStatus, of_status, with_failures
from rayvision_cli.text.views import amount, duration, listed

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


def shown_in_short(text: str, longest: int) -> str:
    """Make a foreign text fit to be shown, cut in the middle: versions and endings stand at the end of names."""
    whole = shown(text, len(text))
    tail = longest // 3
    return whole if len(whole) <= longest else f"{whole[: longest - tail - 1]}…{whole[-tail:]}"


def _is_plain(one: str) -> bool:
    return one in _JOINERS or unicodedata.category(one) not in _HIDDEN


# Control, format (which has the marks of direction), surrogate, line and paragraph breaks.
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Format characters as well, but Persian, Hindi and emoji are written with them.
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


FRAME_TYPES = {
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


@frozen
class Words:
    """How the page writes values in one language."""

    say: Texts
    currency: str = ""

    dash: ClassVar[str] = "\N{EN DASH}"

    def fact(self, name: str, value: object) -> str:
        """Write a value behind its name."""
        return self.say("{name}: {value}", name=name, value=value)

    def kind(self, kind: Kind) -> str:
        """Name what a frame looks like, as at the beginning of a sentence."""
        return _capital(self.say(kind))

    def status(self, status: ShownStatus, failed: int = 0) -> str:
        """Write how a task or a frame stands, and how many frames have failed."""
        return _capital(with_failures(status, failed, self.say))

    def frame_type(self, type_: int | None) -> str:
        """Name what a frame renders."""
        name = None if type_ is None else FRAME_TYPES.get(int(type_), int(type_))
        return _capital(ShownStatus(Kind.UNKNOWN, name).said(self.say))

    def software_name(self, software: SoftwareId | None) -> str:
        """Name an application."""
        return "" if software is None else _SOFTWARE.get(software, f"{self.say('Software')} {int(software)}")

    def group(self, by: str, key: str) -> str:
        """Name what tasks whose costs are added up have in common."""
        if by == "software" and key in SoftwareId.__members__:
            return self.software_name(SoftwareId[key])
        if by == "state":
            states = [TaskStatus[name] if name in TaskStatus.__members__ else None for name in key.split(", ")]
            return listed((of_status(state).said(self.say) for state in states), self.say)
        return key or self.say("none")

    def lasting(self, seconds: float | None) -> str:
        """Write a duration."""
        return self.dash if seconds is None else duration(seconds, self.say)

    def amount(self, money: float) -> str:
        """Write an amount of money with its currency, as far as that is known."""
        return f"{amount(money)} {self.currency}".strip()

    def made(self, now: datetime) -> str:
        """Write when the page was made, which zone its times are in, and what its amounts are in if nobody knows."""
        distance = f"{now:%z}"
        zone = f"UTC{distance[:3]}:{distance[3:5]}"
        text = self.say("Made {time}. Times are in {zone}.", time=moment(now, now.tzinfo), zone=zone)
        return text if self.currency else f"{text} " + self.say("Amounts are in the account's currency.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def moment(time: datetime, zone: tzinfo | None) -> str:
    """Write an instant, in a zone or in this machine's."""
    return f"{time.astimezone(zone):%Y-%m-%d %H:%M:%S}"

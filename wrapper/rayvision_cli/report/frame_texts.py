"""What the report says about frames: their names, and a few lines on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, tzinfo

from attrs import frozen

from rayvision_cli.report.formatting import Words, moment, shown
from rayvision_cli.report.metrics import Group, kind_of, mean_seconds
from rayvision_cli.report.task_data import Frame
from rayvision_cli.text.statuses import Kind, of_status


@frozen
class FrameTexts:
    """Texts about frames, in one language and one time zone."""

    words: Words
    zone: tzinfo | None

    def name(self, frame: Frame) -> str:
        """Name a frame."""
        return shown(frame.name, 40) or self.words.dash

    def names(self, first: Frame, last: Frame) -> str:
        """Name neighbouring frames."""
        if first is last:
            return self.words.say("Frame {name}", name=self.name(first))
        return self.words.say("Frames {first} to {last}", first=self.name(first), last=self.name(last))

    def tip(self, frame: Frame) -> str:
        """Describe a frame in a few lines."""
        words = self.words
        lines = [
            words.fact(self.names(frame, frame), words.status(of_status(frame.status))),
            self.period(frame.start, frame.end),
            words.fact(words.say("Duration"), words.lasting(frame.seconds)),
            words.fact(words.say("Cost"), words.amount(frame.cost)),
        ]
        if frame.restarts:
            lines.append(words.fact(words.say("Restarts"), frame.restarts))
        return "\n".join(filter(None, lines))

    def tip_of_many(self, frames: Sequence[Frame]) -> str:
        """Describe neighbouring frames in a few lines."""
        counts = Counter(map(kind_of, frames))
        lines = [self.names(frames[0], frames[-1])]
        lines += [self.words.fact(self.words.kind(kind), counts[kind]) for kind in Kind if counts[kind]]
        if (seconds := mean_seconds(frames)) is not None:
            lines.append(self.words.fact(self.words.say("Duration"), self.words.lasting(seconds)))
        return "\n".join(lines)

    def period(self, begin: datetime | None, end: datetime | None) -> str:
        """Write from when to when."""
        return " → ".join(moment(time, self.zone) for time in (begin, end) if time)

    def group(self, group: Group, all_groups: Sequence[Group], layers: dict[int, str]) -> str:
        """Name a group of frames: its layer, what it renders, and its number where these do not tell it apart."""
        layer = shown(layers.get(group.part or 0, ""), 60)
        kinds = {other.type for other in all_groups}
        alike = [
            other
            for other in all_groups
            if other.type == group.type and layers.get(other.part or 0) == layers.get(group.part or 0)
        ]
        names = [layer]
        if not layer or len(kinds) > 1:
            names.append(self.words.frame_type(group.type))
        if len(alike) > 1 and group.part is not None:
            names.append(self.words.say("Part {number}", number=group.part))
        return " · ".join(filter(None, names))

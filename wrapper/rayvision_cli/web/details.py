"""One task in full, asked for once, however many look at it."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import Any

from attrs import define, field
from rayvision_api import AsyncRayvisionAPI, RayvisionError
from rayvision_client.models import FrameInfo, FrameStatus

from rayvision_cli.report.formatting import Words, shown
from rayvision_cli.report.frame_texts import FrameTexts
from rayvision_cli.report.metrics import kind_of, ranges
from rayvision_cli.report.page import render_live
from rayvision_cli.report.task_data import Frame, Task, find_task, read_task, text, unanswered_parts
from rayvision_cli.report.thumbnails import Thumbnail, fetch_picture, spread
from rayvision_cli.terminal.failures import explained
from rayvision_cli.text.statuses import Kind

# Seconds for which a task is not asked for again; a reply that took long is kept longer.
_FRESH, _SHARE = 2.0, 4
_MOST_KEPT = 8
_MOST_LINES = 500
_LONGEST_LINE = 500
# One letter a frame: a task of thousands goes over in one short text.
_LETTERS = {
    Kind.FINISHED: "f",
    Kind.RENDERING: "r",
    Kind.FAILED: "x",
    Kind.STOPPED: "s",
    Kind.WAITING: "w",
    Kind.UNKNOWN: "u",
}


@define
class _Entry:
    lock: asyncio.Lock = field(factory=asyncio.Lock)
    task: Task | None = None
    fresh_until: float = 0.0


class Details:
    """Tasks that are open on some page, with their frames."""

    def __init__(self, api: AsyncRayvisionAPI) -> None:
        self._api = api
        self._entries: dict[int, _Entry] = {}

    async def task(self, task_id: int, currency: str) -> Task:
        """Get a task as it is now, or was shortly before.

        Raises:
            LookupError: The farm knows no such task.
            RayvisionError: The farm refused or could not be asked.
        """
        entry = self._entries.pop(task_id, None) or _Entry()
        # The last one is that which was looked at last.
        self._entries[task_id] = entry
        while len(self._entries) > _MOST_KEPT:
            self._entries.pop(next(iter(self._entries)))
        async with entry.lock:
            began = time.monotonic()
            if entry.task is None or began > entry.fresh_until:
                entry.task = await self._gather(task_id, currency)
                now = time.monotonic()
                entry.fresh_until = now + max(_FRESH, _SHARE * (now - began))
            return entry.task

    def forget(self, task_ids: list[int]) -> None:
        """Ask anew for tasks with which something was done."""
        for task_id in task_ids:
            self._entries.pop(task_id, None)

    async def _gather(self, task_id: int, currency: str) -> Task:
        info = find_task((await self._api.query.task_info([task_id])).items, task_id)
        frames: list[FrameInfo] = [frame async for frame in self._api.query.iter_frames(task_id)]
        for part_id in unanswered_parts(info, frames):
            frames += [frame async for frame in self._api.query.iter_frames(part_id)]
        return read_task(task_id, info, frames, currency)

    async def frame(self, task: Task, frame: Frame, texts: FrameTexts) -> dict[str, Any]:
        """Write what is known about a frame: its facts, and for one that did not finish its log."""
        title, *facts = texts.tip(frame).split("\n")
        is_through = frame.status == FrameStatus.FINISHED
        lines: list[str] = []
        note = ""
        if not is_through and frame.start:
            lines, note = await self._log(frame, texts.words)
        return {
            "title": title,
            "facts": facts,
            "layer": shown(task.layers.get(frame.part or 0, "")),
            "log": lines,
            "note": note,
            "picture": is_through,
        }

    async def _log(self, frame: Frame, words: Words) -> tuple[list[str], str]:
        lines: deque[str] = deque(maxlen=_MOST_LINES)
        try:
            async for line in self._api.query.iter_render_log(frame.id or 0):
                lines.append(shown(line, _LONGEST_LINE))
        except RayvisionError as error:
            return [*lines], shown(explained(error, words.say)[1])
        except ValueError:
            # The client's own word: this edition of the API has no such operation.
            return [], words.say("Logs need edition 2.0.0 of the API: start with --api-version 2.0.0")
        return [*lines], "" if lines else words.say("The farm has no log of this frame.")

    async def picture(self, frame: Frame) -> tuple[str, bytes] | None:
        """Get the picture of a frame: its media type and its content."""
        try:
            addresses: object = await self._api.query.get_frame_thumbnail(frame.id or 0)
        except RayvisionError:
            return None
        if not isinstance(addresses, list) or not addresses:
            return None
        return await asyncio.to_thread(fetch_picture, text(addresses[0]))


def grid(task: Task, words: Words) -> dict[str, Any]:
    """Write the frames of a task as the page draws them: a letter each, their names and their ids."""
    kinds = [kind_of(frame) for frame in task.frames]
    counts = [(kind, kinds.count(kind)) for kind in Kind if kind in kinds]
    described = words.say(", ").join(words.fact(words.kind(kind), f"{count:,}") for kind, count in counts)
    failed = ranges(frame for frame in task.frames if kind_of(frame) == Kind.FAILED)
    return {
        "letters": "".join(_LETTERS[kind] for kind in kinds),
        "names": [shown(frame.name, 40) for frame in task.frames],
        "ids": [frame.id for frame in task.frames],
        "kinds": {letter: words.kind(kind) for kind, letter in _LETTERS.items()},
        "label": words.say("Frames: {count:,}", count=len(kinds)) + (f" ({described})" if counts else ""),
        "failed": [shown(one, 40) for one in failed],
        "running": task.is_running,
    }


def report(task: Task, words: Words, folder: str) -> str:
    """Write the report about a task; its pictures are at addresses below `folder`."""
    pictures = [Thumbnail(one.name, one.part, f"{folder}/{one.id}/picture") for one in spread(task)]
    return render_live(task, pictures, words)


def find_frame(task: Task, frame_id: int) -> Frame | None:
    """Find a frame by its id."""
    return next((frame for frame in task.frames if frame.id == frame_id), None)

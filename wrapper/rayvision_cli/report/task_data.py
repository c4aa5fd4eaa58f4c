"""What the farm knows about a task, read so that nothing it may send can break the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from attrs import frozen
from rayvision_api import whole_task
from rayvision_client.models import FrameInfo, FrameStatus, FrameType, TaskInfo, TaskStatus

from rayvision_cli.text.numbers import asked_currency, count, frame_cost, number, whole
from rayvision_cli.text.statuses import ShownStatus, of_task

if TYPE_CHECKING:
    from rayvision_api import RayvisionAPI

# Some servers write 0 where there is no time; before the farm there were no frames.
_FIRST_YEAR, _LAST_YEAR = 2000, 2999
_PLATFORM_MARK = "W"


@frozen
class Frame:
    """A frame, or a block of one.

    Attributes:
        id: Its number on the farm.
        name: Its name in the sequence, for example `12`, or `0-1` for a block.
        part: Number of the part of the task that it belongs to.
        type: What is rendered.
        status: Where it stands.
        start: When rendering began.
        end: When rendering ended; for a frame at work, how far it has got.
        seconds: How long rendering took, or has taken so far.
        restarts: How often it was started again.
        cost: What it has cost so far, in the account's currency; what is still owed is in it.
    """

    id: int | None
    name: str
    part: int | None
    type: FrameType | None
    status: FrameStatus | None
    start: datetime | None
    end: datetime | None
    seconds: float | None
    restarts: int
    cost: float


@frozen
class Task:
    """A task, all its frames, and what its parts are called.

    Attributes:
        status: How it stands.
        is_running: Whether the farm is at work on it.
        is_still: Whether it renders a single picture, whose blocks the farm counts as frames.
        currency: Code of the account's currency; empty where it is not known.
        info: The reply: of what else it says, any type has to be expected.
    """

    id: int
    alias: str
    scene: str
    status: ShownStatus
    is_running: bool
    is_still: bool
    currency: str
    platform: int | None
    info: TaskInfo
    labels: tuple[str, ...]
    submitted: datetime | None
    started: datetime | None
    completed: datetime | None
    machine_seconds: float | None
    cost: float | None
    arrears: float
    layers: dict[int, str]
    frames: tuple[Frame, ...]


def gather(api: RayvisionAPI, task_id: int) -> Task:
    """Ask for a task, its parts and their frames.

    Raises:
        LookupError: The service answers, but not with such a task.
        RayvisionError: The service refused or could not be asked.
    """
    info = find_task(api.query.task_info([task_id]).items, task_id)
    frames: list[FrameInfo] = [*api.query.iter_frames(task_id)]
    for part_id in unanswered_parts(info, frames):
        frames += api.query.iter_frames(part_id)
    return read_task(task_id, info, frames, asked_currency(api))


def find_task(tasks: Iterable[TaskInfo], task_id: int) -> TaskInfo:
    """Find a task in the reply about it.

    Raises:
        LookupError: It is not there.
    """
    for task in tasks:
        # What is not an id stands for the one task that was asked for.
        if whole(task.id) in (task_id, None):
            return task
    raise LookupError(f"there is no task {task_id}: `rayvision task list` lists those there are")


def unanswered_parts(info: TaskInfo, frames: Iterable[FrameInfo]) -> list[int]:
    """Find the parts of which no frame came: whether the frames of a task are those of its parts is not documented."""
    answered = {whole(frame.task_id) for frame in frames}
    part_ids = (whole(part.id) for part in info.resp_rendering_task_list or [])
    return [part_id for part_id in part_ids if part_id and part_id not in answered]


def read_task(task_id: int, info: TaskInfo, frames: list[FrameInfo], currency: str) -> Task:
    """Read the replies about a task."""
    info = whole_task(info)
    read = [read_frame(frame) for frame in frames]
    alias = text(info.task_alias)
    # Each layer has its own picture.
    pictures = {frame.part for frame in read if frame.type == FrameType.MAIN}
    parts = [info, *(info.resp_rendering_task_list or [])]
    layers = {part_id: text(part.layer_name) for part in parts if (part_id := whole(part.id)) and part.layer_name}
    return Task(
        id=task_id,
        alias=alias,
        scene=text(info.scene_name),
        status=of_task(info, len(frames)),
        is_running=info.task_status in (TaskStatus.RENDERING, TaskStatus.PRE_RENDERING),
        is_still=text(info.frames_range).strip().lstrip("-").isdecimal() and len(pictures) <= 1,
        currency=currency,
        platform=_platform(alias, frames),
        info=info,
        labels=tuple(name for name in info.labels if name),
        submitted=_moment(info.submit_date),
        started=_moment(info.start_time),
        completed=_moment(info.completed_date),
        machine_seconds=number(info.render_duration),
        cost=number(info.render_consume),
        arrears=number(info.task_arrears) or 0.0,
        layers=layers,
        frames=tuple(read),
    )


def read_frame(frame: FrameInfo) -> Frame:
    """Read the reply about one frame."""
    start, end = _moment(frame.start_time), _moment(frame.end_time)
    seconds = number(frame.frame_execute_time)
    if start and end:
        seconds = (end - start).total_seconds()
    if start and not end and frame.frame_status == FrameStatus.EXECUTING:
        # The farm says how long it has been rendering; its clock may differ from this machine's.
        end = start + timedelta(seconds=max(seconds or 0.0, 0.0))
    if seconds is not None and (seconds < 0 or (seconds == 0 and not start)):
        seconds = None
    return Frame(
        id=whole(frame.id),
        name=text(frame.frame_index),
        part=whole(frame.task_id),
        type=frame.frame_type,
        status=frame.frame_status,
        start=start,
        end=end if start and end and end >= start else None,
        seconds=seconds,
        restarts=max(count(frame.restarts), 0),
        cost=frame_cost(frame) or 0.0,
    )


def text(value: Any) -> str:
    """Read a wire value as text; what is missing is empty."""
    return "" if value is None else str(value)


def _moment(value: datetime | None) -> datetime | None:
    return value.astimezone(UTC) if value and _FIRST_YEAR <= value.year <= _LAST_YEAR else None


def _platform(alias: str, frames: list[FrameInfo]) -> int | None:
    """Find the number of the platform: frames name it, and the alias begins with it (`2W13652193`)."""
    named = next((whole(frame.platform) for frame in frames if frame.platform is not None), None)
    if named is not None:
        return named
    before, mark, _ = alias.partition(_PLATFORM_MARK)
    return whole(before) if mark else None

"""The parts, stages and frames of a task, and when each frame is rendered.

Nothing in the farm ticks. When a command changes a task, the task's whole future is scheduled at once and saved; what
is true at a moment is computed from the schedule.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rayvision_sandbox.farm.frame_ranges import Frames
from rayvision_sandbox.farm.scenes import Scene


class FrameType(IntEnum):
    """The documented types of a frame that the farm uses."""

    PRE_RENDER = 1
    PHOTON = 2
    PHOTON_MERGE = 3
    PRIORITY = 4
    MAIN = 5
    SETTLEMENT = 8


class FrameStatus(IntEnum):
    """The documented states of a frame."""

    WAITING = 1
    RENDERING = 2
    STOPPED = 3
    DONE = 4
    FAILED = 5
    WAITS_FOR_PRE_RENDER = 6
    WAITS_FOR_PHOTON_FRAMES = 7
    WAITS_FOR_PRIORITY = 8
    WAITS_FOR_PHOTON_TASK = 9
    WAITS_FOR_SETTLEMENT = 10
    TIMED_OUT = 11


@dataclass(frozen=True)
class FrameDraft:
    """A frame before it has an id: its name, block, and number in the scene."""

    index: str
    block: int
    number: int


@dataclass(frozen=True)
class Stage:
    """Frames of one type that may be rendered side by side, once the stage before is done."""

    type: FrameType
    waits: FrameStatus
    frames: tuple[FrameDraft, ...]


@dataclass(frozen=True)
class Part:
    """A task, or a sub-task of one that is split: by photon and main picture, by layer, or by settlement."""

    kind: str
    stages: tuple[Stage, ...]
    frames_range: str
    layer: str | None = None
    after_previous: bool = False


def parts(scene: Scene) -> tuple[Part, ...]:
    """Split a scene into parts; a scene that is not split is one part."""
    first = tuple(_first(scene))
    layers: tuple[str | None, ...] = scene.layers or (None,)
    return first + tuple(
        Part("Render", tuple(_main_stages(scene, row)), row.text, layer=layer, after_previous=bool(first))
        for layer, row in zip(layers, scene.rows, strict=True)
    )


def number_of(index: str) -> int:
    """Read the number of a frame from its name, which may have a block as well: `7-2`."""
    return int(index[0] + index[1:].partition("-")[0])


def _first(scene: Scene) -> Iterator[Part]:
    """Make the part for which all others wait."""
    text = scene.frames_range
    if scene.photon_frames:
        yield Part("RenderPhoton", tuple(_photon_stages(scene)), text)
    elif scene.settlement:
        settlement = Stage(FrameType.SETTLEMENT, FrameStatus.WAITING, (FrameDraft(scene.settlement, 1, 0),))
        yield Part("GopRender", (settlement,), text)


def _photon_stages(scene: Scene) -> Iterator[Stage]:
    frames = tuple(FrameDraft(str(number), 1, number) for number in range(scene.photon_frames))
    yield Stage(FrameType.PHOTON, FrameStatus.WAITING, frames)
    if scene.photon_frames > 1:
        merge = (FrameDraft("0", 1, 0),)
        yield Stage(FrameType.PHOTON_MERGE, FrameStatus.WAITS_FOR_PHOTON_FRAMES, merge)


def _main_stages(scene: Scene, row: Frames) -> Iterator[Stage]:
    waits = FrameStatus.WAITING
    if scene.photon_frames:
        waits = FrameStatus.WAITS_FOR_PHOTON_TASK
    elif scene.settlement:
        waits = FrameStatus.WAITS_FOR_SETTLEMENT
    if scene.pre_render:
        first = row.numbers[0]
        yield Stage(FrameType.PRE_RENDER, waits, (FrameDraft(str(first), 1, first),))
        waits = FrameStatus.WAITS_FOR_PRE_RENDER
    tested = set(scene.tested(row.numbers))
    if tested:
        chosen = [number for number in row.numbers if number in tested]
        yield Stage(FrameType.PRIORITY, waits, tuple(_blocks(scene, chosen)))
        waits = FrameStatus.WAITS_FOR_PRIORITY
    if rest := [number for number in row.numbers if number not in tested]:
        yield Stage(FrameType.MAIN, waits, tuple(_blocks(scene, rest)))


def _blocks(scene: Scene, numbers: Sequence[int]) -> Iterator[FrameDraft]:
    for number in numbers:
        if scene.tiles == 1:
            yield FrameDraft(str(number), 1, number)
        else:
            for block in range(1, scene.tiles + 1):
                yield FrameDraft(f"{number}-{block}", block, number)


@dataclass
class Rendering:
    """A frame that will be rendered, or is being rendered (then it has an end)."""

    frame_id: int
    seconds: int
    start: int | None = None
    end: int | None = None


def schedule(renderings: Sequence[Rendering], at: int, nodes: int) -> int:
    """Assign times on the render nodes to the frames that have no end yet, in their order.

    Returns:
        When the last of them is done.
    """
    # If more frames are being rendered than there are nodes now, the first ones to end free no node.
    free = sorted(rendering.end for rendering in renderings if rendering.end is not None)[-nodes:]
    free += [at] * (nodes - len(free))
    heapq.heapify(free)
    for rendering in renderings:
        if rendering.end is None:
            rendering.start = heapq.heappop(free)
            rendering.end = rendering.start + rendering.seconds
            heapq.heappush(free, rendering.end)
    return max((rendering.end for rendering in renderings if rendering.end is not None), default=at)

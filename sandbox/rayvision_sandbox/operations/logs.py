"""Logs of frames: what the rendering of a frame has done so far, and why it failed."""

import random
from collections.abc import Iterator
from typing import Any

from rayvision_sandbox.farm.catalogue import SOFTWARE, hardware_of, node_of
from rayvision_sandbox.farm.database import Row
from rayvision_sandbox.farm.scenes import Scene, stem
from rayvision_sandbox.farm.scheduling import scene_of
from rayvision_sandbox.farm.status import FrameStatus, state_of
from rayvision_sandbox.operations.call import Call, find_frame
from rayvision_sandbox.operations.formats import if_past, page, write_moment

# Characters on a page of whole lines.
PAGE_SIZE = 16_384
TEXTURES = 80
CAUSES = (
    ("cannot open texture /input/textures/{name}_{number}.exr: no such file", "texture file not found"),
    ("out of memory: the frame needs {number} GB, the node has {ram} GB", "not enough memory"),
    ("plugin {name}_deformer_{number} is not loaded", "plugin not available"),
    ("license server {number}@10.60.1.7 does not answer", "no license"),
)
ENDS = {
    FrameStatus.STOPPED: "stopped: this frame is not rendered",
    FrameStatus.TIMED_OUT: "stopped: the task has reached its time limit",
}


def show_log(call: Call) -> dict[str, Any]:
    """Return a page of a frame's log; the first page is number 0."""
    frame, task = find_frame(call, call.body["id"])
    lines = list(_lines(call, frame, task))
    pages: list[list[str]] = []
    room = 0
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            pages.append([])
            room = PAGE_SIZE - len(line) - 1
        pages[-1].append(line)
    number = call.body["pageNum"]
    items = pages[number] if number < len(pages) else []
    shown = page(number, PAGE_SIZE, sum(len(line) + 1 for line in lines), [])
    return shown | {"items": items, "pageCount": len(pages)}


def _lines(call: Call, frame: Row, task: Row) -> Iterator[str]:
    """Write the lines so far; a frame whose rendering has not begun has no lines."""
    state = state_of(frame, call.now)
    if state in ENDS:
        yield ENDS[state]
    start = if_past(frame["start"], call.now)
    if start is None:
        return
    scene = scene_of(task)
    rng = random.Random(f"log {call.farm.seed} {frame['id']} {frame['attempt']}")  # noqa: S311  # no secret
    yield from _beginning(frame, task, scene)
    last = rng.randrange(5, 95) if frame["fails"] else 100
    for percent in range(1, last + 1):
        at = start + (frame["end"] - start) * percent // last
        if at > call.now:
            return
        memory, load = rng.randrange(500, scene.ram * 1000), rng.randrange(60, 101)
        yield f"[{write_moment(at)}] {percent:3d} % rendered, {memory} MB in use, cores busy to {load} %"
    if state == FrameStatus.FAILED:
        error, cause = rng.choice(CAUSES)
        name = stem(scene.name)
        reason = error.format(name=name, number=rng.randrange(100, 1000), ram=hardware_of(task).ram)
        yield f"[{write_moment(frame['end'])}] ERROR: {reason}"
        yield f"[{write_moment(frame['end'])}] frame {frame['frame_index']} failed: {cause} (exit code 1)"
    elif state == FrameStatus.DONE:
        seconds = frame["end"] - start
        yield f"[{write_moment(frame['end'])}] frame {frame['frame_index']} is done after {seconds} s (exit code 0)"


def _beginning(frame: Row, task: Row, scene: Scene) -> Iterator[str]:
    software, hardware = SOFTWARE.get(scene.cg_id), hardware_of(task)
    name = software.name if software else f"software {scene.cg_id}"
    number, attempt = frame["id"], frame["attempt"] + 1
    at = write_moment(frame["start"])
    yield f" {name} log ".center(80, "=")
    yield ""
    yield f"[{at}] task {task['id']}, frame {frame['frame_index']} (number {number}), attempt {attempt}"
    yield f"[{at}] node {node_of(frame)}: {hardware.model}, {hardware.ram} GB"
    yield f"[{at}] open scene {scene.name}, camera {scene.camera or 'of the scene'}, {scene.width} x {scene.height}"
    name = stem(scene.name)
    for texture in range(1, TEXTURES + 1):
        yield f"[{at}] load texture {texture} of {TEXTURES}: /input/textures/{name}_{texture:04d}.tx"

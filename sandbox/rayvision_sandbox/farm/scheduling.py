"""The parts, stages and frames of a task, and when each frame is rendered.

Nothing runs by itself. When a command changes a task, the task's whole future is scheduled at once and saved; what
is true at a given time is computed from the schedule.
"""

import heapq
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rayvision_sandbox.farm.database import Database, Row
from rayvision_sandbox.farm.scenes import Frames, Scene, duration_and_cost, number_of
from rayvision_sandbox.farm.status import FrameStatus, FrameType, TaskStatus

MAY_FAIL = {FrameType.PRIORITY, FrameType.MAIN}
FULL_SPEED_FACTOR = 4


@dataclass(frozen=True)
class FrameDraft:
    """A frame before it has an id: its name, and its block."""

    index: str
    block: int = 1


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


def parts(scene: Scene) -> tuple[Part, ...]:
    """Split a scene into parts; a scene that is not split is one part."""
    layers: tuple[str | None, ...] = scene.layers or (None,)
    return tuple(_first(scene)) + tuple(
        Part("Render", tuple(_main_stages(scene, row)), row.text, layer)
        for layer, row in zip(layers, scene.rows, strict=True)
    )


def _first(scene: Scene) -> Iterator[Part]:
    """Make the part for which all others wait."""
    text = scene.frames_range
    if scene.photon_frames:
        yield Part("RenderPhoton", tuple(_photon_stages(scene)), text)
    elif scene.settlement:
        settlement = Stage(FrameType.SETTLEMENT, FrameStatus.WAITING, (FrameDraft(scene.settlement),))
        yield Part("GopRender", (settlement,), text)


def _photon_stages(scene: Scene) -> Iterator[Stage]:
    frames = tuple(FrameDraft(str(number)) for number in range(scene.photon_frames))
    yield Stage(FrameType.PHOTON, FrameStatus.WAITING, frames)
    if scene.photon_frames > 1:
        yield Stage(FrameType.PHOTON_MERGE, FrameStatus.WAITS_FOR_PHOTON_FRAMES, (FrameDraft("0"),))


def _main_stages(scene: Scene, row: Frames) -> Iterator[Stage]:
    waits = FrameStatus.WAITING
    if scene.photon_frames:
        waits = FrameStatus.WAITS_FOR_PHOTON_TASK
    elif scene.settlement:
        waits = FrameStatus.WAITS_FOR_SETTLEMENT
    if scene.pre_render:
        yield Stage(FrameType.PRE_RENDER, waits, (FrameDraft(str(row.numbers[0])),))
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
            yield FrameDraft(str(number))
        else:
            yield from (FrameDraft(f"{number}-{block}", block) for block in range(1, scene.tiles + 1))


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
    nodes = min(nodes, len(renderings))
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


def scene_of(task: Row) -> Scene:
    """Read the scene of a submitted task."""
    return Scene.from_json(json.loads(task["scene"]))


@dataclass(frozen=True)
class Forecast:
    """When a task or part and its pre-rendering will end, and whether it pauses after its test frames."""

    ends: int
    pre_rendered: int = 0
    pauses: bool = False


@dataclass(frozen=True)
class Scheduler:
    """Schedules one task at a time, with times and costs that the seed decides."""

    database: Database
    seed: int

    def add_parts(self, task: Row, scene: Scene) -> None:
        """Save a task's parts and frames, without times."""
        split = parts(scene)
        for part in split:
            part_id = task["id"] if len(split) == 1 else self._add_part(task, scene, part)
            for stage_number, stage in enumerate(part.stages):
                self._add_frames(task, part_id, scene, stage_number, stage)
        if len(split) == 1:
            self.database.update("tasks", task["id"], kind=split[0].kind)

    def _add_part(self, task: Row, scene: Scene, part: Part) -> int:
        return self.database.insert(
            "tasks",
            root_id=task["id"],
            **{name: task[name] for name in ("user_id", "platform", "level", "labels", "created", "submitted")},
            scene_name=scene.name,
            cg_id=scene.cg_id,
            kind=part.kind,
            layer_name=part.layer,
            frames_range=part.frames_range,
        )

    def _add_frames(self, task: Row, part_id: int, scene: Scene, stage_number: int, stage: Stage) -> None:
        first = self.database.number("SELECT seq FROM sqlite_sequence WHERE name = 'frames'") + 1
        shared = (task["id"], part_id, task["user_id"], stage_number, stage.type, stage.waits)
        self.database.run_many(
            "INSERT INTO frames (id, frame_index, block, seconds, cost, fails, task_id, part_id, user_id, stage, type,"
            " waits) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (frame_id, frame.index, frame.block, *self._sample(scene, frame_id, stage.type, frame.index), *shared)
                for frame_id, frame in enumerate(stage.frames, first)
            ],
        )

    def _sample(self, scene: Scene, frame_id: int, kind: int, index: str, attempt: int = 0) -> tuple[int, int, bool]:
        """Choose at random how many seconds a rendering of a frame takes, what it costs, and whether it fails."""
        seconds, cost = duration_and_cost(self.seed, scene, frame_id, attempt)
        fails = kind in MAY_FAIL and attempt < scene.failing_attempts and number_of(index) in scene.failing
        return seconds, 0 if fails else cost, fails

    def reset(self, task: Row, frame: Row, now: int, coupon_part: int) -> None:
        """Reset a frame; what its last rendering cost stays paid."""
        attempt = frame["attempt"] + 1
        paid = frame["end"] is not None and frame["end"] <= now
        self.database.run(
            "UPDATE frames SET attempt = ?, seconds = ?, cost = ?, fails = ?, ready = NULL, start = NULL, end = NULL,"
            " cut = NULL, stopped = 0, spent = spent + ?, spent_coupon = spent_coupon + ? WHERE id = ?",
            *(attempt, *self._sample(scene_of(task), frame["id"], frame["type"], frame["frame_index"], attempt)),
            *((frame["cost"], coupon_part) if paid else (0, 0)),
            frame["id"],
        )

    def plan(self, task: Row, now: int, at: int) -> None:
        """Schedule everything of a task that is not done.

        Args:
            task: A submitted task.
            now: The present; frames that are being rendered stay where they are.
            at: When further frames may begin.
        """
        frames = self.database.all(
            "SELECT * FROM frames WHERE task_id = ? AND cut IS NULL ORDER BY part_id, stage, id", task["id"]
        )
        forecast = self._schedule_parts(task, frames, now, at)
        begins, main_begins = at, max(at, forecast.pre_rendered)
        if task["begins"] is not None and task["begins"] <= now < task["ends"]:
            begins, main_begins = task["begins"], max(task["main_begins"], forecast.pre_rendered)
        started = task["started"] if task["started"] is not None and task["started"] <= now else begins
        final = TaskStatus.FINISHED_TEST if forecast.pauses else self._outcome(task["id"], "task_id")
        late = begins + task["overtime_stop"]
        self.database.update(
            "tasks",
            task["id"],
            started=started,
            begins=begins,
            main_begins=main_begins,
            ends=forecast.ends,
            final=final,
            to_come=sum(frame["cost"] for frame in frames if _is_open(frame, now)),
            times_out=late if late < forecast.ends else None,
            frames=len(frames),
            failures=sum(frame["fails"] for frame in frames),
            stop_type=0,
        )

    def _schedule_parts(self, task: Row, frames: Sequence[Row], now: int, at: int) -> Forecast:
        """Schedule the parts of a task, one after the other or in parallel."""
        scene = scene_of(task)
        whole, previous_ends = Forecast(at), at
        for part_id, group in groupby(frames, key=lambda frame: int(frame["part_id"])):
            # Layers are rendered side by side, but not if there is something that all of them wait for.
            begins = previous_ends if scene.photon_frames or scene.settlement else at
            forecast = self._schedule_part(task, scene, list(group), now, begins)
            if forecast is None:
                continue
            previous_ends = forecast.ends
            whole = Forecast(
                max(whole.ends, forecast.ends),
                max(whole.pre_rendered, forecast.pre_rendered),
                pauses=whole.pauses or forecast.pauses,
            )
            if part_id != task["id"]:
                self._save_part(task, part_id, begins, forecast)
        return whole

    def _schedule_part(self, task: Row, scene: Scene, frames: Sequence[Row], now: int, begins: int) -> Forecast | None:
        """Schedule one part's stages one after the other; a part that is done has no forecast."""
        nodes = task["node_limit"] or scene.nodes * (FULL_SPEED_FACTOR if task["full_speed"] else 1)
        forecast = None
        for frame_type, stage in groupby(frames, key=lambda frame: int(frame["type"])):
            renderings = [_rendering(frame, now) for frame in stage if _is_open(frame, now)]
            if not renderings:
                continue
            stage_begins = forecast.ends if forecast else begins
            stage_ends = schedule(renderings, stage_begins, nodes)
            self.database.run_many(
                "UPDATE frames SET ready = ?, start = ?, end = ? WHERE id = ?",
                [(stage_begins, rendering.start, rendering.end, rendering.frame_id) for rendering in renderings],
            )
            pre_rendered = forecast.pre_rendered if forecast else 0
            forecast = Forecast(
                stage_ends,
                stage_ends if frame_type == FrameType.PRE_RENDER else pre_rendered,
                pauses=frame_type == FrameType.PRIORITY and scene.stop_after_test,
            )
            if forecast.pauses:
                break
        return forecast

    def _save_part(self, task: Row, part_id: int, begins: int, forecast: Forecast) -> None:
        started = self.database.row("tasks", part_id)["started"]
        first = begins if started is None else min(started, begins)
        final = TaskStatus.FINISHED_TEST if forecast.pauses else self._outcome(part_id, "part_id")
        moments = {"submitted": task["submitted"], "analysed": task["analysed"], "started": first}
        moments |= {"begins": begins, "main_begins": begins, "ends": forecast.ends}
        self.database.update("tasks", part_id, **moments, final=final)

    def _outcome(self, number: int, column: str) -> TaskStatus:
        """Return how a task or part will end if nothing intervenes."""
        failed, most, stopped = self.database.run(
            "SELECT sum(fails), sum(type IN (SELECT value FROM json_each(?))), sum(stopped)"  # noqa: S608  # a fixed name
            f" FROM frames WHERE {column} = ?",
            *(json.dumps(sorted(MAY_FAIL)), number),
        ).fetchone()
        if stopped:
            return TaskStatus.FINISHED_HAS_STOPPED
        if not failed:
            return TaskStatus.FINISHED
        return TaskStatus.FAILED if failed == most else TaskStatus.FINISHED_HAS_FAILED


def _is_open(frame: Row, now: int) -> bool:
    """Return whether a frame is not rendered yet, or is being rendered."""
    return frame["end"] is None or frame["end"] > now


def _rendering(frame: Row, now: int) -> Rendering:
    """Make a frame's rendering: one that has begun keeps its times."""
    if frame["start"] is not None and frame["start"] <= now:
        return Rendering(frame["id"], frame["seconds"], frame["start"], frame["end"])
    return Rendering(frame["id"], frame["seconds"])

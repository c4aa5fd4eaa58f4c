"""Writing plans down: from a scene to rows of parts and frames, and from open frames to times."""

import json
from collections.abc import Sequence
from itertools import groupby

from rayvision_sandbox.plan import FrameType, Part, Shift, Stage, parts, schedule
from rayvision_sandbox.scenes import Scene, roll
from rayvision_sandbox.status import TaskStatus
from rayvision_sandbox.store import Row, Store

MAY_FAIL = {FrameType.PRIORITY, FrameType.MAIN}
FULL_SPEED_FACTOR = 4


def scene_of(task: Row) -> Scene:
    """Read the scene of a submitted task."""
    return Scene.from_json(json.loads(task["scene"]))


class Planner:
    """Plans the future of one task at a time."""

    def __init__(self, store: Store, seed: int) -> None:
        """Keep the database and the farm's seed."""
        self._store = store
        self._seed = seed

    def lay_out(self, task: Row, scene: Scene) -> None:
        """Write down a task's parts and frames, without times."""
        split = parts(scene)
        for number, part in enumerate(split):
            part_id = task["id"] if len(split) == 1 else self._add_part(task, scene, number, part)
            for stage_number, stage in enumerate(part.stages):
                self._add_frames(task, part_id, scene, stage_number, stage)
        if len(split) == 1:
            self._store.run("UPDATE tasks SET part = 0, kind = ? WHERE id = ?", split[0].kind, task["id"])

    def _add_part(self, task: Row, scene: Scene, number: int, part: Part) -> int:
        part_id = self._store.run(
            "INSERT INTO tasks (root_id, user_id, platform, level, labels, created, submitted, scene_name, cg_id, part,"
            " kind, layer_name, frames_range) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(task[name] for name in ("id", "user_id", "platform", "level", "labels", "created", "submitted")),
            scene.name,
            scene.cg_id,
            number,
            part.kind,
            part.layer,
            scene.frames_range,
        ).lastrowid
        return int(part_id or 0)

    def _add_frames(self, task: Row, part_id: int, scene: Scene, stage_number: int, stage: Stage) -> None:
        first = self._store.number("SELECT seq FROM sqlite_sequence WHERE name = 'frames'") + 1
        rows = []
        for frame_id, frame in enumerate(stage.frames, first):
            fails = stage.type in MAY_FAIL and frame.number in scene.failing and scene.failing_attempts > 0
            seconds, cost = roll(self._seed, scene, frame_id, 0)
            rows.append(
                (
                    *(
                        frame_id,
                        task["id"],
                        part_id,
                        task["user_id"],
                        stage_number,
                        stage.type,
                        frame.index,
                        frame.block,
                    ),
                    *(stage.waits, seconds, 0 if fails else cost, fails),
                )
            )
        self._store.run_many(
            "INSERT INTO frames (id, task_id, part_id, user_id, stage, type, frame_index, block, waits, seconds, cost,"
            " fails) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )

    def redo(self, task: Row, frame: Row, now: int, coupon_part: int) -> None:
        """Take a frame back to its start; what its last rendering cost stays paid."""
        scene = scene_of(task)
        attempt = frame["attempt"] + 1
        number = int(frame["frame_index"].partition("-")[0]) if frame["type"] in MAY_FAIL else None
        fails = number in scene.failing and attempt < scene.failing_attempts
        seconds, cost = roll(self._seed, scene, frame["id"], attempt)
        paid = frame["end"] is not None and frame["end"] <= now
        self._store.run(
            "UPDATE frames SET attempt = ?, seconds = ?, cost = ?, fails = ?, ready = NULL, start = NULL, end = NULL,"
            " cut = NULL, spent = spent + ?, spent_coupon = spent_coupon + ? WHERE id = ?",
            *(attempt, seconds, 0 if fails else cost, fails),
            *((frame["cost"], coupon_part) if paid else (0, 0)),
            frame["id"],
        )

    def plan(self, task: Row, now: int, at: int) -> None:
        """Plan everything of a task that is not done.

        Args:
            task: A submitted task.
            now: The present; frames that are being rendered stay where they are.
            at: When frames may begin.
        """
        scene = scene_of(task)
        split = parts(scene)
        frames = self._store.all(
            "SELECT * FROM frames WHERE task_id = ? AND cut IS NULL ORDER BY part_id, stage, id", task["id"]
        )
        begins, main_begins, ends, to_come, tested = at, at, at, 0, False
        part_ends = at
        for part_id, group in groupby(frames, key=lambda frame: int(frame["part_id"])):
            rows = list(group)
            part = split[self._store.number("SELECT part FROM tasks WHERE id = ?", part_id)]
            part_begins = part_ends if part.after_previous else at
            planned = self._plan_part(task, scene, rows, now, part_begins)
            if planned is None:
                continue
            part_ends, pre_ends, part_tested = planned
            main_begins = max(main_begins, pre_ends)
            ends, tested = max(ends, part_ends), tested or part_tested
            to_come += sum(frame["cost"] for frame in rows if frame["end"] is None or frame["end"] > now)
            if part_id != task["id"]:
                self._settle_part(task, part_id, part_begins, part_ends, part_tested)
        if task["begins"] is not None and task["begins"] <= now and task["ends"] > now:
            begins, main_begins = task["begins"], max(task["main_begins"], main_begins if main_begins > at else 0)
        started = task["started"] if task["started"] is not None and task["started"] <= now else begins
        final = TaskStatus.FINISHED_TEST if tested else self._outcome(task["id"], "task_id")
        failures = sum(frame["fails"] for frame in frames)
        late = begins + task["overtime_stop"]
        self._store.run(
            "UPDATE tasks SET started = ?, begins = ?, main_begins = ?, ends = ?, final = ?, to_come = ?,"
            " times_out = ?, frames = ?, failures = ?, stop_type = 0 WHERE id = ?",
            *(started, begins, main_begins, ends, final, to_come, late if late < ends else None),
            *(len(frames), failures, task["id"]),
        )

    def _plan_part(
        self, task: Row, scene: Scene, rows: Sequence[Row], now: int, begins: int
    ) -> tuple[int, int, bool] | None:
        """Plan one part's stages one after the other.

        Returns:
            When the part ends, when its pre-rendering ends, and whether it pauses after its test frames; nothing if
            the whole part is done.
        """
        nodes = scene.nodes * (FULL_SPEED_FACTOR if task["full_speed"] else 1)
        stage_ends, pre_ends, idle = begins, 0, True
        for frame_type, stage in groupby(rows, key=lambda frame: int(frame["type"])):
            shifts = [
                Shift(frame["id"], frame["seconds"], *((frame["start"], frame["end"]) if _rolling(frame, now) else ()))
                for frame in stage
                if frame["end"] is None or frame["end"] > now
            ]
            if not shifts:
                continue
            idle = False
            stage_begins, stage_ends = stage_ends, schedule(shifts, stage_ends, nodes)
            self._store.run_many(
                "UPDATE frames SET ready = ?, start = ?, end = ? WHERE id = ?",
                [(stage_begins, shift.start, shift.end, shift.frame_id) for shift in shifts],
            )
            if frame_type == FrameType.PRE_RENDER:
                pre_ends = stage_ends
            if frame_type == FrameType.PRIORITY and scene.stop_after_test:
                return stage_ends, pre_ends, True
        return None if idle else (stage_ends, pre_ends, False)

    def _settle_part(self, task: Row, part_id: int, begins: int, ends: int, tested: bool) -> None:
        row = self._store.one("SELECT * FROM tasks WHERE id = ?", part_id)
        assert row is not None  # noqa: S101  (parts are never deleted)
        first = row["started"] if row["started"] is not None and row["started"] < begins else begins
        final = TaskStatus.FINISHED_TEST if tested else self._outcome(part_id, "part_id")
        self._store.run(
            "UPDATE tasks SET submitted = ?, analysed = ?, started = ?, begins = ?, main_begins = ?, ends = ?,"
            " final = ? WHERE id = ?",
            *(task["submitted"], task["analysed"], first, begins, begins, ends, final, part_id),
        )

    def _outcome(self, number: int, column: str) -> TaskStatus:
        """Tell how a task or part will end if nothing intervenes."""
        failed, most = self._store.run(
            f"SELECT sum(fails), sum(type IN (4, 5)) FROM frames WHERE {column} = ?",  # noqa: S608  (a fixed name)
            number,
        ).fetchone()
        if not failed:
            return TaskStatus.FINISHED
        return TaskStatus.FAILED if failed == most else TaskStatus.FINISHED_HAS_FAILED


def _rolling(frame: Row, now: int) -> bool:
    return frame["start"] is not None and frame["start"] <= now

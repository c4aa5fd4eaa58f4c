"""The farm: what it consists of, the commands that change its tasks, and what time alone does to them."""

import json
import secrets

from rayvision_sandbox.farm import money, progress
from rayvision_sandbox.farm.clock import Clock
from rayvision_sandbox.farm.codes import not_now
from rayvision_sandbox.farm.database import Database, Row
from rayvision_sandbox.farm.job_files import JobFiles
from rayvision_sandbox.farm.output import Output
from rayvision_sandbox.farm.scenes import Scene, random_scene
from rayvision_sandbox.farm.scheduling import Scheduler, scene_of
from rayvision_sandbox.farm.status import FrameStatus, TaskStatus, status_of
from rayvision_sandbox.farm.storage import Storage
from rayvision_sandbox.farm.users import User, add_users

DAY = 86_400
# With the higher user level a task waits half as long.
HIGH_LEVEL = 60
ACTIVE = {TaskStatus.ANALYSE, TaskStatus.WAITING, TaskStatus.PRE_RENDERING, TaskStatus.RENDERING}
PAUSED = {TaskStatus.STOP, TaskStatus.ARREARAGE_STOP, TaskStatus.TIME_OUT_STOP, TaskStatus.FINISHED_TEST}
ENDED = {TaskStatus.FINISHED, TaskStatus.FINISHED_HAS_FAILED, TaskStatus.FINISHED_HAS_STOPPED, TaskStatus.FAILED}
STOPPED_BY_USER = 1


class Farm:
    """A render farm in one database; every command schedules the whole future of its task."""

    def __init__(
        self,
        database: Database,
        users: list[User],
        *,
        speed: float | None = None,
        seed: int | None = None,
        zone: int | None = None,
        hides_unsubmitted: bool = False,
        storage: Storage | None = None,
    ) -> None:
        """Open the farm.

        Args:
            database: Its database, new or of an earlier run.
            users: Its users; they are added to those in the database.
            speed: Simulated seconds in a real one; by default as before, or 60.
            seed: Seed of everything that is random; by default as before, or 0.
            zone: 1 or 2, or None to answer requests for both.
            hides_unsubmitted: Whether tasks are listed only once they are submitted; what the service does is not
                known.
            storage: Where files are kept; by default in a temporary folder.
        """
        self.database = database
        self.storage = storage or Storage.temporary()
        self.output = Output(database, self.storage)
        self.job_files = JobFiles(database, self.storage)
        with database.transaction():
            self.clock = Clock(database, speed)
            if seed is not None:
                database.put("seed", str(seed))
            self.seed = int(database.get("seed") or 0)
            # Names of pictures contain a digest with this, so that one user cannot guess another's.
            self.secret = database.get("secret") or secrets.token_hex(16)
            database.put("secret", self.secret)
            add_users(database, users)
            for user in users:
                money.forecast_arrears(database, user.user_id, self.clock.now())
        self.zone = zone
        self.hides_unsubmitted = hides_unsubmitted
        self._scheduler = Scheduler(database, self.seed)

    def catch_up(self, now: int) -> None:
        """Apply what time alone does: time-outs and empty accounts, in their order, and pictures of finished frames."""
        self._stop_overdue(now)
        self.output.write_new(now)

    def _stop_overdue(self, now: int) -> None:
        while True:
            in_arrears = self.database.one("SELECT * FROM users WHERE arrears_at <= ? ORDER BY arrears_at LIMIT 1", now)
            late = self.database.one("SELECT * FROM tasks WHERE times_out <= ? ORDER BY times_out, id LIMIT 1", now)
            if in_arrears and (not late or in_arrears["arrears_at"] <= late["times_out"]):
                with self.database.transaction():
                    self._stop_in_arrears(in_arrears)
            elif late:
                with self.database.transaction():
                    self._cut(late, late["times_out"], TaskStatus.TIME_OUT_STOP, FrameStatus.TIMED_OUT)
                    money.forecast_arrears(self.database, late["user_id"], late["times_out"])
            else:
                return

    def _stop_in_arrears(self, user: Row) -> None:
        at = user["arrears_at"]
        for task in self.database.all(
            "SELECT * FROM tasks WHERE root_id IS NULL AND to_come > 0 AND user_id = ? AND ends > ?", user["id"], at
        ):
            # Analysis is free: a task under analysis stops where it would begin to cost something.
            stops = max(at, task["analysed"])
            last_paid = user["arrears_frame"] if stops == at else None
            self._cut(task, stops, TaskStatus.ARREARAGE_STOP, FrameStatus.STOPPED, last_paid)
        money.forecast_arrears(self.database, user["id"], at)

    def submit(self, task: Row, now: int) -> None:
        """Submit a task, which renders what its job files say, or a scene that a test has set, or a random one.

        Raises:
            Refusal: It has been submitted before.
            OSError: The farm's own findings cannot be written beside the job files.
        """
        prepared = self._prepared_scene(task)
        # Job files do not say how long rendering takes; a test may.
        job = self.job_files.read_job(task, prepared or Scene())
        self.submit_scene(task, job.scene if job else prepared or random_scene(self.seed, task["id"]), now)
        if job:
            self.database.update("tasks", task["id"], job=1, hardware=job.hardware)
            if job.errors:
                self.job_files.add_tips(task, job.errors, now)

    def _prepared_scene(self, task: Row) -> Scene | None:
        """Find the scene that a test has set for a task, or for all tasks of its user."""
        text = task["scene"] or self.database.row("users", task["user_id"])["scene"]
        return Scene.from_json(json.loads(text)) if text else None

    def submit_scene(self, task: Row, scene: Scene, now: int) -> None:
        """Submit a task that renders a scene, and schedule its analysis, waiting and rendering.

        Raises:
            Refusal: It has been submitted before.
        """
        if task["submitted"] is not None or task["ends"] is not None:
            raise not_now(f"task {task['id']} has been submitted before")
        self.database.update(
            "tasks",
            task["id"],
            scene=json.dumps(scene.to_json()),
            scene_name=scene.name,
            cg_id=scene.cg_id,
            frames_range=scene.frames_range,
            submitted=now,
            overtime=self.database.row("users", task["user_id"])["overtime"],
            overtime_stop=DAY if task["overtime_stop"] is None else task["overtime_stop"],
        )
        # Without an analysis the frames are not known.
        if not scene.analysis_fails:
            self._scheduler.add_parts(self.database.row("tasks", task["id"]), scene)
        self._analyse_and_render(self.database.row("tasks", task["id"]), now)

    def _analyse_and_render(self, task: Row, now: int) -> None:
        """Schedule a task from its present state: analysis, if that is not done, then everything not rendered yet."""
        scene = scene_of(task)
        analysed = now + scene.analysis_seconds if task["analysed"] is None else task["analysed"]
        self.database.update("tasks", task["id"], analysed=analysed)
        if scene.analysis_fails:
            self.database.update("tasks", task["id"], ends=analysed, final=TaskStatus.FAILED)
        else:
            self._plan(self.database.row("tasks", task["id"]), now, max(now, analysed) + _queue_seconds(task, scene))

    def stop(self, task: Row, now: int) -> None:
        """Stop an active task; stopping it twice is allowed.

        Raises:
            Refusal: It is not active.
        """
        status = _submitted_status(task, now)
        if status == TaskStatus.STOP:
            return
        if status not in ACTIVE:
            raise not_now(f"task {task['id']} is {status.name} and cannot be stopped")
        self._cut(task, now, TaskStatus.STOP, FrameStatus.STOPPED)
        self.database.update("tasks", task["id"], stop_type=STOPPED_BY_USER)
        money.forecast_arrears(self.database, task["user_id"], now)

    def start(self, task: Row, now: int) -> None:
        """Continue a task that was stopped for any reason, or paused after its test frames.

        Raises:
            Refusal: It has ended, or the account is empty.
        """
        status = _submitted_status(task, now)
        if status in ACTIVE:
            return
        if status not in PAUSED:
            raise not_now(f"task {task['id']} is {status.name} and cannot be started")
        account = money.account(self.database, task["user_id"], now)
        if not account.coupon and not account.balance and scene_of(task).hourly_price:
            raise not_now("the account is empty: recharge it first")
        self._resume(task, now)

    def _resume(self, task: Row, now: int) -> None:
        self.database.run(
            "UPDATE frames SET cut = NULL WHERE task_id = ? AND cut IS NOT NULL AND NOT stopped", task["id"]
        )
        self._analyse_and_render(task, now)

    def recharge(self, user_id: int, paid_in: int, now: int) -> None:
        """Pay into an account; tasks that would stop in arrears after their analysis go on."""
        money.recharge(self.database, user_id, now, paid_in)
        for task in self.database.all(
            "SELECT * FROM tasks WHERE root_id IS NULL AND user_id = ? AND ends > ? AND final = ?",
            *(user_id, now, TaskStatus.ARREARAGE_STOP),
        ):
            self._resume(task, now)

    def abort(self, task: Row, now: int) -> None:
        """Abort a task: it cannot be started again.

        Raises:
            Refusal: It has ended by itself.
        """
        status = status_of(task, now)
        if status == TaskStatus.ABANDON:
            return
        if status in ENDED:
            raise not_now(f"task {task['id']} is {status.name} and cannot be aborted")
        self._cut(task, now, TaskStatus.ABANDON, FrameStatus.STOPPED)
        money.forecast_arrears(self.database, task["user_id"], now)

    def delete(self, task: Row, now: int) -> None:
        """Delete a task; one that is still active is stopped first."""
        if task["submitted"] is not None and status_of(task, now) in ACTIVE:
            self.stop(task, now)
        self.database.update("tasks", task["id"], deleted=now)

    def restart(self, task: Row, frames: list[Row], now: int) -> None:
        """Render frames of a task again.

        Raises:
            Refusal: The task is not being rendered, nor has it ended.
        """
        status = _submitted_status(task, now)
        is_rendering = status in (TaskStatus.PRE_RENDERING, TaskStatus.RENDERING)
        if not is_rendering and (status not in ENDED | {TaskStatus.FINISHED_TEST} or task["begins"] is None):
            raise not_now(f"frames of task {task['id']}, which is {status.name}, cannot be rendered again")
        # Whether the coupon paid for a frame is only known once everything up to now is settled.
        money.settle(self.database, task["user_id"], now)
        user = self.database.row("users", task["user_id"])
        for frame in frames:
            paid = frame["cost"] if frame["end"] is not None and frame["end"] <= now else 0
            share = money.coupon_share(user, frame["id"], frame["end"], paid) if paid else 0
            self._scheduler.reset(task, frame, now, min(share, paid))
        if frames:
            self._plan(task, now, now if is_rendering else now + _queue_seconds(task, scene_of(task)))

    def full_speed(self, task: Row, now: int) -> None:
        """Render the rest of a task on many more nodes.

        Raises:
            Refusal: It has ended or was aborted.
        """
        status = _submitted_status(task, now)
        if status not in ACTIVE | PAUSED:
            raise not_now(f"task {task['id']} is {status.name} and cannot be hurried")
        self.database.update("tasks", task["id"], full_speed=1)
        self._replan(task, now)

    def set_node_limit(self, task: Row, nodes: int, now: int) -> None:
        """Set how many nodes may render a task at once; frames that are being rendered go on.

        Raises:
            Refusal: It has ended or was aborted.
        """
        self._check_open(task, now, "limited")
        self.database.update("tasks", task["id"], node_limit=nodes)
        self._replan(task, now)

    def set_level(self, task: Row, level: int, now: int) -> None:
        """Set a task's priority, which decides how long it waits.

        Raises:
            Refusal: It has ended or was aborted.
        """
        self._check_open(task, now, "given another priority")
        self.database.run("UPDATE tasks SET level = ? WHERE id = ? OR root_id = ?", level, task["id"], task["id"])
        if task["begins"] is not None and task["begins"] > now:
            # It waits only after its analysis.
            since = max(now, task["analysed"] or now)
            left = task["begins"] - since
            before, after = task["level"] >= HIGH_LEVEL, level >= HIGH_LEVEL
            self._replan(task, now, since + (left if before == after else left // 2 if after else left * 2))

    def set_hardware(self, task: Row, hardware: int, now: int) -> None:
        """Move a task to other hardware.

        Raises:
            Refusal: It has ended or was aborted.
        """
        self._check_open(task, now, "moved to other hardware")
        self.database.update("tasks", task["id"], hardware=hardware)

    def _check_open(self, task: Row, now: int, what: str) -> None:
        status = status_of(task, now)
        if status not in ACTIVE | PAUSED:
            raise not_now(f"task {task['id']} is {status.name} and cannot be {what}")

    def stop_frames(self, task: Row, frames: list[Row], now: int) -> None:
        """Stop some frames of a task; when no others are left, it ends.

        Raises:
            Refusal: The task has ended, or is not analysed yet.
        """
        status = _submitted_status(task, now)
        if status == TaskStatus.ANALYSE or status not in ACTIVE | PAUSED:
            raise not_now(f"frames of task {task['id']}, which is {status.name}, cannot be stopped")
        self.database.run(
            "UPDATE frames SET ready = NULL, start = NULL, end = NULL, cut = ?, stopped = 1"
            " WHERE id IN (SELECT value FROM json_each(?))",
            *(FrameStatus.STOPPED, json.dumps([frame["id"] for frame in frames])),
        )
        if status in PAUSED:
            # A paused task can go on only if there is something left to render.
            self.database.run(
                "UPDATE tasks SET ends = ?, final = ? WHERE (id = ? OR root_id = ?) AND NOT EXISTS"
                " (SELECT 1 FROM frames WHERE tasks.id IN (task_id, part_id) AND task_id = ?"
                " AND end IS NULL AND NOT stopped) AND final IN (SELECT value FROM json_each(?))",
                *(now, TaskStatus.FINISHED_HAS_STOPPED, *[task["id"]] * 3, json.dumps(sorted(PAUSED))),
            )
            progress.save(self.database, task["id"])
            return
        self.database.run(
            "UPDATE tasks SET ends = ?, final = ? WHERE root_id = ? AND ends > ? AND NOT EXISTS"
            " (SELECT 1 FROM frames WHERE part_id = tasks.id AND cut IS NULL AND end > ?)",
            *(now, TaskStatus.FINISHED_HAS_STOPPED, task["id"], now, now),
        )
        left = self.database.number("SELECT count(*) FROM frames WHERE task_id = ? AND end > ?", task["id"], now)
        self._replan(task, now, None if left else now)

    def _replan(self, task: Row, now: int, at: int | None = None) -> None:
        """Schedule an active task anew from its present state, or with another beginning."""
        # A task whose analysis will fail, or end in arrears, has nothing left to schedule.
        if status_of(task, now) in ACTIVE and task["begins"] is not None and task["final"] != TaskStatus.ARREARAGE_STOP:
            self._plan(self.database.row("tasks", task["id"]), now, max(now, task["begins"] if at is None else at))

    def set_time_limit(self, task: Row, seconds: int, now: int) -> None:
        """Set how long a task may take before it is stopped, in seconds."""
        self.database.update("tasks", task["id"], overtime_stop=seconds)
        if task["submitted"] is None or status_of(task, now) not in ACTIVE or task["begins"] is None:
            return
        time_out = max(now, task["begins"] + seconds)
        self.database.update("tasks", task["id"], times_out=time_out if time_out < task["ends"] else None)
        self._stop_overdue(now)

    def _plan(self, task: Row, now: int, at: int) -> None:
        self._scheduler.plan(task, now, at)
        progress.save(self.database, task["id"])
        money.forecast_arrears(self.database, task["user_id"], now)
        # An empty account stops the task immediately.
        self._stop_overdue(now)

    def _cut(
        self, task: Row, at: int, final: TaskStatus, frame_status: FrameStatus, last_paid: int | None = None
    ) -> None:
        """End a task at a given time: frames that are not done by then are not rendered."""
        self.database.run(
            "UPDATE frames SET ready = NULL, start = NULL, end = NULL, cut = ?"
            " WHERE task_id = ? AND cut IS NULL AND (end IS NULL OR end > ? OR (end = ? AND id > ?))",
            *(frame_status, task["id"], at, at, money.NEVER if last_paid is None else last_paid),
        )
        self.database.run(
            "UPDATE tasks SET ends = ?, final = ?, times_out = NULL, to_come = 0,"
            " started = CASE WHEN started <= ? THEN started END, analysed = CASE WHEN analysed <= ? THEN analysed END"
            " WHERE id = ? OR (root_id = ?"
            " AND (ends IS NULL OR ends > ? OR final IN (SELECT value FROM json_each(?))))",
            *(at, final, at, at, task["id"], task["id"], at, json.dumps(sorted(PAUSED))),
        )
        progress.save(self.database, task["id"])


def _submitted_status(task: Row, now: int) -> TaskStatus:
    if task["submitted"] is None:
        raise not_now(f"task {task['id']} has not been submitted")
    return status_of(task, now)


def _queue_seconds(task: Row, scene: Scene) -> int:
    return scene.queue_seconds // 2 if task["level"] >= HIGH_LEVEL else scene.queue_seconds

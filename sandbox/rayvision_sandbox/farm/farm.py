"""The farm, with everything that an operation needs."""

import json
import secrets

from rayvision_sandbox.farm.clock import Clock
from rayvision_sandbox.farm.database import Database
from rayvision_sandbox.farm.output import Output
from rayvision_sandbox.farm.scenes import Scene, random_scene
from rayvision_sandbox.farm.storage import Storage
from rayvision_sandbox.farm.tasks import Tasks
from rayvision_sandbox.farm.users import User, add_users


class Farm:
    """A render farm in one database."""

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
        with database.transaction():
            self.clock = Clock(database, speed)
            self.seed = self._note("seed", seed, "0")
            # Names of pictures contain a digest with this, so that one user cannot guess another's.
            self.secret = database.get("secret") or secrets.token_hex(16)
            database.put("secret", self.secret)
            add_users(database, users, self.clock.now())
        self.zone = zone
        self.hides_unsubmitted = hides_unsubmitted
        self.tasks = Tasks(database, self.seed)

    def _note(self, key: str, value: int | None, default: str) -> int:
        if value is not None:
            self.database.put(key, str(value))
        return int(self.database.get(key) or default)

    def catch_up(self, now: int) -> None:
        """Apply what time alone does: time-outs, empty accounts, pictures of finished frames."""
        self.tasks.catch_up(now)
        self.output.write_new(now)

    def prepared_scene(self, task_id: int, user_id: int) -> Scene | None:
        """Find the scene that a test has set for a task, or for all tasks of a user."""
        row = self.database.one(
            "SELECT coalesce((SELECT scene FROM tasks WHERE id = ?), (SELECT scene FROM users WHERE id = ?)) AS scene",
            task_id,
            user_id,
        )
        return Scene.from_json(json.loads(row["scene"])) if row and row["scene"] else None

    def scene_for(self, task_id: int, user_id: int) -> Scene:
        """Choose the scene of a task without job files: the one that a test has set, or a random one."""
        return self.prepared_scene(task_id, user_id) or random_scene(self.seed, task_id)

"""The farm: everything that an operation works with, in one place."""

import json
import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rayvision_sandbox.clock import Clock
from rayvision_sandbox.faults import Faults
from rayvision_sandbox.gallery import Gallery
from rayvision_sandbox.gate import Gate
from rayvision_sandbox.life import Life
from rayvision_sandbox.scenes import Scene, invent
from rayvision_sandbox.storage import Storage
from rayvision_sandbox.store import Row, Store
from rayvision_sandbox.users import User, enrol

FIRST_EDITION = "1.0.0"


class Farm:
    """A render farm in one database."""

    def __init__(
        self,
        store: Store,
        users: list[User],
        *,
        speed: float | None = None,
        seed: int | None = None,
        zone: int | None = None,
        hides_unsubmitted: bool = False,
        faults: Faults | None = None,
        storage: Storage | None = None,
    ) -> None:
        """Open the farm.

        Args:
            store: Its database, new or of an earlier run.
            users: Who may use it; they are added to those in the database.
            speed: Simulated seconds in a real one; without it as before, or 60.
            seed: What decides chance; without it as before, or 0.
            zone: 1 or 2, or None if requests for both are answered.
            hides_unsubmitted: Whether tasks are listed only once they have been submitted: which way the service does
                it, nobody outside knows.
            faults: Faults to produce from the start.
            storage: Where files are kept; without it in a temporary folder.
        """
        self.store = store
        self.storage = storage or Storage.temporary()
        self.gallery = Gallery(store, self.storage)
        with store.transaction():
            self.clock = Clock(store, speed)
            self.seed = self._note("seed", seed, "0")
            # Names of pictures contain a digest with this, so that one user cannot guess another's.
            self.secret = store.get("secret") or secrets.token_hex(16)
            store.put("secret", self.secret)
            enrol(store, users, self.clock.now())
        self.zone = zone
        self.hides_unsubmitted = hides_unsubmitted
        self.gate = Gate(store, self.clock, zone)
        self.life = Life(store, self.seed)
        self.faults = faults or Faults(seed=self.seed)
        # How often each operation was asked for, and how often it was carried out, since this farm runs.
        self.received: Counter[str] = Counter()
        self.carried_out: Counter[str] = Counter()

    def _note(self, key: str, value: int | None, default: str) -> int:
        if value is not None:
            self.store.put(key, str(value))
        return int(self.store.get(key) or default)

    def catch_up(self, now: int) -> None:
        """Let happen what time alone does: time-outs, accounts running dry, pictures of frames that are done."""
        self.life.catch_up(now)
        self.gallery.deliver(now)

    def laid_ready(self, task_id: int, user_id: int) -> Scene | None:
        """Find the scene that a test has laid ready for a task, or for all tasks of a user."""
        row = self.store.one(
            "SELECT coalesce((SELECT scene FROM tasks WHERE id = ?), (SELECT scene FROM users WHERE id = ?)) AS scene",
            task_id,
            user_id,
        )
        return Scene.from_json(json.loads(row["scene"])) if row and row["scene"] else None

    def scene_for(self, task_id: int, user_id: int) -> Scene:
        """Choose the scene of a task without job files: one laid ready for it, or one made up."""
        return self.laid_ready(task_id, user_id) or invent(self.seed, task_id)


@dataclass(frozen=True)
class Call:
    """One admitted request: who asks for what, and when (in simulated seconds)."""

    farm: Farm
    user: Row
    platform: int
    base_url: str
    now: int
    body: Mapping[str, Any]
    edition: str

    @property
    def is_first_edition(self) -> bool:
        """Whether the request is one of the interface of 2020, whose replies have fewer members."""
        return self.edition == FIRST_EDITION

    @property
    def store(self) -> Store:
        """The farm's database."""
        return self.farm.store

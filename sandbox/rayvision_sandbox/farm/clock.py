"""Two clocks: the real one, by which requests are signed, and the simulated one, by which tasks are rendered."""

import json
import time
from collections.abc import Callable

from rayvision_sandbox.farm.database import Database

# A task of some hours ends in minutes.
DEFAULT_SPEED = 60.0
MAX_SPEED = 1_000_000


class Clock:
    """Simulated time runs `speed` times as fast as real time, and goes on while the farm is switched off.

    It is a function of the real time and of an anchor in the database, so a farm that was killed never restarts at a
    time before its last reply.
    """

    def __init__(self, database: Database, speed: float | None = None, real: Callable[[], float] = time.time) -> None:
        """Continue the database's time, or start now; a given speed applies from now on."""
        self._database = database
        self._real = real
        self.offset = 0.0
        saved = database.get("clock")
        self._anchor: tuple[float, float, float] = (
            tuple(json.loads(saved)) if saved else (real(), real(), DEFAULT_SPEED if speed is None else speed)
        )
        if saved is None or speed is not None:
            self._set_anchor(self._simulated(), self.speed if speed is None else speed)

    @property
    def speed(self) -> float:
        """Simulated seconds in a real one."""
        return self._anchor[2]

    @speed.setter
    def speed(self, speed: float) -> None:
        self._set_anchor(self._simulated(), speed)

    def real(self) -> float:
        """Return the real time as the farm sees it, in seconds since the epoch."""
        return self._real() + self.offset

    def now(self) -> int:
        """Return the simulated time, in seconds since the epoch."""
        return int(self._simulated())

    def advance(self, seconds: float) -> None:
        """Advance simulated time."""
        self._set_anchor(self._simulated() + seconds, self.speed)

    def _simulated(self) -> float:
        real, simulated, speed = self._anchor
        # A real clock that is set back must not take the farm's history back with it.
        return simulated + max(0.0, self._real() - real) * speed

    def _set_anchor(self, simulated: float, speed: float) -> None:
        self._anchor = (self._real(), simulated, speed)
        self._database.put("clock", json.dumps(self._anchor))

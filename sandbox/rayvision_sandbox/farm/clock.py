"""Two clocks: the real one, by which requests are signed, and the simulated one, by which tasks live."""

import json
import time
from collections.abc import Callable

from rayvision_sandbox.farm.database import Database

# A task of some hours is over in minutes: a sandbox is there to be watched.
DEFAULT_SPEED = 60.0


class Clock:
    """Simulated time runs `speed` times as fast as real time, and goes on while the farm is switched off.

    It is a function of the real time and of an anchor in the database, so a farm that was killed wakes up later
    than anything it ever told, never earlier.
    """

    def __init__(self, database: Database, speed: float | None = None, real: Callable[[], float] = time.time) -> None:
        """Go on with the database's time, or start now; a given speed holds from now on."""
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
        """Tell the farm's idea of the real time, in seconds since the epoch."""
        return self._real() + self.offset

    def now(self) -> int:
        """Tell the simulated time, in seconds since the epoch."""
        return int(self._simulated())

    def advance(self, seconds: float) -> None:
        """Let simulated time jump ahead."""
        self._set_anchor(self._simulated() + seconds, self.speed)

    def _simulated(self) -> float:
        real, simulated, speed = self._anchor
        # A real clock that is set back must not take the farm's history back with it.
        return simulated + max(0.0, self._real() - real) * speed

    def _set_anchor(self, simulated: float, speed: float) -> None:
        self._anchor = (self._real(), simulated, speed)
        self._database.put("clock", json.dumps(self._anchor))

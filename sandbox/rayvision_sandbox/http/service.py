"""What answers requests for a farm: the farm itself, and what happens to requests on their way to it."""

from collections import Counter
from collections.abc import Callable, Iterable

from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.http.authentication import Authenticator
from rayvision_sandbox.http.faults import Fault, Faults


class Service:
    """A farm, with the faults in force and a count of its requests."""

    def __init__(self, farm: Farm, faults: Iterable[Fault] = ()) -> None:
        """Serve a farm, with some faults from the start."""
        self.farm = farm
        self.authenticator = Authenticator(farm.database, farm.clock, farm.zone)
        self.faults = Faults(faults, seed=farm.seed)
        # How often each operation was requested, and how often it was carried out, since this process started.
        self.received: Counter[str] = Counter()
        self.carried_out: Counter[str] = Counter()
        # Called after the control interface has changed what tasks are like.
        self.on_change: Callable[[], None] = lambda: None

"""What answers requests for a farm: the farm itself, and what happens to requests on their way to it."""

import secrets
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable

from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.http.authentication import Authenticator
from rayvision_sandbox.http.faults import Fault, Faults


class Service:
    """A farm, with the faults in force and a count of its requests."""

    def __init__(self, farm: Farm, operations: Collection[str], faults: Iterable[Fault] = ()) -> None:
        """Serve some operations of a farm, with some faults from the start."""
        self.farm = farm
        self.authenticator = Authenticator(farm.database, farm.clock, farm.zone)
        self.faults = Faults(faults, operations, farm.seed)
        # How often each operation was requested, and how often it was carried out, since this process started.
        self.received: Counter[str] = Counter()
        self.carried_out: Counter[str] = Counter()
        # A page of this farm proves by it that it is one; no other page can read it.
        self.page_secret = secrets.token_urlsafe()
        # Called after the control interface has changed what tasks are like.
        self.on_change: Callable[[], None] = lambda: None

    def first_user(self) -> tuple[str, str, str]:
        """Return access id, access key and name of the first user, for whom the farm's own pages act."""
        access_id, access_key, name = self.farm.database.all(
            "SELECT access_id, access_key, name FROM users ORDER BY rowid LIMIT 1"
        )[0]
        return access_id, access_key, name


def what_is_unusable(error: Exception) -> str:
    """Write what the farm cannot use: its database or its storage."""
    what = "database" if isinstance(error, sqlite3.Error) else "storage"
    return f"the sandbox cannot use its {what} ({error})"

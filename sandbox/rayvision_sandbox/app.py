"""A farm as an ASGI application, for tests and servers in this process."""

from collections.abc import Collection

from rayvision_sandbox.farm.database import Database
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.users import User
from rayvision_sandbox.http.application import App


def create_app(
    users: list[User] | None = None,
    *,
    speed: float | None = None,
    seed: int | None = None,
    domains: Collection[str] = (),
) -> App:
    """Create a farm in memory as an ASGI application, for `httpx.ASGITransport` and other servers in this process.

    Args:
        users: Who may use it; by default one user with the keys of `rayvision_sandbox.farm.users.User`.
        speed: Simulated seconds in a real one; 0 stops time until you call `advance`.
        seed: Seed of everything that is random.
        domains: Further domains under which it is reached, if a server listens for it.
    """
    return App(Farm(Database(), users or [User()], speed=speed, seed=seed), domains)

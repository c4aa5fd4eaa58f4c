"""The farm's users: their keys, names and money."""

import json
from dataclasses import dataclass, field
from typing import Any

from rayvision_sandbox.farm.database import Database

FIRST_USER_ID = 10001136
DEFAULT_ACCESS_ID = "sandbox-access-id"
DEFAULT_ACCESS_KEY = "sandbox-access-key"


class UsersError(Exception):
    """A users file that cannot be used; the text says why."""


@dataclass(frozen=True)
class User:
    """Someone who may use the farm."""

    access_id: str = DEFAULT_ACCESS_ID
    access_key: str = DEFAULT_ACCESS_KEY
    user_id: int = FIRST_USER_ID
    name: str = "rayvision"
    zone: int | None = None
    coupon: int = 49_930
    balance: int = 10_000_000
    locked: bool = False
    profile: dict[str, Any] = field(default_factory=dict)


def add_users(database: Database, users: list[User]) -> None:
    """Add users to the farm; a user who exists is updated, except for the money.

    Raises:
        UsersError: An access id already belongs to another user.
    """
    for user in users:
        other = database.one("SELECT id FROM users WHERE access_id = ? AND id <> ?", user.access_id, user.user_id)
        if other:
            raise UsersError(
                f"access id {user.access_id} is that of user {other['id']} in the database: give user"
                f" {user.user_id} another one, or name another database with --db"
            )
        database.run(
            "INSERT INTO users (id, access_id, access_key, name, zone, locked, profile, coupon, balance)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET access_id = excluded.access_id,"
            " access_key = excluded.access_key, name = excluded.name, zone = excluded.zone, locked = excluded.locked,"
            " profile = excluded.profile",
            *(user.user_id, user.access_id, user.access_key, user.name, user.zone, user.locked),
            *(json.dumps(user.profile), user.coupon, user.balance),
        )

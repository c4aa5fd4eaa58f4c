"""The farm's users: their keys, names and money."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rayvision_sandbox.farm.database import Database
from rayvision_sandbox.farm.money import forecast_arrears, thousandths

FIRST_USER_ID = 10001136
DEFAULT_ACCESS_ID = "sandbox-access-id"
DEFAULT_ACCESS_KEY = "sandbox-access-key"
ZONES = {"any": None, "1": 1, "2": 2}


def zone(name: str) -> int | None:
    """Read a zone: 1, 2, or None for any.

    Raises:
        KeyError: There is no such zone.
    """
    return ZONES[name]


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


def load(path: Path) -> list[User]:
    """Read a users file: a JSON list of objects.

    Each needs `accessId` and `accessKey`; `userId`, `userName`, `zone`, `coupon`, `balance`, `locked` and `profile`
    (members that replace those of the user's profile) may be left out.

    Raises:
        UsersError: The file cannot be read or says something impossible.
    """
    try:
        entries = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsersError(f"cannot read users file {path} ({error})") from error
    if not isinstance(entries, list) or not entries:
        raise UsersError(f"users file {path} must hold a JSON list of at least one user")
    users = [_user(entry, number, path) for number, entry in enumerate(entries)]
    for what in ("access_id", "user_id"):
        if len({getattr(user, what) for user in users}) < len(users):
            raise UsersError(f"users file {path} names the same {what} twice")
    return users


def _user(entry: Any, number: int, path: Path) -> User:
    try:
        values: dict[str, Any] = {
            "access_id": entry["accessId"],
            "access_key": entry["accessKey"],
            "user_id": entry.get("userId", FIRST_USER_ID + number),
            "name": entry.get("userName", f"user{number}"),
            "zone": zone(str(entry.get("zone", "any"))),
            "coupon": thousandths(entry.get("coupon", 0)),
            "balance": thousandths(entry.get("balance", 0)),
            "locked": entry.get("locked", False),
            "profile": entry.get("profile", {}),
        }
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UsersError(
            f"users file {path}, entry {number}: {error!r}; needed are accessId and accessKey, zone is any, 1 or 2"
        ) from error
    texts = (values["access_id"], values["access_key"], values["name"])
    if not all(isinstance(text, str) and text for text in texts) or type(values["user_id"]) is not int:
        raise UsersError(f"users file {path}, entry {number}: ids, keys and names are strings, userId is a number")
    if min(values["coupon"], values["balance"]) < 0 or type(values["locked"]) is not bool:
        raise UsersError(f"users file {path}, entry {number}: money is not negative, locked is true or false")
    if not isinstance(values["profile"], dict):
        raise UsersError(f"users file {path}, entry {number}: profile must be an object")
    return User(**values)


def add_users(database: Database, users: list[User], now: int) -> None:
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
        forecast_arrears(database, user.user_id, now)

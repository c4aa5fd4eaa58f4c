"""The command: reads its arguments, and runs the farm that they describe."""

import argparse
import json
import math
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from rayvision_sandbox.farm.clock import MAX_SPEED
from rayvision_sandbox.farm.database import Database, DatabaseError
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.money import thousandths
from rayvision_sandbox.farm.storage import Storage, StorageError
from rayvision_sandbox.farm.users import DEFAULT_ACCESS_ID, DEFAULT_ACCESS_KEY, FIRST_USER_ID, User, UsersError
from rayvision_sandbox.hosts import host_name, is_loopback
from rayvision_sandbox.http import faults
from rayvision_sandbox.http.server import ServerError, serve
from rayvision_sandbox.operations.table import OPERATION_NAMES

USAGE_ERROR = 2
EPILOG = """\
a users file:
  [{"accessId": "ID", "accessKey": "KEY", "userName": "ann", "coupon": "49.93", "balance": "1000.00", "zone": 1}]

while it runs, from this machine only:
  GET    /                                                   tasks of platform 2 and these controls, in a browser
  GET    /sandbox                                            simulated time, users' money, tasks, calls, storage
  POST   /sandbox/scene    {"taskId": 19097, "scene": {"name": "a.max", "cgId": 2001, "frames": 8, "failing": [3]}}
                           what a task renders, set before it is submitted; without taskId: every further task
  POST   /sandbox/clock    {"advance": 3600, "speed": 60}    jump ahead, run faster or slower; speed 0 stands still
  POST   /sandbox/account  {"balance": "100.00"}             pay into an account (of "userId")
  GET    /sandbox/files/19097                                the job files of a task
  POST   /sandbox/faults   {"kind": "drop-after", "operation": "submitTask", "times": 1}
  GET, DELETE /sandbox/faults
"""
MAX_PORT = 65_535
ZONES = {"any": None, "1": 1, "2": 2}


class Parser(argparse.ArgumentParser):
    """A parser that reports errors in one line, like this command's other errors."""

    def error(self, message: str) -> NoReturn:
        """Print the error and exit."""
        self.exit(USAGE_ERROR, f"{self.prog}: {message} (see {self.prog} --help)\n")


def _parser() -> Parser:
    parser = Parser(
        prog="rayvision-sandbox",
        description="A render farm on your own machine, to write and test clients against.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    add("--port", type=_port, default=8765, help="port to listen on, 0 for any free one (default: %(default)s)")
    add("--allow-remote", action="store_true", help="listen on an address that other machines can reach")
    add(
        "--domain",
        type=_domain,
        action="append",
        default=[],
        metavar="NAME",
        help="a further name under which clients reach the farm; requests with other names are refused, because they"
        " may come from a web page",
    )
    add("--db", type=Path, metavar="FILE", help="database that keeps the farm's state (default: in memory)")
    add(
        "--storage",
        type=Path,
        metavar="DIR",
        help="folder of the storages: job files, assets, pictures (default: a temporary one, removed at the end)",
    )
    add(
        "--speed",
        type=_speed,
        metavar="N",
        help="simulated seconds in a real one (default: that of the database, or 60)",
    )
    add(
        "--seed",
        type=_seed,
        metavar="N",
        help="what decides chance; the same seed gives the same history (default: as before, or 0)",
    )
    add("--access-id", metavar="ID", help=f"the user's access id (default: {DEFAULT_ACCESS_ID})")
    add("--access-key", metavar="KEY", help=f"the user's access key (default: {DEFAULT_ACCESS_KEY})")
    add("--users", type=Path, metavar="FILE", help="JSON list of users, instead of the one")
    add("--zone", choices=tuple(ZONES), default="any", help="zone that the farm stands in (default: any)")
    add("--hide-unsubmitted", action="store_true", help="list tasks only once they have been submitted")
    add("--fault", action="append", default=[], metavar="SPEC", help=f"a fault to produce: {faults.HELP}")
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > MAX_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number up to {MAX_PORT}, 0 for any free one")
    return int(text)


def _domain(text: str) -> str:
    if host_name(text) is None:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a domain: give one like render.example or render.example:8765"
        )
    return text


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = math.nan
    if not 0 <= speed <= MAX_SPEED:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a speed: give a number from 0 (time stands still) to {MAX_SPEED}"
        )
    return speed


def _seed(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a seed: give a whole number") from None


def _check_host(options: argparse.Namespace) -> None:
    if options.host != "localhost" and not is_loopback(options.host) and not options.allow_remote:
        raise ServerError(f"{options.host} can be reached from other machines: add --allow-remote if you want that")


def _users(options: argparse.Namespace) -> list[User]:
    if options.users is None:
        user = User()
        return [
            replace(
                user,
                access_id=options.access_id or user.access_id,
                access_key=options.access_key or user.access_key,
            )
        ]
    if options.access_id or options.access_key:
        raise UsersError("give either --users or --access-id and --access-key")
    return _load_users(options.users)


def _load_users(path: Path) -> list[User]:
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
    users = [_read_user(entry, number, path) for number, entry in enumerate(entries)]
    for what in ("access_id", "user_id"):
        if len({getattr(user, what) for user in users}) < len(users):
            raise UsersError(f"users file {path} names the same {what} twice")
    return users


def _read_user(entry: Any, number: int, path: Path) -> User:
    try:
        values: dict[str, Any] = {
            "access_id": entry["accessId"],
            "access_key": entry["accessKey"],
            "user_id": entry.get("userId", FIRST_USER_ID + number),
            "name": entry.get("userName", f"user{number}"),
            "zone": ZONES[str(entry.get("zone", "any"))],
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a farm until it is stopped.

    Returns:
        The exit code: 0 after a clean stop, 2 if the farm could not start.
    """
    options = _parser().parse_args(arguments)
    database = None
    try:
        _check_host(options)
        users = _users(options)
        first_faults = [faults.parse(text, OPERATION_NAMES) for text in options.fault]
        storage = Storage.temporary() if options.storage is None else Storage.in_folder(options.storage)
        database = Database(options.db)
        farm = Farm(
            *(database, users),
            speed=options.speed,
            seed=options.seed,
            zone=ZONES[options.zone],
            hides_unsubmitted=options.hide_unsubmitted,
            storage=storage,
        )
        serve(farm, users, options.host, options.port, options.domain, first_faults)
    except (ServerError, StorageError, DatabaseError, UsersError, faults.FaultError) as error:
        print(f"rayvision-sandbox: {error}", file=sys.stderr)
        return USAGE_ERROR
    except sqlite3.Error as error:
        print(f"rayvision-sandbox: cannot use {options.db} ({error}): name another file with --db", file=sys.stderr)
        return USAGE_ERROR
    finally:
        if database is not None:
            database.close()
    return 0

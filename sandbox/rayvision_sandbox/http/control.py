"""The control endpoints, by which a test controls the farm; they answer callers on this machine only."""

import json
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import fields, replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from rayvision_sandbox.farm import money
from rayvision_sandbox.farm.clock import MAX_SPEED
from rayvision_sandbox.farm.database import Row
from rayvision_sandbox.farm.scenes import Scene, check_size
from rayvision_sandbox.http.authentication import is_json
from rayvision_sandbox.http.origins import is_local
from rayvision_sandbox.http.service import Service, what_is_unusable

Handler = Callable[[Request], Awaitable[Response]]

MAX_ADVANCE = 100 * 365 * 86_400
# The members of a scene as JSON writes their names.
SCENE_MEMBERS = {
    "".join(word.capitalize() if at else word for at, word in enumerate(f.name.split("_"))): f for f in fields(Scene)
}
MAY_BE_ZERO = {"firstFrame", "photonFrames", "testFrames", "analysisSeconds", "queueSeconds", "failingAttempts"}


def routes(service: Service) -> list[Route]:
    """List the routes of the control endpoints."""
    control = Control(service)
    return [
        Route("/sandbox", _guarded(control.show), methods=["GET"]),
        Route("/sandbox/scene", _guarded(control.set_scene), methods=["POST"]),
        Route("/sandbox/clock", _guarded(control.set_clock), methods=["POST"]),
        Route("/sandbox/account", _guarded(control.recharge), methods=["POST"]),
        Route("/sandbox/files/{taskId:int}", _guarded(control.read_files), methods=["GET"]),
        Route("/sandbox/transfer", _guarded(control.transfer), methods=["POST"]),
        Route("/sandbox/faults", _guarded(control.list_faults), methods=["GET"]),
        Route("/sandbox/faults", _guarded(control.add_fault), methods=["POST"]),
        Route("/sandbox/faults", _guarded(control.clear_faults), methods=["DELETE"]),
    ]


def _guarded(answer: Callable[[dict[str, Any]], Any]) -> Handler:
    """Make an endpoint that answers local callers, and says what is wrong with a request."""

    async def endpoint(request: Request) -> Response:
        if not is_local(request):
            raise HTTPException(404)
        try:
            return JSONResponse(answer(await _read_members(request) | request.path_params))
        except (sqlite3.OperationalError, OSError) as error:
            return JSONResponse({"error": what_is_unusable(error)}, 500)
        except (ValueError, TypeError, OverflowError, sqlite3.Error) as error:
            return JSONResponse({"error": str(error)}, 400)

    return endpoint


async def _read_members(request: Request) -> dict[str, Any]:
    content = await request.body()
    # A browser sends other types, and bodies without a type, for a foreign page without a preflight request.
    if (request.method == "POST" or content) and not is_json(request.headers):
        raise HTTPException(415, "Content-Type must be application/json")
    try:
        members = json.loads(content or b"{}")
    except (ValueError, RecursionError):
        members = None
    if not isinstance(members, dict):
        raise TypeError('the body must be a JSON object, like {"advance": 3600}')
    return members


def _number(members: dict[str, Any], name: str, default: float) -> float:
    number = members.get(name, default)
    if not isinstance(number, int | float) or isinstance(number, bool):
        raise TypeError(f"{name} must be a number, not {number!r}")
    return float(number)


class Control:
    """Steers one farm."""

    def __init__(self, service: Service) -> None:
        """Control a farm and the faults in force."""
        self._service = service
        self._farm = service.farm

    def show(self, _members: dict[str, Any]) -> dict[str, Any]:
        """Return the state of the farm: its time, its users' money, its tasks, its calls, and where it keeps files.

        For tasks: how many were ever created and submitted, and how many exist that were not submitted. For calls:
        how many were received and carried out.
        """
        now = self._catch_up()
        users = []
        for row in self._farm.database.all("SELECT id, name FROM users ORDER BY id"):
            account = money.account(self._farm.database, row["id"], now)
            amounts = {name: money.amount(value) for name, value in vars(account).items()}
            users.append({"userId": row["id"], "userName": row["name"], **amounts})
        calls = {
            name: {"received": count, "carriedOut": self._service.carried_out[name]}
            for name, count in self._service.received.items()
        }
        farm = self._farm
        state = {"now": now, "speed": farm.clock.speed, "seed": farm.seed, "storage": str(farm.storage.root)}
        return {**state, "users": users, "tasks": self._count_tasks(), "calls": calls}

    def _count_tasks(self) -> dict[str, int]:
        created, submitted, unsubmitted = self._farm.database.all(
            "SELECT count(*), count(submitted), coalesce(sum(submitted IS NULL AND deleted IS NULL), 0)"
            " FROM tasks WHERE root_id IS NULL"
        )[0]
        return {"created": created, "submitted": submitted, "unsubmitted": unsubmitted}

    def set_scene(self, members: dict[str, Any]) -> dict[str, Any]:
        """Set what a task (`taskId`), or every further task of a user, will render; `scene` null undoes that."""
        scene = members.get("scene")
        if not isinstance(scene, dict | None):
            raise TypeError("scene must be an object, or null")
        text = None if scene is None else json.dumps(_scene(scene).to_json())
        if "taskId" in members:
            changed = self._farm.database.run(
                "UPDATE tasks SET scene = ? WHERE id = ? AND submitted IS NULL", text, int(members["taskId"])
            ).rowcount
            if not changed:
                raise ValueError("there is no task of this id that is not yet submitted")
        else:
            self._farm.database.run("UPDATE users SET scene = ? WHERE id = ?", text, self._user(members)["id"])
        return {"scene": scene}

    def set_clock(self, members: dict[str, Any]) -> dict[str, Any]:
        """Advance simulated time by `advance` seconds, or set its `speed`; 0 stops it."""
        speed, advance = _number(members, "speed", self._farm.clock.speed), _number(members, "advance", 0)
        if not 0 <= speed <= MAX_SPEED or not 0 <= advance <= MAX_ADVANCE:
            raise ValueError(f"speed is from 0 to {MAX_SPEED}, advance from 0 to {MAX_ADVANCE} seconds")
        self._farm.clock.speed = speed
        self._farm.clock.advance(advance)
        self._service.on_change()
        return self.show({})

    def recharge(self, members: dict[str, Any]) -> dict[str, Any]:
        """Pay an amount (`balance`) into a user's account."""
        paid_in = money.thousandths(members.get("balance"))
        if not 0 <= paid_in <= money.NEVER // money.THOUSAND:
            raise ValueError("balance must be what is paid in, not negative")
        now = self._catch_up()
        with self._farm.database.transaction():
            self._farm.recharge(self._user(members)["id"], paid_in, now)
        self._service.on_change()
        return self.show({})

    def read_files(self, members: dict[str, Any]) -> dict[str, Any]:
        """Read the job files of a task (`taskId`): their texts, by name."""
        return {"files": self._farm.job_files.read(members["taskId"])}

    def transfer(self, members: dict[str, Any]) -> dict[str, Any]:
        """Return the folder of the storages, for the stand-in for the transmitter.

        The pictures below `path` in the output storage of `userId`, which it is about to download, are written first.
        """
        now = self._catch_up()
        if "path" in members:
            self._farm.output.write_below(int(members["userId"]), str(members["path"]), now)
        return {"storage": str(self._farm.storage.root)}

    def list_faults(self, _members: dict[str, Any]) -> dict[str, Any]:
        """List the faults in force."""
        return {"faults": self._service.faults.to_json()}

    def add_fault(self, members: dict[str, Any]) -> dict[str, Any]:
        """Add a fault."""
        self._service.faults.add(members)
        return self.list_faults({})

    def clear_faults(self, _members: dict[str, Any]) -> dict[str, Any]:
        """Remove all faults."""
        self._service.faults.clear()
        return self.list_faults({})

    def _catch_up(self) -> int:
        now = self._farm.clock.now()
        self._farm.catch_up(now)
        return now

    def _user(self, members: dict[str, Any]) -> Row:
        """Find the user that a request names by `userId`, or the first one."""
        wanted = members.get("userId")
        row = self._farm.database.one("SELECT * FROM users WHERE ? IS NULL OR id = ? ORDER BY rowid", wanted, wanted)
        if row is None:
            raise ValueError(f"there is no user {wanted}")
        return row


def _scene(members: dict[str, Any]) -> Scene:
    """Read a scene that a test describes: camel-cased members, all optional.

    Raises:
        ValueError: A member is unknown or has an impossible value.
    """
    changes: dict[str, Any] = {}
    for name, value in members.items():
        if name not in SCENE_MEMBERS:
            raise ValueError(f"a scene has no {name}; it has {', '.join(sorted(SCENE_MEMBERS))}")
        changes[SCENE_MEMBERS[name].name] = _checked(name, value, SCENE_MEMBERS[name].default)
    scene = replace(Scene(), **changes)
    if len(scene.ranges) > 1 and len(scene.ranges) != len(scene.layers):
        raise ValueError("ranges has to be one text, or one for each layer")
    check_size(scene)
    return scene


def _checked(name: str, value: Any, like: Any) -> Any:
    if name == "hourlyPrice":
        return money.thousandths(value)
    kind = str if name in {"layers", "ranges"} else int
    if isinstance(like, tuple) and isinstance(value, list) and all(type(element) is kind for element in value):
        return tuple(value)
    if type(value) is not type(like):
        raise ValueError(f"{name} must be like {like!r}, not {value!r}")
    if type(value) is int and value < (0 if name in MAY_BE_ZERO else 1):
        raise ValueError(f"{name} is too small: {value}")
    return value

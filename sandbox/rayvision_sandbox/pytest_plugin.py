"""Fixtures for tests of programs that use the client: a farm, and a client that talks to it.

def test_submits_what_the_artist_chose(rayvision_farm, rayvision_api):
    rayvision_farm.scene(name="shot_010.ma", frames=8, failing=[3])
    task_id = rayvision_api.task.create_task().task_id_list[0]
    rayvision_api.task.submit_task(task_id)
    rayvision_farm.advance(hours=2)
    task = rayvision_api.query.task_info([task_id]).items[0]
    assert (task.done_frames, task.failed_frames) == (7, 1)
"""

import re
import shutil
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from rayvision_api import AsyncRayvisionAPI, RayvisionAPI

# Fast enough to wait for a task in a test, slow enough to see its states.
SPEED = 600
TRANSMITTER = "rayvision-sandbox-transmitter"


@dataclass(frozen=True)
class Calls:
    """How often an operation was requested, and how often the farm carried it out."""

    received: int = 0
    carried_out: int = 0


@dataclass(frozen=True)
class RunningFarm:
    """A farm that answers on this machine until the test ends.

    Attributes:
        domain: Its address, for the argument `domain` of a client.
        access_id: Access id of its one user.
        access_key: Access key of that user.
        storage: Folder of its storages, laid out as the service does: `<number of the storage>/<group>/<user>/...`.
        transmitter: Stand-in for the vendor's transmitter, which `RAYVISION_TRANSMITTER` names during the test.
    """

    domain: str
    access_id: str
    access_key: str
    storage: Path
    transmitter: Path

    def advance(self, *, hours: float = 0, seconds: float = 0) -> None:
        """Advance simulated time."""
        self._steer("POST", "clock", {"advance": hours * 3600 + seconds})

    def set_speed(self, speed: float) -> None:
        """Set the speed of simulated time.

        Args:
            speed: Simulated seconds in a second; 0 stops time.
        """
        self._steer("POST", "clock", {"speed": speed})

    def scene(self, task_id: int | None = None, **members: Any) -> None:
        """Set what a task renders, before it is submitted.

        Args:
            task_id: Id of the task; by default all tasks submitted from now on.
            members: What differs from a scene of ten frames: `name`, `cg_id` (software), `first_frame`, `frames`,
                `step`, `tiles`, `layers` (names), `ranges`, `photon_frames`, `pre_frames`, `settlement`, `pre_render`,
                `test_frames`, `stop_after_test`, `camera`, `width`, `height`, `ram`, `nodes`, `analysis_seconds`,
                `queue_seconds`, `frame_seconds`, `hourly_price`, `analysis_fails`, `failing` (numbers of frames),
                `failing_attempts`.

        Raises:
            ValueError: A scene has no such member, or not with this value.
        """
        scene = {_camel_case(name): value for name, value in members.items()}
        try:
            self._steer("POST", "scene", {"scene": scene} | ({} if task_id is None else {"taskId": task_id}))
        except ValueError as error:
            raise ValueError(_snake_case(str(error))) from None

    def recharge(self, balance: float) -> None:
        """Pay into the user's account."""
        self._steer("POST", "account", {"balance": balance})

    def job_files(self, task_id: int) -> dict[str, str]:
        """Read the job files of a task: their texts, by name."""
        files: dict[str, str] = self._steer("GET", f"files/{task_id}")["files"]
        return files

    def fault(self, kind: str, **members: Any) -> None:
        """Add a fault: `fault("drop-after", operation="submitTask", times=1)`.

        Args:
            kind: `delay`, `drop-before`, `drop-after`, `truncate`, `html-502`, `http-429`, `business` or `clock`.
            members: `operation`, `probability` (0 to 1), `times`, `seconds`, `code` and `message`.

        Raises:
            ValueError: There is no such fault.
        """
        self._steer("POST", "faults", {"kind": kind, **members})

    def clear_faults(self) -> None:
        """Remove all faults."""
        self._steer("DELETE", "faults")

    @property
    def calls(self) -> dict[str, Calls]:
        """The farm's own count of requests, by operation: `farm.calls["createTask"].carried_out`."""
        counts = self._steer("GET", "")["calls"]
        return {name: Calls(count["received"], count["carriedOut"]) for name, count in counts.items()}

    def _steer(self, method: str, what: str, members: dict[str, Any] | None = None) -> Any:
        import httpx

        # Over HTTP like everything else, so that the farm is used in one thread only.
        address = f"http://{self.domain}/sandbox/{what}".rstrip("/")
        # Without TLS, there is nothing to verify; reading the certificates would take 20 ms for each call.
        response = httpx.request(method, address, json=members, trust_env=False, verify=False)  # noqa: S501  # see above
        if response.is_error:
            raise ValueError(response.json()["error"])
        return response.json()


def _camel_case(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def _snake_case(text: str) -> str:
    return re.sub(r"(?<=[a-z])[A-Z](?=[a-z])", lambda found: f"_{found[0].lower()}", text)


def _transmitter() -> Path:
    scripts = sysconfig.get_path("scripts")
    return Path(shutil.which(TRANSMITTER, path=scripts) or Path(scripts, TRANSMITTER))


@pytest.fixture
def rayvision_farm(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningFarm]:
    """Run a new farm with one user; transfers go to its own storages."""
    from rayvision_sandbox.farm.database import Database
    from rayvision_sandbox.farm.farm import Farm
    from rayvision_sandbox.farm.storage import Storage
    from rayvision_sandbox.farm.users import User
    from rayvision_sandbox.http.server import running

    user, database = User(), Database()
    storage, transmitter = Storage(tmp_path_factory.mktemp("rayvision-storage")), _transmitter()
    farm = Farm(database, [user], speed=SPEED, storage=storage)
    monkeypatch.setenv("RAYVISION_TRANSMITTER", str(transmitter))
    # The stand-in asks the farm that its command line names.
    monkeypatch.delenv("RAYVISION_SANDBOX_STORAGE", raising=False)
    # A profile is for another farm, or gone.
    monkeypatch.delenv("RAYVISION_API_PROFILE", raising=False)
    try:
        with running(farm) as domain:
            yield RunningFarm(domain, user.access_id, user.access_key, storage.root, transmitter)
    finally:
        database.close()


@pytest.fixture
def rayvision_api(rayvision_farm: RunningFarm) -> Iterator["RayvisionAPI"]:
    """Make a client of the test's farm, on platform 2."""
    from rayvision_api import RayvisionAPI

    farm = rayvision_farm
    with RayvisionAPI(farm.access_id, farm.access_key, farm.domain, "2", protocol="http") as api:
        yield api


@pytest.fixture
def async_rayvision_api(rayvision_farm: RunningFarm) -> "AsyncRayvisionAPI":
    """Make an async client of the test's farm, on platform 2, for any plugin that runs the test's event loop."""
    import httpx
    from rayvision_api import AsyncRayvisionAPI

    # No connection outlives its call: the event loop may end before the fixture does.
    transport = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))
    farm = rayvision_farm
    return AsyncRayvisionAPI(farm.access_id, farm.access_key, farm.domain, "2", protocol="http", transport=transport)

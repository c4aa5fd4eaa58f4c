"""Fixtures for the tests of whoever uses the client: a farm of one's own, and a client that talks to it.

def test_submits_what_the_artist_chose(rayvision_farm, rayvision_api):
    rayvision_farm.scene(name="shot_010.ma", frames=8, failing=[3])
    task_id = rayvision_api.task.create_task().task_id_list[0]
    rayvision_api.task.submit_task(task_id)
    rayvision_farm.advance(hours=2)
    task = rayvision_api.query.task_info([task_id]).items[0]
    assert (task.done_frames, task.failed_frames) == (7, 1)
"""

import shutil
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from rayvision_api import RayvisionAPI

# Fast enough to wait for a task in a test, slow enough to see it between two states.
SPEED = 600
TRANSMITTER = "rayvision-sandbox-transmitter"


@dataclass(frozen=True)
class RunningFarm:
    """A farm that answers on this machine until the test is over.

    Attributes:
        domain: Its address.
        access_id: Whose farm it is.
        access_key: With which key.
        storage: Folder of its storages, laid out as the service does: `<number of the storage>/<group>/<user>/...`.
        transmitter: Stand-in for the vendor's transmitter, which `RAYVISION_TRANSMITTER` names during the test.
    """

    domain: str
    access_id: str
    access_key: str
    storage: Path
    transmitter: Path

    def _steer(self, what: str, members: dict[str, Any]) -> None:
        import httpx

        # Over HTTP like everything else, so that all that happens to the farm happens in its one thread.
        response = httpx.post(f"http://{self.domain}/sandbox/{what}", json=members, trust_env=False)
        if response.is_error:
            raise ValueError(response.json()["error"])

    def advance(self, *, hours: float = 0, seconds: float = 0) -> None:
        """Let simulated time jump ahead."""
        self._steer("clock", {"advance": hours * 3600 + seconds})

    def set_speed(self, speed: float) -> None:
        """Let simulated time run faster or slower; 0 stops it."""
        self._steer("clock", {"speed": speed})

    def scene(self, task_id: int | None = None, **members: Any) -> None:
        """Choose what a task, or every further task, renders: `name`, `frames`, `failing`, `layers`..."""
        self._steer("scene", {"scene": members} | ({} if task_id is None else {"taskId": task_id}))

    def recharge(self, balance: float) -> None:
        """Pay into the user's account."""
        self._steer("account", {"balance": balance})

    def job_files(self, task_id: int) -> dict[str, str]:
        """Read the job files of a task back: their texts, by name."""
        import httpx

        response = httpx.get(f"http://{self.domain}/sandbox/files/{task_id}", trust_env=False)
        files: dict[str, str] = response.json()["files"]
        return files

    def fault(self, kind: str, **members: Any) -> None:
        """Let something go wrong: `fault("drop-after", operation="submitTask", times=1)`."""
        self._steer("faults", {"kind": kind, **members})


def _transmitter() -> Path:
    scripts = sysconfig.get_path("scripts")
    return Path(shutil.which(TRANSMITTER, path=scripts) or Path(scripts, TRANSMITTER))


@pytest.fixture
def rayvision_farm(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningFarm]:
    """Run a new farm with one user; transfers go to its own storages."""
    from rayvision_sandbox.farm import Farm
    from rayvision_sandbox.server import running
    from rayvision_sandbox.storage import Storage
    from rayvision_sandbox.store import Store
    from rayvision_sandbox.users import User

    user, store = User(), Store()
    storage, transmitter = Storage(tmp_path_factory.mktemp("rayvision-storage")), _transmitter()
    farm = Farm(store, [user], speed=SPEED, storage=storage)
    monkeypatch.setenv("RAYVISION_TRANSMITTER", str(transmitter))
    # The stand-in asks the farm at whose address it is sent.
    monkeypatch.delenv("RAYVISION_SANDBOX_STORAGE", raising=False)
    try:
        with running(farm) as domain:
            yield RunningFarm(domain, user.access_id, user.access_key, storage.root, transmitter)
    finally:
        store.close()


@pytest.fixture
def rayvision_api(rayvision_farm: RunningFarm) -> Iterator["RayvisionAPI"]:
    """Make a client of the test's farm, on platform 2."""
    from rayvision_api import RayvisionAPI

    farm = rayvision_farm
    with RayvisionAPI(farm.access_id, farm.access_key, domain=farm.domain, platform="2", protocol="http") as api:
        yield api

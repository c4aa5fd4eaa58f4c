"""A farm whose time stands still, and a client that signs for itself."""

import asyncio
import base64
import contextlib
import hashlib
import hmac
import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from rayvision_api import whole_task
from rayvision_client.models import TaskInfo
from rayvision_sandbox.farm.database import Database
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.users import User
from rayvision_sandbox.http.application import App
from rayvision_sandbox.operations.table import OPERATIONS

# An installed distribution brings these by its entry point; the tests can do without the installation.
from rayvision_sandbox.pytest_plugin import rayvision_api, rayvision_farm  # noqa: F401  # fixtures

DOMAIN = "127.0.0.1:8765"
PATHS = {
    edition: {operation.name: path for path, operation in operations.items()}
    for edition, operations in OPERATIONS.items()
}
_nonces = itertools.count(10**12)


def _leaves(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, member in value.items():
            yield from _leaves(member, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from _leaves(element, name + str(index))
    else:
        yield name, str(value)


def sign(domain: str, path: str, headers: dict[str, str], body: Any, access_key: str) -> str:
    members = dict(headers) | (body if isinstance(body, dict) else {})
    joined = "&".join(f"{name}={value}" for name, value in sorted(_leaves(members, "")))
    digest = hmac.new(access_key.encode(), f"[POST]{domain}:{path}&{joined}".encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


class InProcess(httpx.BaseTransport):
    """Lets a synchronous client call an application in this process."""

    def __init__(self, app: App) -> None:
        self._transport = httpx.ASGITransport(app)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return asyncio.run(self._send(request))

    async def _send(self, request: httpx.Request) -> httpx.Response:
        response = await self._transport.handle_async_request(request)
        return httpx.Response(response.status_code, headers=response.headers, content=await response.aread())


@dataclass
class Caller:
    """Calls operations of a farm as one user on one platform."""

    http: httpx.Client
    domain: str = DOMAIN
    access_id: str = User().access_id
    access_key: str = User().access_key
    platform: str = "2"
    edition: str = "1.0.0"
    headers: dict[str, str] = field(default_factory=dict)

    def signed_headers(self, path: str, body: Any, **overrides: str) -> dict[str, str]:
        headers = {
            "accessId": self.access_id,
            "channel": "4",
            "platform": self.platform,
            "UTCTimestamp": str(int(time.time())),
            "nonce": str(next(_nonces)),
            "version": self.edition,
        } | overrides
        signature = sign(self.domain, path, headers, body, self.access_key)
        return {**headers, "signature": signature, "Content-Type": "application/json", **self.headers}

    def post(self, name: str, body: Any, **overrides: str) -> httpx.Response:
        path = PATHS[self.edition][name]
        headers = self.signed_headers(path, body, **overrides)
        return self.http.post(path, content=json.dumps(body), headers=headers)

    def envelope(self, name: str, body: Any = None) -> dict[str, Any]:
        response = self.post(name, {} if body is None else body)
        assert response.status_code == 200, response.text
        envelope: dict[str, Any] = response.json()
        assert envelope["result"] == (envelope["code"] == 200)
        return envelope

    def code(self, name: str, **body: Any) -> int:
        return int(self.envelope(name, body)["code"])

    def data(self, name: str, **body: Any) -> Any:
        envelope = self.envelope(name, body)
        assert envelope["code"] == 200, envelope
        return envelope["data"]

    def create(self, count: int = 1, **body: Any) -> list[int]:
        numbers: list[int] = self.data("createTask", count=count, **body)["taskIdList"]
        return numbers

    def scene(self, **scene: Any) -> None:
        """Choose what every further task renders."""
        self.http.post("/sandbox/scene", json={"scene": scene}).raise_for_status()

    def submit(self, **scene: Any) -> int:
        """Create and submit a task with a scene of its own."""
        (task_id,) = self.create()
        if scene:
            self.http.post("/sandbox/scene", json={"taskId": task_id, "scene": scene}).raise_for_status()
        self.data("submitTask", taskId=task_id)
        return task_id

    def info(self, task_id: int) -> dict[str, Any]:
        """Ask for a task; what a layered one does not tell is that of its parts together."""
        (task,) = self.data("queryTaskInfo", taskIds=[task_id])["items"]
        return whole_task(TaskInfo(task)).to_dict()

    def listed(self) -> list[dict[str, Any]]:
        """List tasks in this way."""
        page = self.data("getTaskList", pageNum=1, pageSize=1000)
        return [whole_task(TaskInfo(task)).to_dict() for task in page["items"]]

    def status(self, task_id: int) -> int:
        return int(self.info(task_id)["taskStatus"])

    def frames(self, task_id: int) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = []
        while True:
            page = self.data("queryTaskFrames", taskId=task_id, pageNum=len(items) // 100 + 1, pageSize=100)
            items += page["items"]
            if len(items) >= page["total"]:
                return items

    def advance(self, seconds: float) -> None:
        self.http.post("/sandbox/clock", json={"advance": seconds}).raise_for_status()


@pytest.fixture(scope="session")
def make_caller() -> type[Caller]:
    """Hand out the caller to tests that bring their own client."""
    return Caller


@pytest.fixture
def make_farm() -> Iterator[Callable[..., Farm]]:
    """Make farms whose time stands still."""
    farms = []

    def make(*users: User, **options: Any) -> Farm:
        farm = Farm(
            options.pop("database", None) or Database(), list(users) or [User()], **{"speed": 0, "seed": 7} | options
        )
        farms.append(farm)
        return farm

    yield make
    for farm in farms:
        farm.database.close()


@pytest.fixture
def call_farm() -> Iterator[Callable[..., Caller]]:
    """Make callers of a farm in this process."""
    clients = []

    def make(farm: Farm, user: User | None = None, domain: str = DOMAIN) -> Caller:
        client = httpx.Client(transport=InProcess(App(farm)), base_url=f"http://{domain}")
        clients.append(client)
        user = user or User()
        return Caller(client, domain, user.access_id, user.access_key)

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def call_new_farm(make_farm: Callable[..., Farm], call_farm: Callable[..., Caller]) -> Callable[..., Caller]:
    """Make callers of farms of their own, as their first user or the usual one."""
    return lambda *users, **options: call_farm(make_farm(*users, **options), *users[:1])


@dataclass
class Command:
    """A farm in a process of its own."""

    process: subprocess.Popen[str]
    domain: str
    clients: contextlib.ExitStack

    def caller(self) -> Caller:
        """Make a caller of the farm."""
        client = httpx.Client(base_url=f"http://{self.domain}", trust_env=False)
        return Caller(self.clients.enter_context(client), self.domain)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def stop(self) -> tuple[str, str]:
        """Ask the command to stop; gives what it has said and complained of since it began to listen."""
        self.process.terminate()
        self.process.wait(timeout=10)
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        return self.process.stdout.read(), self.process.stderr.read()


@pytest.fixture
def start_command(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Command]]:
    """Run the command on a free port."""
    processes = []
    # A farm that a test kills leaves its storage there.
    environment = os.environ | {"TMPDIR": str(tmp_path_factory.mktemp("farms"))}

    def start(*arguments: str) -> Command:
        line = [sys.executable, "-m", "rayvision_sandbox", "--port", "0", *arguments]
        process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        processes.append(process)
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first.startswith("Sandbox farm listening on http://"), first
        return Command(process, first.strip().rpartition("/")[2], clients)

    with contextlib.ExitStack() as clients:
        yield start
    for process in processes:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture
def farm(make_farm: Callable[..., Farm]) -> Farm:
    return make_farm()


@pytest.fixture
def caller(farm: Farm, call_farm: Callable[..., Caller]) -> Caller:
    return call_farm(farm)


@pytest.fixture
def new(farm: Farm, call_farm: Callable[..., Caller]) -> Caller:
    """Call the farm by the second edition."""
    caller = call_farm(farm)
    caller.edition = "2.0.0"
    return caller

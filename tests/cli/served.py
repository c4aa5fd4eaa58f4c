"""The page of `rayvision web`, served in this process, and somebody who asks it over HTTP."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Queue
from typing import Any

import httpx
import pytest
import uvicorn
from rayvision_api import AsyncRayvisionAPI, RayvisionAPI, RetryPolicy
from rayvision_cli.text.languages import Texts
from rayvision_cli.web import server
from rayvision_sandbox.pytest_plugin import RunningFarm

PATIENCE = 30


@contextmanager
def served(farm: RunningFarm, language: str = "en", *, api_version: str = "2.0.0", **options: Any) -> Iterator[str]:
    """Serve the page about a farm; give the address that opens it."""
    addresses: Queue[str] = Queue()
    started: list[uvicorn.Server] = []
    run = uvicorn.Server.run

    def serve() -> None:
        quick = RetryPolicy(first_wait=0.01)
        api = AsyncRayvisionAPI(
            farm.access_id, farm.access_key, farm.domain, "2", api_version=api_version, retries=quick
        )
        server.serve(api, Texts(language), tell=addresses.put, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uvicorn.Server, "run", lambda self, **rest: (started.append(self), run(self, **rest)))
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield addresses.get(timeout=PATIENCE)
        finally:
            while not started:
                thread.join(0.01)
            started[0].should_exit = True
            thread.join(PATIENCE)
            assert not thread.is_alive(), "the server did not end"


def submit(farm: RunningFarm, api: RayvisionAPI, *labels: str, **scene: Any) -> int:
    """Create a task of a scene, and submit it."""
    (task_id,) = api.task.create_task(labels=labels).task_id_list
    farm.scene(task_id, **scene)
    api.task.submit_task(task_id)
    return task_id


class Visitor:
    """A browser that has opened the address, as far as HTTP goes."""

    def __init__(self, address: str, http: httpx.Client) -> None:
        self.base, _, self.token = address.partition("/?token=")
        self._http = http
        self.entered = http.get(address)
        self.page = http.get(f"{self.base}/").text
        self.secret = self.page.partition('data-secret="')[2].partition('"')[0]
        self.events: list[Any] = []

    @property
    def headers(self) -> dict[str, str]:
        """What the page's own script sends along."""
        return {"Origin": self.base, "X-Rayvision-Page": self.secret, "Content-Type": "application/json"}

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Ask for what lies below the page's folder."""
        return self._http.get(f"{self.base}/page/{path}", headers=headers)

    def post(self, path: str, content: bytes) -> httpx.Response:
        """Send what the page's script would."""
        return self._http.post(f"{self.base}/page/{path}", content=content, headers=self.headers)

    def act(self, action: str, *task_ids: int) -> list[dict[str, Any]]:
        """Do something with tasks; give what became of each."""
        results: list[dict[str, Any]] = self.post(f"actions/{action}", json.dumps({"ids": task_ids}).encode()).json()[
            "results"
        ]
        return results

    def watch(self, until: Callable[[dict[str, Any]], bool], last: str = "") -> dict[str, Any]:
        """Listen until an event satisfies `until`; return it, with its `id`."""
        headers = {"Last-Event-ID": last} if last else {}
        with self._http.stream("GET", f"{self.base}/page/events", headers=headers) as stream:
            name = ""
            for line in stream.iter_lines():
                key, _, value = line.partition(": ")
                name = value if key == "id" else name
                if key == "data" and until(news := json.loads(value)):
                    return news | {"id": name}
        raise AssertionError("the stream ended")


@contextmanager
def visited(farm: RunningFarm, language: str = "en", **options: Any) -> Iterator[Visitor]:
    """Serve the page, and open it."""
    with served(farm, language, **options) as address, httpx.Client(trust_env=False, timeout=PATIENCE) as http:
        yield Visitor(address, http)

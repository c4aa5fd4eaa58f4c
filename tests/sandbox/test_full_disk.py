"""When the disk is full, nothing is acknowledged that was not kept, and the farm goes on once there is room again."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from rayvision_sandbox.farm.database import Database
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.http.server import running

resource = pytest.importorskip("resource", reason="only POSIX lets a process limit the size of its files")
# What a page of the database takes in the write-ahead log.
PAGE = 4096 + 24


@contextmanager
def room_for(path: Path, size: int) -> Iterator[None]:
    """Let the write-ahead log of a database grow by so many bytes and no more, as on a disk that is nearly full."""
    log = path.with_name(f"{path.name}-wal")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def kept(path: Path) -> set[int]:
    """Read the tasks that a farm started after a crash would find."""
    copies = path.with_name("copies")
    copies.mkdir(exist_ok=True)
    for file in (path, path.with_name(f"{path.name}-wal")):
        shutil.copy(file, copies)
    database = sqlite3.connect(copies / path.name)
    numbers = {number for (number,) in database.execute("SELECT id FROM tasks WHERE root_id IS NULL")}
    database.close()
    return numbers


@pytest.mark.parametrize("pages", [0, 1, 2, 3, 5, 9])
def test_what_a_full_disk_refuses_is_not_acknowledged(
    call_new_farm: Callable[..., Any], tmp_path: Path, pages: int
) -> None:
    path = tmp_path / "farm.sqlite"
    caller = call_new_farm(database=Database(path))
    acknowledged = set(caller.create(3))
    with room_for(path, pages * PAGE):
        codes = []
        for _ in range(3):
            response = caller.post("createTask", {"count": 1000})
            codes.append(response.json()["code"])
            if response.json()["result"]:
                acknowledged |= set(response.json()["data"]["taskIdList"])
    assert codes[-1] == 500
    assert "database" in response.json()["message"]
    assert kept(path) == acknowledged
    acknowledged |= set(caller.create(2))
    assert kept(path) == acknowledged
    listed = caller.data("getTaskList", pageNum=1, pageSize=10_000)["items"]
    assert {task["id"] for task in listed} == acknowledged


def test_a_full_disk_is_no_fault_of_who_steers(call_new_farm: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "farm.sqlite"
    caller = call_new_farm(database=Database(path))
    with room_for(path, 0):
        response = caller.http.post("/sandbox/account", json={"balance": 7})
    assert response.status_code == 500
    assert "database" in response.json()["error"]
    assert caller.http.post("/sandbox/account", json={"balance": 7}).status_code == 200


def test_what_time_alone_does_is_logged_as_what_it_is(
    make_farm: Callable[..., Farm],
    call_farm: Callable[..., Any],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = tmp_path / "farm.sqlite"
    farm = make_farm(database=Database(path))
    caller = call_farm(farm)
    caller.data("setOverTimeStop", taskIds=[caller.submit()], overTime=60)
    farm.clock.advance(3600)
    with room_for(path, 0), running(farm):
        for _ in range(300):
            if caplog.messages:
                break
            time.sleep(0.1)
    assert caplog.messages[0].startswith("the sandbox cannot use its database (")

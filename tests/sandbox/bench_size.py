# ruff: noqa: T201  (it talks to the person who runs it)
"""How fast a farm of 10,000 tasks and 1,000,000 frames answers: `python tests/sandbox/bench_size.py [TASKS]`."""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rayvision_sandbox.farm import Call, Farm
from rayvision_sandbox.operations import OPERATIONS
from rayvision_sandbox.requests import read
from rayvision_sandbox.scenes import Scene
from rayvision_sandbox.store import Store
from rayvision_sandbox.users import User

FRAMES = 100


def call(farm: Farm, name: str, **body: Any) -> Any:
    operation = next(operation for operation in OPERATIONS.values() if operation.name == name)
    now = farm.clock.now()
    farm.life.catch_up(now)
    user = farm.store.one("SELECT * FROM users")
    with farm.store.transaction():
        return operation.answer(Call(farm, user, 2, "", now, read(operation.members, body)))


def clocked(title: str, work: Callable[[], Any]) -> Any:
    seconds = []
    for _ in range(5):
        begun = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - begun)
    print(f"{title:<40} first {seconds[0] * 1000:8.1f} ms   median {sorted(seconds)[2] * 1000:8.1f} ms")
    return result


def fill(farm: Farm, tasks: int) -> None:
    begun = time.perf_counter()
    with farm.store.transaction():
        for number, task_id in enumerate(range(0, tasks, 1000)):
            ids = call(farm, "createTask", count=min(1000, tasks - task_id))["taskIdList"]
            for task in ids:
                row = farm.store.one("SELECT * FROM tasks WHERE id = ?", task)
                farm.life.submit(row, Scene(frames=FRAMES, name=f"shot_{task}.ma"), farm.clock.now())
            farm.clock.advance(2000)
            print(number, end=" ", flush=True)
    print(f"\n{tasks} tasks of {FRAMES} frames in {time.perf_counter() - begun:.0f} s")


def measure(farm: Farm) -> None:
    clocked("first page of 20", lambda: call(farm, "getTaskList", pageNum=1, pageSize=20))
    clocked("first page of 100", lambda: call(farm, "getTaskList", pageNum=1, pageSize=100))
    clocked("last page of 20", lambda: call(farm, "getTaskList", pageNum=500, pageSize=20))
    clocked("finished ones", lambda: call(farm, "getTaskList", pageNum=1, pageSize=20, statusList=[25]))
    clocked("running ones", lambda: call(farm, "getTaskList", pageNum=1, pageSize=20, statusList=[5]))
    clocked("keyword", lambda: call(farm, "getTaskList", pageNum=1, pageSize=20, searchKeyword="19"))
    times = {"startTime": "2020-01-01 00:00:00", "endTime": "2099-01-01 00:00:00"}
    page = clocked("by time", lambda: call(farm, "getTaskList", pageNum=1, pageSize=20, **times))
    task_id = page["items"][0]["id"]
    clocked("frames", lambda: call(farm, "queryTaskFrames", taskId=task_id, pageNum=1, pageSize=100))
    clocked("profile", lambda: call(farm, "queryUserProfile"))
    clocked("all frames", lambda: call(farm, "queryAllFrameStats"))


def main() -> None:
    tasks = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "farm.sqlite"
        farm = Farm(Store(path), [User(balance=10**10)], speed=0)
        fill(farm, tasks)
        measure(farm)
        farm.clock.advance(10**6)
        print("a long time later")
        measure(farm)
        farm.store.close()
        clocked("open", Farm(Store(path), [User()]).store.close)
        print(f"database {path.stat().st_size / 2**20:.0f} MB")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()

"""A big farm answers as fast as a small one; `bench_size.py` shows it for 1,000,000 frames."""

import time
from typing import Any

from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.scenes import Scene

TASKS = 200
FRAMES = 200


def test_list_pages_are_fast_in_a_big_farm(farm: Farm, caller: Any) -> None:
    tasks = caller.create(TASKS)
    scene = Scene(frames=FRAMES)
    with farm.database.transaction():
        for task_id in tasks:
            row = farm.database.one("SELECT * FROM tasks WHERE id = ?", task_id)
            assert row is not None
            farm.submit_scene(row, scene, farm.clock.now())
    for seconds in (0, 3600, 10**6):
        caller.advance(seconds)
        caller.data("queryUserProfile")
        for filters in ({}, {"statusList": [5, 25]}, {"searchKeyword": "19"}, {"startTime": "2020-01-01 00:00:00"}):
            taken = []
            for _ in range(3):
                begun = time.process_time()
                page = caller.data("getTaskList", pageNum=1, pageSize=20, **filters)
                taken.append(time.process_time() - begun)
            assert page["total"] in (0, TASKS)
            assert min(taken) < 0.05

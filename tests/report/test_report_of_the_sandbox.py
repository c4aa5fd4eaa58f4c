"""Reports of tasks that a farm has rendered."""

from __future__ import annotations

from typing import Any

from rayvision_api import RayvisionAPI
from rayvision_cli.report import build_report
from rayvision_sandbox.pytest_plugin import RunningFarm

from .support import Page


def rendered(farm: RunningFarm, api: RayvisionAPI, hours: float, **scene: Any) -> int:
    farm.recharge(100_000)
    (task_id,) = api.task.create_task().task_id_list
    farm.scene(task_id, **scene)
    api.task.submit_task(task_id)
    farm.advance(hours=hours)
    return task_id


def test_finished_task_with_failures_and_restarts(rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI) -> None:
    farm, api = rayvision_farm, rayvision_api
    task_id = rendered(farm, api, 3, name="shot_010.ma", frames=24, failing=[3, 17], failingAttempts=2)
    api.query.restart_failed_frames([task_id])
    farm.advance(hours=3)
    page = Page(build_report(api, task_id))
    assert not page.faults
    assert "shot_010.ma" in page.said_in("bdi")
    assert "22 / 24" in page.said_in("dd")
    assert page.bars("finished") > 0
    assert page.values_of("rect", "class").count("restarted") == 2
    assert {"3,", "17", f"rayvision task restart-failed {task_id}"} <= set(page.said_in("bdi") + page.said_in("code"))
    assert sum(tip.startswith("Frame 17: Failed") and "Restarts: 1" in tip for tip in page.said_in("title")) == 1
    sources = page.values_of("img", "src")
    assert len(sources) == 22
    assert all(source.startswith("data:image/png;base64,iVBOR") for source in sources)
    cost = api.query.task_info([task_id]).items[0].render_consume
    assert f"{cost:,.2f} CNY" in page.said_in("dd")


def test_running_task(rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI) -> None:
    rayvision_farm.set_speed(0)
    task_id = rendered(rayvision_farm, rayvision_api, 0.3, frames=40, preRender=True, testFrames=3, frameSeconds=300)
    page = Page(build_report(rayvision_api, task_id))
    assert "Rendering" in page.said_in("b")
    assert page.bars("rendering") == 5
    assert {"Preprocessing", "Priority frames", "Main picture"} <= set(page.said_in("p"))
    assert {"Time left", "Cost so far", "Time so far"} <= page.figures.keys()
    assert "now" in page.said_in("text")


def test_still_is_one_picture(rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI) -> None:
    task_id = rendered(rayvision_farm, rayvision_api, 5, cgId=2001, firstFrame=0, frames=1, tiles=4, photonFrames=1)
    page = Page(build_report(rayvision_api, task_id))
    assert page.figures["Parts finished"] == "5 / 5"
    assert len(page.values_of("img", "src")) == 1
    assert set(page.said_in("h2")) == {"Picture", "Timeline", "Task", "All frames"}
    single = rendered(rayvision_farm, rayvision_api, 5, cgId=2007, firstFrame=0, frames=1)
    assert Page(build_report(rayvision_api, single)).charts == 0


def test_five_thousand_frames(rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI) -> None:
    failing = list(range(100, 5000, 211))
    task_id = rendered(rayvision_farm, rayvision_api, 9, frames=5000, nodes=40, failing=failing)
    page = build_report(rayvision_api, task_id)
    assert len(page.encode()) < 2_000_000
    parts = Page(page)
    assert not parts.faults
    assert parts.figures["Frames finished"] == f"{5000 - len(failing):,} / 5,000"
    # Failed frames twice, and all 5,000 of them.
    assert parts.said_in("td").count("Failed") == 2 * len(failing)
    assert len([tag for tag, _ in parts.tags if tag == "rect"]) < 500
    # Ten frames a square, of which each that failed is alone in its own.
    squares = parts.values_of("i", "class")
    assert len(squares) == 500
    assert sum(square.endswith(" any") for square in squares) == len(failing)
    assert "Machines at work" in parts.said_in("h2")

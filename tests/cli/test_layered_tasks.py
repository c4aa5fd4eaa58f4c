"""Of a task with parts the service itself says that it waits; people see what its parts come to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rayvision_api import RayvisionAPI


@pytest.fixture
def layered(farm: Any, submitted: Callable[..., int]) -> int:
    """A task of two layers that has ended, with a failed frame in each."""
    farm.speed(0)
    farm.scene(name="sq010_layers.ma", frames=4, layers=["beauty", "shadow"], failing=[2])
    task_id = submitted("layers")
    farm.advance(hours=30)
    return task_id


def test_it_is_listed_with_the_frames_of_its_parts(rayvision: Callable[..., Any], layered: int) -> None:
    lines = [line.split("\t") for line in rayvision("task", "list", "--label", "layers").out.splitlines()]
    row = dict(zip(lines[0], next(line for line in lines if line[0] == str(layered)), strict=True))
    assert (row["status"], row["frames"], row["failed"]) == ("some failed", "6/8", "2")
    assert float(row["spent"]) > 0
    assert str(layered) not in rayvision("top", "--once").out
    assert str(layered) in rayvision("task", "list", "--status", "finished-has-failed").out
    assert str(layered) not in rayvision("task", "list", "--status", "waiting").out
    listed = rayvision("task", "list", "--label", "layers", "--json").document["items"]
    (document,) = [task for task in listed if task["id"] == layered]
    assert (document["taskStatusName"], document["failedFrames"]) == ("FINISHED_HAS_FAILED", 2)


def test_waiting_restarts_its_failed_frames(
    rayvision: Callable[..., Any], api: RayvisionAPI, farm: Any, layered: int
) -> None:
    farm.speed(36000)
    done = rayvision("task", "wait", layered, "--until-ok", 1, "--restart-pause", 0, "--poll", 0.1)
    assert "failed frames are rendered again" in done.out
    farm.speed(0)
    (task,) = api.query.task_info([layered]).items
    assert {frame["recommitFlag"] for frame in api.query.iter_frames(layered) if frame.frame_index == "2"} == {1}
    assert task["taskStatus"] == 0


def test_report_says_that_it_has_ended(rayvision: Callable[..., Any], layered: int, tmp_path: Any) -> None:
    rayvision("task", "report", layered, "--output", tmp_path / "report.html")
    assert "2 failed" in (tmp_path / "report.html").read_text("utf-8")

"""Many orders while everything goes wrong: lost replies, late requests, 429, kills, and four programs at once.

`RAYVISION_STORM=full` makes them as many as the promise says: 500 keys of a program that is killed again and again, 80
keys of four programs. That takes minutes.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from rayvision_sandbox.pytest_plugin import RunningFarm

from .ordering import noted

IS_FULL = os.environ.get("RAYVISION_STORM") == "full"
KEYS_OF_ONE, KEYS_OF_FOUR = (500, 80) if IS_FULL else (20, 10)
MOST_KILLS = 100_000 if IS_FULL else 25
LATE = 1.0

STORM: list[dict[str, Any]] = [
    {"kind": "drop-before", "probability": 0.08},
    {"kind": "drop-after", "probability": 0.1},
    {"kind": "truncate", "probability": 0.04},
    {"kind": "html-502", "probability": 0.04},
    {"kind": "http-429", "probability": 0.1, "seconds": 0.05},
    {"kind": "delay", "probability": 0.2, "seconds": LATE, "operation": "createTask"},
    {"kind": "delay", "probability": 0.1, "seconds": LATE, "operation": "submitTask"},
]


pytestmark = pytest.mark.long


@pytest.fixture
def farm(rayvision_farm: RunningFarm) -> RunningFarm:
    rayvision_farm.set_speed(0)
    for fault in STORM:
        rayvision_farm.fault(**fault)
    return rayvision_farm


def _program(farm: RunningFarm, notes: Path, seed: int, count: int) -> subprocess.Popen[str]:
    words = farm.domain, farm.access_id, farm.access_key, str(notes), str(seed), str(count)
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.ordering", *words],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    return program


def _counts(farm: RunningFarm) -> dict[str, int]:
    counts: dict[str, int] = httpx.get(f"http://{farm.domain}/sandbox", trust_env=False).json()["tasks"]
    return counts


def _end(program: subprocess.Popen[str]) -> int:
    with program:
        return program.wait(600)


def _check(farm: RunningFarm, folder: Path, count: int) -> None:
    """Count what there is after the storm, and after one more run in quiet weather."""
    assert _counts(farm)["submitted"] == count
    httpx.delete(f"http://{farm.domain}/sandbox/faults", trust_env=False).raise_for_status()
    time.sleep(LATE + 0.2)
    assert _end(_program(farm, folder / "quiet", 9, count)) == 0
    counts = _counts(farm)
    assert (counts["submitted"], counts["unsubmitted"]) == (count, 0)
    quiet = noted(folder / "quiet")
    assert len(set(quiet.values())) == count
    assert all(noted(notes) == quiet for notes in folder.iterdir())


def test_program_that_is_killed_again_and_again(farm: RunningFarm, tmp_path: Path) -> None:
    chance = random.Random(14)
    for _ in range(MOST_KILLS):
        program = _program(farm, tmp_path / "notes", chance.randrange(10**6), KEYS_OF_ONE)
        try:
            program.wait(chance.uniform(0.1, 0.5))
        except subprocess.TimeoutExpired:
            program.kill()
        _end(program)
        assert _counts(farm)["submitted"] <= KEYS_OF_ONE
        if len(noted(tmp_path / "notes")) == KEYS_OF_ONE:
            break
    assert _end(_program(farm, tmp_path / "notes", 0, KEYS_OF_ONE)) == 0
    _check(farm, tmp_path, KEYS_OF_ONE)


def test_four_programs_with_the_same_keys(farm: RunningFarm, tmp_path: Path) -> None:
    programs = [_program(farm, tmp_path / f"notes-{number}", number, KEYS_OF_FOUR) for number in range(4)]
    assert [_end(program) for program in programs] == [0, 0, 0, 0]
    _check(farm, tmp_path, KEYS_OF_FOUR)

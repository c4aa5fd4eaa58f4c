"""A program that orders tasks: `python -m tests.reliability.ordering DOMAIN ID KEY FILE SEED KEYS`.

It begins with what it has no note of, as a studio's program does after a crash, and notes each task in a file.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from rayvision_api import RayvisionAPI, RayvisionError, RetryPolicy


def main(domain: str, access_id: str, access_key: str, notes: str, seed: str, count: str) -> None:
    file = Path(notes)
    keys = {f"shot {number:03}" for number in range(int(count))}
    left = sorted(keys - noted(file).keys())
    random.Random(seed).shuffle(left)
    policy = RetryPolicy(attempts=5, first_wait=0.02, longest_wait=0.2)
    with (
        file.open("a", buffering=1) as noting,
        RayvisionAPI(
            *(access_id, access_key),
            domain=domain,
            protocol="http",
            platform="2",
            timeout=0.6,
            retries=policy,
        ) as api,
    ):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while left:
            try:
                task_id = api.task.create_once(left[-1])
                api.task.submit_once(task_id)
            except RayvisionError:
                continue
            noting.write(f"{left.pop()}\t{task_id}\n")


def noted(file: Path) -> dict[str, int]:
    """Read the notes; a kill may have cut the last line short."""
    lines = file.read_text().splitlines(keepends=True) if file.exists() else []
    return {key: int(task_id) for key, task_id in (line.split("\t") for line in lines if line.endswith("\n"))}


if __name__ == "__main__":
    main(*sys.argv[1:])

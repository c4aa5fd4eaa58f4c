"""The main job, on a farm of this machine: create a task, submit it, watch it to its end. First sync, then async.

    python examples/main_job.py

It starts the sandbox on a free port, and needs nothing but `pip install 'rayvision-sdk[sandbox]'`.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from rayvision_api import AsyncRayvisionAPI, RayvisionAPI
from rayvision_client.models import TaskInfo

ACCESS_ID, ACCESS_KEY = "sandbox-id", "sandbox-key"


@contextmanager
def farm() -> Iterator[str]:
    """Start the sandbox, and give its address without the scheme."""
    command = [sys.executable, "-m", "rayvision_sandbox", "--port", "0", "--speed", "600"]
    command += ["--access-id", ACCESS_ID, "--access-key", ACCESS_KEY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own command line
        try:
            line = process.stdout.readline() if process.stdout else ""
            yield line.strip().rpartition("http://")[2]
        finally:
            process.terminate()


def run_sync(domain: str) -> None:
    """Run a task through the farm, waiting in this thread."""
    with RayvisionAPI(ACCESS_ID, ACCESS_KEY, domain, "2", "http") as api:
        print("Platforms:", ", ".join(platform.name for platform in api.query.platforms()))
        task_id = api.task.create_task(labels=["shot_010"]).task_id_list[0]
        print(f"Created task {task_id}, submitting it")
        api.task.submit_task(task_id)
        api.task.wait([task_id], timeout=300, poll=0.2, on_progress=show)
        for frame in islice(api.query.iter_frames(task_id), 3):
            print(f"  frame {frame.frame_index}: {frame.frame_status.name}, {frame.frame_execute_time} s")


async def run_async(domain: str) -> None:
    """Run three tasks through the farm, watching them side by side."""
    async with AsyncRayvisionAPI(ACCESS_ID, ACCESS_KEY, domain, "2", "http") as api:
        task_ids = (await api.task.create_task(count=3)).task_id_list
        print(f"Created tasks {task_ids}, submitting them together")
        await asyncio.gather(*(api.task.submit_task(task_id) for task_id in task_ids))
        for task in await api.task.wait(task_ids, timeout=300, poll=0.2):
            show(task)


def show(task: TaskInfo) -> None:
    """Write in a line how a task stands."""
    print(
        f"  task {task.id} ({task.scene_name}): {task.task_status.name}, "
        f"{task.done_frames or 0} of {task.total_frames or 0} frames, cost {task.render_consume or 0}"
    )


def main() -> None:
    """Run the job both ways."""
    with farm() as domain:
        print(f"A farm is listening on http://{domain}\n\nSync:")
        run_sync(domain)
        print("\nAsync:")
        asyncio.run(run_async(domain))
        print("\nDone.")


if __name__ == "__main__":
    main()

"""A job on its way to the farm and back, in a thread. Nothing here touches Blender, which is not thread-safe."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

_SECONDS_BETWEEN_LOOKS = 10.0


class _StoppedError(Exception):
    """The artist has stopped it."""


class Work(threading.Thread):
    """Submits a job, waits for it, and fetches its pictures as they are finished.

    Args:
        folder: The job.
        account: Arguments of the client.
        pause: Seconds between two looks at the farm.

    Attributes:
        text: How far it has got, in one line.
        share: The same as a number from 0 to 1.
        problem: What has ended it, where it did not end well.
        pictures: Where the pictures are.
        count: How many there are.
    """

    def __init__(self, folder: Path, account: dict[str, Any], pause: float = _SECONDS_BETWEEN_LOOKS) -> None:
        # A daemon: Blender may be closed at any time, and the job be continued later.
        super().__init__(name="rayvision-farm", daemon=True)
        self.text = "starting"
        self.share = 0.0
        self.problem = ""
        self.pictures = folder / "pictures"
        self.count = 0
        self._folder = folder
        self._account = account
        self._pause = pause
        self._stop_asked = threading.Event()

    def stop(self) -> None:
        """Ask it to stop. The task keeps running; the same job can be continued."""
        self._stop_asked.set()

    def run(self) -> None:
        """Do it all; called by `start`."""
        try:
            self._go()
        except _StoppedError:
            self.text = "stopped; the task keeps running on the farm, and Continue fetches its pictures"
        except Exception as error:  # noqa: BLE001  # an artist has to see whatever it was
            self.problem = self.text = str(error) or type(error).__name__

    def _go(self) -> None:
        from rayvision_api import RayvisionAPI

        with RayvisionAPI(**self._account) as api:
            job = api.jobs.submit(self._folder, on_progress=self._tell)
            done: int | None = 0
            while True:
                # Asked before what there is: what is rendered between the two then comes.
                task = job.status()
                if task.done_frames != done or task.task_status.is_final:
                    self.count = len(job.download(self.pictures, follow=False, on_progress=self._tell))
                    done = task.done_frames
                if task.task_status.is_final:
                    break
                self._show_task(task)
                if self._stop_asked.wait(self._pause):
                    raise _StoppedError
        self.share = 1.0
        self.text = f"{task.task_status.name.lower().replace('_', ' ')}: {self.count} pictures"
        if not task.task_status.is_success:
            self.problem = f"task {task.id} has {self.text}; rayvision task report {task.id} says why"

    def _show_task(self, task: Any) -> None:
        self.share = (task.done_frames or 0) / (task.total_frames or 1)
        self.text = f"task {task.id}: {task.done_frames or 0} of {task.total_frames or 0} frames"

    def _tell(self, progress: Any) -> None:
        if self._stop_asked.is_set():
            # It passes through the client, which ends the transfer.
            raise _StoppedError
        moved = progress.transfer
        if moved is not None:
            # Edition 1.0.0 of the API lists no pictures, so totals are not known.
            if moved.bytes_total:
                self.share = moved.bytes_done / moved.bytes_total
            total = "" if moved.files_total is None else f" of {moved.files_total}"
            self.text = f"{progress.stage}: {moved.files_done}{total} files"
        elif progress.task is None:
            self.text = str(progress.stage)

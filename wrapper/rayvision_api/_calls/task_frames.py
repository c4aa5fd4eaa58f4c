"""The frames of a whole task, each with the layer or pass that it belongs to."""

from __future__ import annotations

from typing import Any

from rayvision_client.models import FrameInfo, TaskInfo


class TaskFrame(FrameInfo):
    """A frame, and where the task was split up, the sub-task that it belongs to.

    Attributes:
        sub_task: The layer or pass; `None` where the frame is the task's own.
    """

    __slots__ = ("sub_task",)

    def __init__(self, wire: dict[str, Any] | None = None, sub_task: TaskInfo | None = None) -> None:
        super().__init__(wire)
        self.sub_task = sub_task

    @property
    def layer_name(self) -> str | None:
        """Name of the render layer; `None` where the frame is of none."""
        return None if self.sub_task is None else self.sub_task.layer_name


class SubTasks:
    """The sub-tasks of a task by their ids; asked for only where a frame is not the task's own."""

    def __init__(self, task_id: int) -> None:
        self._task_id = task_id
        self._known: dict[str, TaskInfo] | None = None

    def are_wanted(self, frames: list[FrameInfo]) -> bool:
        """Return whether there are frames of sub-tasks that are not known yet."""
        return self._known is None and any(frame.get("taskId") not in (self._task_id, None) for frame in frames)

    def take(self, tasks: list[TaskInfo]) -> None:
        """Take what the service answered about the task."""
        self._known = {str(part.id): part for task in tasks for part in task.resp_rendering_task_list or ()}

    def frame(self, frame: FrameInfo) -> TaskFrame:
        """Add its sub-task to a frame."""
        return TaskFrame(frame.to_dict(), (self._known or {}).get(str(frame.task_id)))

"""Whether a task has been submitted."""

from __future__ import annotations

from rayvision_client.models import TaskInfo, TaskStatus


def was_submitted(task: TaskInfo) -> bool:
    """Return whether a task has been submitted; one that has only been created has no time of submission.

    Args:
        task: The task, as `get_task_list` and `task_info` return it.
    """
    moment = task.submit_date
    if moment is None:
        # One that cannot be read is a time of submission all the same.
        return task.get("submitDate") is not None
    # Some servers write 0 where there is no time; what is under way has been submitted, whatever they write.
    return moment.year > 1970 or task.task_status not in (None, TaskStatus.WAITING, TaskStatus.ABANDON)

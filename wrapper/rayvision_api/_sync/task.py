# Generated from wrapper/rayvision_api/_async/task.py by `python -m generator build`. Do not edit.
"""Tasks: create, submit, stop, start, abandon, delete."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rayvision_api._arguments import choice, digits_or_text, integer, integers, texts
from rayvision_api._names import isolation_model
from rayvision_api._paging import PageWalk, portions
from rayvision_api._reconciling import Reconciliation, is_older, judged_creation, judged_submission, known_ids
from rayvision_api._sync.connection import Connection
from rayvision_api._waiting import Poll, StopEvent, Until, Watch, pause
from rayvision_api.errors import OutcomeUnknownError, RayvisionNetworkError, RayvisionProtocolError
from rayvision_client import models, operations

# The vendor answers at most so many tasks at a time.
_PORTION = 100


class Task:
    """Operations on tasks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._call = connection.call

    def create_task(
        self,
        count: int = 1,
        out_user_id: int | None = None,
        task_user_level: models.TaskUserLevel | int = models.TaskUserLevel.NORMAL,
        labels: Iterable[str] | None = None,
    ) -> models.CreatedTasks:
        """Create task numbers, under which scenes are uploaded and then submitted (operation `createTask`).

            created = api.task.create_task(labels=["shot_010"])
            api.task.submit_task(created.task_id_list[0])

        Args:
            count: How many numbers to create.
            out_user_id: Your own number of the user on whose behalf the tasks are, where you serve several.
            task_user_level: Priority among the account's tasks, 50 or 60.
            labels: Labels to put on the tasks.

        Returns:
            The new task ids, and their aliases.

        Raises:
            ValueError: The count is below 1, the level neither 50 nor 60, or a label empty.
            TypeError: An argument is of the wrong type.
            RayvisionError: The service refused or could not be asked.
        """
        body = models.CreateTaskRequest(
            count=integer("count", count),
            task_user_level=choice("task_user_level", task_user_level, models.TaskUserLevel),
            out_user_id=None if out_user_id is None else integer("out_user_id", out_user_id),
            labels=texts("labels", labels),
        )
        created = self._call(operations.CREATE_TASK, body)
        self._connection.pool.created_tasks.update(known_ids(created.task_id_list))
        return created

    def submit_task(
        self,
        task_id: int,
        asset_lsolation_model: models.AssetIsolationModel | str | None = None,
        out_user_id: str | int | None = None,
        *,
        asset_isolation_model: models.AssetIsolationModel | str | None = None,
    ) -> None:
        """Submit a task whose scene has been uploaded (operation `submitTask`).

        Args:
            task_id: Id of the task.
            asset_lsolation_model: The guide's spelling of `asset_isolation_model`.
            out_user_id: Your own id of the user whose assets these are; needed with `OUT_USER_MODEL`.
            asset_isolation_model: How the task's assets are kept apart from others of the account: `TASK_ID_MODEL`
                (by task) or `OUT_USER_MODEL` (by your user).

        Raises:
            ValueError: The model is unknown, or `OUT_USER_MODEL` comes without `out_user_id`.
            TypeError: An argument is of the wrong type, or the model is given in both spellings.
            RayvisionError: The service refused or could not be asked.
        """
        if asset_lsolation_model is not None and asset_isolation_model is not None:
            raise TypeError("asset_isolation_model is given twice, also as asset_lsolation_model; give one of them")
        owner = None if out_user_id is None or out_user_id == "" else digits_or_text("out_user_id", out_user_id).strip()
        body = models.SubmitTaskRequest(
            task_id=integer("task_id", task_id),
            asset_isolation_model=isolation_model(
                "asset_isolation_model", asset_isolation_model or asset_lsolation_model, owner
            ),
            out_user_id=owner,
        )
        return self._call(operations.SUBMIT_TASK, body)

    def stop_task(self, task_param_list: Iterable[int]) -> None:
        """Stop tasks; they can be started again (operation `stopTask`).

        Args:
            task_param_list: Ids of the tasks.

        Raises:
            ValueError: The list is empty, or an id below 1.
            TypeError: The list is none, or an id no whole number.
            RayvisionError: The service refused or could not be asked.
        """
        body = models.TaskIdsRequest(task_ids=integers("task_param_list", task_param_list))
        return self._call(operations.STOP_TASK, body)

    def start_task(self, task_param_list: Iterable[int]) -> None:
        """Start tasks that were stopped (operation `startTask`).

        Args:
            task_param_list: Ids of the tasks.

        Raises:
            ValueError: The list is empty, or an id below 1.
            TypeError: The list is none, or an id no whole number.
            RayvisionError: The service refused or could not be asked.
        """
        body = models.TaskIdsRequest(task_ids=integers("task_param_list", task_param_list))
        return self._call(operations.START_TASK, body)

    def abort_task(self, task_param_list: Iterable[int]) -> None:
        """Give up tasks for good (operation `abortTask`).

        Args:
            task_param_list: Ids of the tasks.

        Raises:
            ValueError: The list is empty, or an id below 1.
            TypeError: The list is none, or an id no whole number.
            RayvisionError: The service refused or could not be asked.
        """
        body = models.TaskIdsRequest(task_ids=integers("task_param_list", task_param_list))
        return self._call(operations.ABORT_TASK, body)

    def delete_task(self, task_param_list: Iterable[int]) -> None:
        """Delete tasks (operation `deleteTask`).

        Args:
            task_param_list: Ids of the tasks.

        Raises:
            ValueError: The list is empty, or an id below 1.
            TypeError: The list is none, or an id no whole number.
            RayvisionError: The service refused or could not be asked.
        """
        body = models.TaskIdsRequest(task_ids=integers("task_param_list", task_param_list))
        return self._call(operations.DELETE_TASK, body)

    def set_task_overtime_stop(self, task_id_list: Iterable[int], overtime: int) -> str:
        """Set after how long tasks are stopped (operation `setOverTimeStop`).

        Args:
            task_id_list: Ids of the tasks.
            overtime: The time in seconds, at least 1.

        Returns:
            The service's own word, `SUCCESS` say.

        Raises:
            ValueError: The list is empty, or a number below 1.
            TypeError: The list is none, or an item no whole number.
            RayvisionError: The service refused or could not be asked.
        """
        body = models.OverTimeStopRequest(
            task_ids=integers("task_id_list", task_id_list), over_time=integer("overtime", overtime)
        )
        return self._call(operations.SET_OVER_TIME_STOP, body)

    # The guide's spelling.
    set_task_overtime_top = set_task_overtime_stop

    def full_speed(self, task_id_list: Iterable[int]) -> str:
        """Render tasks at full speed, on as many machines as there are (operation `fullSpeed`).

        Args:
            task_id_list: Ids of the tasks.

        Returns:
            The service's own word, `成功` (success) say.

        Raises:
            ValueError: The list is empty, or an id below 1.
            TypeError: The list is none, or an id no whole number.
            RayvisionError: The service refused or could not be asked.
        """
        body = models.TaskIdsRequest(task_ids=integers("task_id_list", task_id_list))
        return self._call(operations.FULL_SPEED, body)

    def wait(
        self,
        task_ids: Iterable[int],
        timeout: float | None = None,
        *,
        until: Until = "finished",
        poll: Poll = (1.0, 30.0),
        on_progress: Callable[[models.TaskInfo], object] | None = None,
        stop: StopEvent | None = None,
    ) -> list[models.TaskInfo]:
        """Wait until tasks have ended (operation `queryTaskInfo`, again and again).

        Faults on the way are survived as the client's retry policy says.

            for task in api.task.wait([task_id], timeout=3600):
                print(task.id, task.task_status.name, task.render_consume)

        Args:
            task_ids: Ids of the tasks.
            timeout: How many seconds to wait at most; `None` waits for ever.
            until: `finished`, or `succeeded` where a task that ends in any other way is an error.
            poll: Seconds between two looks; or the shortest and the longest such time, between which the pause grows
                while nothing happens.
            on_progress: Called with each task when it is first seen and whenever something about it has changed.
            stop: An event that ends the waiting when it is set.

        Returns:
            The tasks as they ended, in the order of the ids.

        Raises:
            ValueError: There are no ids, or an argument is out of its range.
            RayvisionWaitTimeoutError: The timeout is over; `tasks` of the error has what was last seen.
            RayvisionWaitStoppedError: The stop event was set; likewise.
            RayvisionTaskFailedError: All tasks ended, some without success, and `until` is `succeeded`.
            RayvisionNotFoundError: The service does not know one of the tasks.
            RayvisionError: The service could not be asked.
        """
        watch = Watch(operations.QUERY_TASK_INFO, integers("task_ids", task_ids), until, timeout, poll, on_progress)

        def rest(seconds: float) -> None:
            if pause(seconds, stop):
                raise watch.stopped()

        while True:
            for ids in portions(watch.open_ids, _PORTION):
                connection = self._connection.within(watch.seconds_left)
                try:
                    page = connection.call(operations.QUERY_TASK_INFO, models.TaskIdsRequest(task_ids=ids), rest)
                except (RayvisionNetworkError, RayvisionProtocolError) as error:
                    if watch.seconds_left == 0:
                        raise watch.timed_out() from error
                    raise
                watch.look(ids, page.items)
            if not watch.open_ids:
                return watch.result()
            rest(watch.pause())

    def reconcile(self, error: OutcomeUnknownError) -> Reconciliation:
        """Find out what became of a `create_task` or `submit_task` whose reply was lost.

        A `create_task` can be found again only by labels, and only labels that no other unsubmitted task has make
        `done` certain.

            try:
                api.task.submit_task(task_id)
            except OutcomeUnknownError as error:
                found = api.task.reconcile(error)
                if found.outcome == "not done":
                    api.task.submit_task(task_id)

        Args:
            error: What the call raised.

        Returns:
            Whether it was carried out, and the tasks in question.

        Raises:
            ValueError: The error is of another operation.
            RayvisionError: The service could not be asked.
        """
        if not isinstance(error, OutcomeUnknownError):
            raise TypeError(f"error is {error!r}; it has to be an OutcomeUnknownError")
        connection = self._connection.on_platform(error.platform)
        if error.operation == operations.SUBMIT_TASK.id:
            body = models.TaskIdsRequest(task_ids=[error.body["taskId"]])
            page = connection.call(operations.QUERY_TASK_INFO, body)
            return judged_submission(page.items)
        if error.operation != operations.CREATE_TASK.id:
            raise ValueError(f"error is of {error.operation}; only createTask and submitTask can be reconciled")
        walk, newest = PageWalk(_PORTION), list[models.TaskInfo]()
        while walk.page is not None and not any(is_older(error, task) for task in newest):
            wanted = models.TaskListRequest(page_num=walk.page, page_size=walk.size)
            page = connection.call(operations.GET_TASK_LIST, wanted)
            newest.extend(walk.take(page))
        return judged_creation(error, newest, connection.pool.created_tasks)

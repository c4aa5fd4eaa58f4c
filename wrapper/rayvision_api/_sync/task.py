# Generated from wrapper/rayvision_api/_async/task.py by `python -m generator build`. Do not edit.
"""Tasks: create, submit, stop, start, abandon, delete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial

from rayvision_api._arguments import (
    choice,
    digits_or_text,
    integer,
    integers,
    items,
    number,
    optional_integer,
    optional_items,
    optional_text,
    text,
)
from rayvision_api._calls.create_once import free_labels, once_label
from rayvision_api._calls.enumerations import isolation_model
from rayvision_api._calls.reconciling import Reconciliation
from rayvision_api._calls.spelling import in_either_spelling
from rayvision_api._calls.submitted import was_submitted
from rayvision_api._calls.supervising import Budget, Restarts, Supervision, SupervisionEvent
from rayvision_api._calls.waiting import Poll, Until, Watch
from rayvision_api._sync.caller import Caller
from rayvision_api._sync.create_once import create_or_find
from rayvision_api._sync.iteration import Items
from rayvision_api._sync.reconciling import creation, submission
from rayvision_api._sync.waiting import TaskPoller
from rayvision_api._transport.concurrency import StopEvent, sleep
from rayvision_api.errors import OutcomeUnknownError, OutcomeUnknownOnceError, RayvisionAPIError, RayvisionNotFoundError
from rayvision_client import models, operations


class Task:
    """Operations on tasks.

    Each method checks its arguments before it sends anything: a `ValueError` or `TypeError` says what is wrong, and
    what would be right. Unless said otherwise, numbers and ids are at least 1, and lists and texts not empty. Each may
    raise `RayvisionError`: the service refused, or could not be asked.
    """

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._call = caller.call

    def create_task(
        self,
        count: int = 1,
        out_user_id: int | None = None,
        task_user_level: models.TaskUserLevel | int = models.TaskUserLevel.NORMAL,
        labels: Iterable[str] | None = None,
        clone_original_id: int | str | None = None,
        artist: str | None = None,
    ) -> models.CreatedTasks:
        """Create task numbers, under which scenes are uploaded and then submitted (operation `createTask`).

            created = api.task.create_task(labels=["shot_010"])
            api.task.submit_task(created.task_id_list[0])

        Args:
            count: How many numbers to create.
            out_user_id: Your own number of the user for whom the tasks are, where you serve several.
            task_user_level: Priority among the account's tasks, 50 or 60.
            labels: Labels to put on the tasks.
            clone_original_id: Id of the task that the new ones are clones of. Since edition 2.0.0 of the API.
            artist: Name of the artist. Since edition 2.0.0 of the API.

        Returns:
            The new task ids, and their aliases.

        Raises:
            OutcomeUnknownError: It is not known whether the tasks were created; `reconcile` finds out, and
                `create_once` avoids the question.
        """
        body = models.CreateTaskRequest(
            count=integer("count", count),
            task_user_level=choice("task_user_level", task_user_level, models.TaskUserLevel),
            out_user_id=optional_integer("out_user_id", out_user_id),
            labels=free_labels(optional_items("labels", labels, text)),
            clone_original_id=optional_integer("clone_original_id", number(clone_original_id)),
            artist=optional_text("artist", artist),
        )
        return self._call(operations.CREATE_TASK, body, check=partial(self._caller.created.accept, count))

    def create_once(
        self,
        key: str,
        out_user_id: int | None = None,
        task_user_level: models.TaskUserLevel | int = models.TaskUserLevel.NORMAL,
        labels: Iterable[str] | None = None,
        clone_original_id: int | str | None = None,
        artist: str | None = None,
    ) -> int:
        """Create the one task of a key, or find it (operations `getTaskList`, `createTask` and `deleteTask`).

        Whatever breaks, and whatever others do with the same key meanwhile, there is one task in the end, and
        all callers get its number. Call it again after any error, a kill, or a restart.

            task_id = api.task.create_once("sq010_sh020 v003", labels=["sq010"])
            api.task.submit_once(task_id)

        The task carries the label `once:` and the key. All tasks of the account on this platform are looked through for
        it, before and after creating one. If there are several, the one that was submitted is the task of the key, or
        else the one with the lowest number; the others are deleted, unless they were submitted. The key is free again
        when its task is deleted.

        Args:
            key: What the task is for: 1 to 100 printable characters, without spaces at its ends.
            out_user_id: As for `create_task`, like all that follow; a task that exists already stays unchanged.
            task_user_level: Priority among the account's tasks, 50 or 60.
            labels: Further labels.
            clone_original_id: Id of the task that it is a clone of. Since edition 2.0.0 of the API.
            artist: Name of the artist. Since edition 2.0.0 of the API.

        Returns:
            The number of the task, which may have been submitted.

        Raises:
            OutcomeUnknownError: The replies to `createTask` were lost as often as the retry policy allows attempts, and
                there is no task of the key; call again with the same key.
            OutcomeUnknownOnceError: The service does not list the task that it has created, so it is not known
                whether it is the only one.
        """
        label = once_label(key)
        body = models.CreateTaskRequest(
            count=1,
            task_user_level=choice("task_user_level", task_user_level, models.TaskUserLevel),
            out_user_id=optional_integer("out_user_id", out_user_id),
            labels=[*(free_labels(optional_items("labels", labels, text)) or ()), label],
            clone_original_id=optional_integer("clone_original_id", number(clone_original_id)),
            artist=optional_text("artist", artist),
        )
        return create_or_find(self._caller, key, label, body)

    def submit_task(
        self,
        task_id: int,
        asset_lsolation_model: models.AssetIsolationModel | str | None = None,
        out_user_id: str | int | None = None,
        *,
        asset_isolation_model: models.AssetIsolationModel | str | None = None,
        producer: str | None = None,
        only_id: bool = False,
    ) -> int | None:
        """Submit a task whose scene has been uploaded (operation `submitTask`).

        Args:
            task_id: Id of the task.
            asset_lsolation_model: The guide's spelling of `asset_isolation_model`; give only one of them.
            out_user_id: Your own id of the user whose assets these are; needed with `OUT_USER_MODEL`.
            asset_isolation_model: How the task's assets are kept apart from others of the account: `TASK_ID_MODEL`
                (by task) or `OUT_USER_MODEL` (by your user). Of edition 1.0.0 of the API alone, like the other spelling
                and `out_user_id`.
            producer: Name of the producer. Since edition 2.0.0 of the API.
            only_id: Whether to return the task's id, as the vendor's client does.

        Returns:
            The id of the task with `only_id`; nothing otherwise.
        """
        if asset_lsolation_model is not None and asset_isolation_model is not None:
            raise TypeError("asset_isolation_model is given twice, also as asset_lsolation_model; give one of them")
        owner = _owner(out_user_id)
        body = models.SubmitTaskRequest(
            task_id=integer("task_id", task_id),
            asset_isolation_model=isolation_model(
                "asset_isolation_model", asset_isolation_model or asset_lsolation_model, owner
            ),
            out_user_id=owner,
            producer=optional_text("producer", producer),
        )
        self._call(operations.SUBMIT_TASK, body)
        return body.task_id if only_id else None

    def submit_once(
        self,
        task_id: int,
        asset_isolation_model: models.AssetIsolationModel | str | None = None,
        out_user_id: str | int | None = None,
        producer: str | None = None,
    ) -> None:
        """Submit a task, unless it has been submitted (operations `queryTaskInfo` and `submitTask`).

        Call it again after any error, a kill, or a restart; several processes may call it for the same task.

        Args:
            task_id: Id of the task.
            asset_isolation_model: As for `submit_task`, like `out_user_id`.
            out_user_id: Your own id of the user whose assets these are.
            producer: Name of the producer. Since edition 2.0.0 of the API.

        Raises:
            OutcomeUnknownError: The replies to `submitTask` were lost as often as the retry policy allows attempts, and
                the task does not appear as submitted; call again.
        """
        owner = _owner(out_user_id)
        body = models.SubmitTaskRequest(
            task_id=integer("task_id", task_id),
            asset_isolation_model=isolation_model("asset_isolation_model", asset_isolation_model, owner),
            out_user_id=owner,
            producer=optional_text("producer", producer),
        )
        # Before the task is looked at, refuse what the client's edition does not take.
        operations.SUBMIT_TASK.body(self._caller.settings.edition, body)
        waits = self._caller.settings.retries.waits()
        while not self.is_submitted(body.task_id):
            try:
                self._call(operations.SUBMIT_TASK, body)
            except (OutcomeUnknownError, RayvisionAPIError) as error:
                if self.is_submitted(body.task_id):
                    return
                if not isinstance(error, OutcomeUnknownError):
                    raise
                error.call = "task.submit_once"
                if (seconds := next(waits, None)) is None:
                    raise
                sleep(seconds)
            else:
                return

    def is_submitted(self, task_id: int) -> bool:
        """Return whether a task has been submitted (operation `queryTaskInfo`).

        Args:
            task_id: Id of the task; one that the service does not have is not submitted.
        """
        body = models.TaskIdsRequest(task_ids=[integer("task_id", task_id)])
        try:
            tasks = (self._call(operations.QUERY_TASK_INFO, body)).items
        except RayvisionNotFoundError:
            # A new task may take a moment to appear; for any other, `submitTask` says that it does not exist.
            return False
        return any(task.id == task_id and was_submitted(task) for task in tasks)

    def stop_task(self, task_param_list: Iterable[int]) -> None:
        """Stop tasks; they can be started again (operation `stopTask`).

        Args:
            task_param_list: Ids of the tasks.
        """
        body = models.TaskIdsRequest(task_ids=integers("task_param_list", task_param_list))
        return self._call(operations.STOP_TASK, body)

    def start_task(self, task_param_list: Iterable[int]) -> None:
        """Start tasks that were stopped (operation `startTask`).

        Args:
            task_param_list: Ids of the tasks.
        """
        body = models.TaskIdsRequest(task_ids=integers("task_param_list", task_param_list))
        return self._call(operations.START_TASK, body)

    def abort_task(self, task_param_list: Iterable[int]) -> None:
        """Abandon tasks, for good (operation `abortTask`).

        Args:
            task_param_list: Ids of the tasks.
        """
        body = models.TaskIdsRequest(task_ids=integers("task_param_list", task_param_list))
        return self._call(operations.ABORT_TASK, body)

    def delete_task(self, task_param_list: Iterable[int]) -> None:
        """Delete tasks (operation `deleteTask`).

        Args:
            task_param_list: Ids of the tasks.
        """
        body = models.TaskIdsRequest(task_ids=integers("task_param_list", task_param_list))
        return self._call(operations.DELETE_TASK, body)

    def set_task_overtime_stop(self, task_id_list: Iterable[int], overtime: int) -> str:
        """Set the time after which tasks are stopped (operation `setOverTimeStop`).

        Args:
            task_id_list: Ids of the tasks.
            overtime: The time in seconds, at least 1.

        Returns:
            What the service says, for example `SUCCESS`.
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
            What the service says, for example `成功` (success).
        """
        body = models.TaskIdsRequest(task_ids=integers("task_id_list", task_id_list))
        return self._call(operations.FULL_SPEED, body)

    def update_priority(self, task_id: int, priority: models.TaskUserLevel | int) -> None:
        """Set the priority of a task among those of the account (operation `updateTaskUserLevel`).

        Since edition 2.0.0 of the API.

        Args:
            task_id: Id of the task.
            priority: The priority, at least 1; a new task has 50 or 60.
        """
        body = models.TaskPriorityRequest(
            task_id=integer("task_id", task_id), task_user_level=integer("priority", priority)
        )
        return self._call(operations.UPDATE_TASK_USER_LEVEL, body)

    @in_either_spelling
    def update_task_limit(self, task_id: int, task_limit: int) -> None:
        """Limit on how many machines a task renders at once (operation `updateTaskLimit`).

        Since edition 2.0.0 of the API.

        Args:
            task_id: Id of the task.
            task_limit: The most machines, at least 1.
        """
        body = models.TaskLimitRequest(
            task_id=integer("task_id", task_id), task_limit=integer("task_limit", task_limit)
        )
        return self._call(operations.UPDATE_TASK_LIMIT, body)

    @in_either_spelling
    def edit_task_hardware_config(
        self,
        task_ids: Iterable[int | str],
        hardware_config_ids: Iterable[int | str],
        model: str,
        gpu_num: str | None,
        ram: str,
    ) -> None:
        """Move tasks to other hardware (operation `editTaskHardwareConfig`).

        Since edition 2.0.0 of the API. The values are those of an entry of `api.user.get_hardware_config()`.

        Args:
            task_ids: Ids of the tasks, as numbers or text.
            hardware_config_ids: Ids of the hardware.
            model: Its model, `28C` for example.
            gpu_num: Its graphics cards, `2*GPU` for example; `None` or empty on platforms without.
            ram: Its memory, `64GB` for example.
        """
        tasks: list[str | int] = items(
            "task_ids", task_ids, lambda place, one: (text if isinstance(one, str) else integer)(place, one)
        )
        hardware = optional_items("hardware_config_ids", hardware_config_ids, digits_or_text)
        if not tasks or not hardware:
            raise ValueError(f"{'hardware_config_ids' if tasks else 'task_ids'} is empty; give at least one id")
        body = models.TaskHardwareRequest(
            task_ids=tasks,
            hardware_config_ids=hardware,
            model=text("model", model),
            # client 3: empty where replies have null, as on platforms without graphics cards.
            gpu_num=optional_text("gpu_num", gpu_num) or "",
            ram=text("ram", ram),
        )
        return self._call(operations.EDIT_TASK_HARDWARE_CONFIG, body)

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

        Calls that fail on the way are repeated as the client's retry policy says.

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
            The tasks as they ended, in the order of the ids; a layered one as its parts stand together (`whole_task`).

        Raises:
            RayvisionWaitTimeoutError: The timeout is over; `tasks` of the error has what was last seen.
            RayvisionWaitStoppedError: The stop event was set; likewise.
            RayvisionTaskFailedError: All tasks ended, some without success, and `until` is `succeeded`.
            RayvisionTaskMissingError: The service does not have one of the tasks, or no longer has it; `tasks` has what
                was last seen of the others. One that this client has just created may take a moment to appear.
        """
        poller = self._poller(task_ids, timeout, until, poll, on_progress, stop)
        while True:
            poller.look()
            if not poller.watch.open_ids:
                return poller.watch.result()
            poller.sleep(poller.watch.pause())

    def as_completed(
        self,
        task_ids: Iterable[int],
        timeout: float | None = None,
        *,
        poll: Poll = (1.0, 30.0),
        on_progress: Callable[[models.TaskInfo], object] | None = None,
        stop: StopEvent | None = None,
    ) -> Iterator[models.TaskInfo]:
        """Go through tasks in the order in which they end, each as soon as it has (operation `queryTaskInfo`).

            for task in api.task.as_completed([task_id]):
                print(task.id, task.task_status.name)

        Args:
            task_ids: Ids of the tasks.
            timeout: How many seconds to wait for all of them at most; `None` waits for ever.
            poll: As for `wait`, like all that follow.
            on_progress: Called with each task when it is first seen and whenever something about it has changed.
            stop: An event that ends the waiting when it is set.

        Raises:
            RayvisionWaitError: As for `wait`. The iterator can go on after any error.
        """
        poller = self._poller(task_ids, timeout, "finished", poll, on_progress, stop)
        watch = poller.watch

        def more() -> Iterable[models.TaskInfo] | None:
            ended = watch.ended()
            while not ended and watch.open_ids:
                if watch.has_looked:
                    poller.sleep(watch.pause())
                poller.look()
                ended = watch.ended()
            return ended or None

        return Items(more)

    def supervise(
        self,
        task_ids: Iterable[int],
        timeout: float | None = None,
        *,
        until_ok: int = 3,
        pause: float = 30.0,
        budget: float | Decimal | None = None,
        warn_at: float = 0.8,
        poll: Poll = (1.0, 30.0),
        on_progress: Callable[[models.TaskInfo], object] | None = None,
        on_event: Callable[[SupervisionEvent], object] | None = None,
        stop: StopEvent | None = None,
    ) -> Supervision:
        """Wait until tasks have ended; render what failed again, and stop them before they cost too much.

        Operations `queryTaskInfo`, `queryTaskFrames`, `restartFrame` and `stopTask`. When a task has ended, its failed
        frames are rendered again, each at most `until_ok` times. A frame that fails twice in a row in the same way,
        with the same status after the same time (within a tenth), is given up. So is a task of ten or more frames of
        which more than half fail at first: its scene is broken. A task that somebody stopped is left alone.

        Once the service has answered, it may be unreachable for as long as `timeout` allows.

            done = api.task.supervise([task_id], until_ok=3, budget=200)
            print(done.spent, done.restarts, [event.frames for event in done.given_up])

        Args:
            task_ids: Ids of the tasks.
            timeout: How many seconds to wait at most; `None` waits for ever.
            until_ok: How often to render a failed frame again, at most; 0 for never.
            pause: Seconds before failed frames are rendered again; doubled each time, up to ten minutes, and shortened
                at random by up to a fifth.
            budget: The most that the tasks may cost together, in the account's currency. Tasks that would
                exceed it with the frames being rendered are stopped, once; no restart may exceed it either.
            warn_at: Share of the budget at which to warn: `on_event` gets `budget_near`.
            poll: As for `wait`.
            on_progress: Called with each task when it is first seen and whenever something about it has changed.
            on_event: Called with all that is done, and when the service goes away and comes back.
            stop: An event that ends the waiting when it is set.

        Returns:
            The tasks as they ended, what they cost, and what was done. Frames that failed are not an error.

        Raises:
            RayvisionWaitError: As for `wait`.
            RayvisionError: The service refused, or could not be asked at first.
        """
        from rayvision_api._sync.supervising import Supervisor

        poller = self._poller(task_ids, timeout, "finished", poll, on_progress, stop)
        restarts, limit = Restarts(until_ok, pause), Budget(budget, warn_at)
        return Supervisor(self._caller, self.stop_task, poller, restarts, limit, on_event).run()

    def _poller(
        self,
        task_ids: Iterable[int],
        timeout: float | None,
        until: Until,
        poll: Poll,
        on_progress: Callable[[models.TaskInfo], object] | None,
        stop: StopEvent | None,
    ) -> TaskPoller:
        ids, created = integers("task_ids", task_ids), self._caller.created
        watch = Watch(operations.QUERY_TASK_INFO, ids, created, until, timeout, poll, on_progress)
        return TaskPoller(self._caller, watch, stop)

    def reconcile(self, error: OutcomeUnknownError) -> Reconciliation:
        """Find out what became of a `create_task` or `submit_task` whose reply was lost.

        A task that does not appear proves nothing at once, since the request may still be on its way: the outcome is
        `pending` until the service would refuse a request that old; `certain_from` says when. A `create_task` can be
        found again only by its labels, and only labels that no other unsubmitted task has make `done` certain.

            try:
                api.task.submit_task(task_id)
            except OutcomeUnknownError as error:
                found = api.task.reconcile(error)
                print(found.outcome, found.certain_from)

        To submit whatever happens, call `submit_once`, and to create, `create_once`.

        Args:
            error: What the call raised.

        Returns:
            Whether it was carried out, and the tasks in question.

        Raises:
            ValueError: The error is of another operation, or an `OutcomeUnknownOnceError`, which says what to do.
        """
        if not isinstance(error, OutcomeUnknownError):
            raise TypeError(f"error is {error!r}; it has to be an OutcomeUnknownError")
        if isinstance(error, OutcomeUnknownOnceError):
            # The list by which a task is found does not have it, and would say that none was created.
            raise ValueError(f"error is of create_once, which has looked for the task already: {error}")
        caller = self._caller.on_platform(error.platform)
        if error.operation == operations.CREATE_TASK.id:
            return creation(caller, error.began, error.body["count"], error.body.get("labels") or ())
        if error.operation != operations.SUBMIT_TASK.id:
            raise ValueError(f"error is of {error.operation}; only createTask and submitTask can be reconciled")
        return submission(caller, error.began, error.body["taskId"])

    def reconcile_creation(self, labels: Iterable[str], began: datetime, count: int = 1) -> Reconciliation:
        """Find out what became of a `create_task` that was cancelled, and so left no error (operation `getTaskList`).

            from datetime import UTC, datetime

            began = datetime.now(UTC)
            ...  # a create_task(labels=["shot_010"]) is begun, and cancelled
            found = api.task.reconcile_creation(["shot_010"], began)

        Args:
            labels: The labels that the call gave the tasks; at least one.
            began: When the call began, by this machine's clock; the time has to say its zone.
            count: How many tasks it was to create.

        Returns:
            As for `reconcile`, with this client's retry policy for how long the call may have gone on.
        """
        names = optional_items("labels", labels, text)
        if not names:
            raise ValueError("labels is empty; without a label one new task looks like any other")
        if not isinstance(began, datetime):
            raise TypeError(f"began is {began!r}; it has to be a datetime")
        if began.tzinfo is None:
            raise ValueError(f"began is {began!r}; it has to say its zone, as datetime.now(UTC) does")
        began = self._caller.pools.clock.by_the_service(began)
        return creation(self._caller, began, integer("count", count), names)


def _owner(out_user_id: str | int | None) -> str | None:
    """Check the id of the user whose assets a task has; an empty one counts as not given."""
    return None if out_user_id is None or out_user_id == "" else digits_or_text("out_user_id", out_user_id).strip()

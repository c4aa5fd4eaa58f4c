# Generated from wrapper/rayvision_api/_async/query.py by `python -m generator build`. Do not edit.
"""Queries: tasks, frames, software, platforms, errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from rayvision_api._arguments import (
    china_time,
    choice,
    digits_or_text,
    integer,
    integers,
    number,
    one_of,
    optional_items,
    optional_text,
    statuses,
    text,
)
from rayvision_api._calls.enumerations import software, this_system
from rayvision_api._calls.paging import PORTION, LogWalk, PageWalk
from rayvision_api._calls.spelling import in_either_spelling
from rayvision_api._calls.sub_tasks import whole_task
from rayvision_api._calls.task_frames import SubTasks, TaskFrame
from rayvision_api._sync.caller import Caller
from rayvision_api._sync.iteration import Items, Pages, ask_in_portions, iterate
from rayvision_client import models, operations


class Query:
    """Queries, and the operations that restart and stop frames, which the guide puts here.

    Each method checks its arguments before it sends anything: a `ValueError` or `TypeError` says what is wrong, and
    what would be right. Unless said otherwise, numbers and ids are at least 1, and lists and texts not empty. Each may
    raise `RayvisionError`: the service refused, or could not be asked.
    """

    def __init__(self, caller: Caller) -> None:
        self._call = caller.call
        self._most_at_once = caller.pools.most_at_once
        self._zone = caller.settings.zone
        self._edition = caller.settings.edition
        self._is_first_edition = caller.settings.is_first_edition

    def platforms(self) -> list[models.Platform]:
        """List the platforms of the domain's zone (operation `queryPlatforms`)."""
        return self._call(operations.QUERY_PLATFORMS, models.ZoneRequest(zone=self._zone))

    def error_detail(
        self,
        code: str | int | None = None,
        language: models.Language | models.LanguageFlag | str | int | None = None,
        codes: Iterable[str | int] | None = None,
    ) -> list[models.ErrorDetail]:
        """Explain error codes of analysis or rendering (operation `queryErrorDetail`).

        Args:
            code: The code, `"50001"` for example. Since edition 2.0.0 of the API, `codes` may be given instead, or as
                well.
            language: 0 for Chinese, which is the default, 1 for English.
            codes: Several codes. Since edition 2.0.0 of the API.

        Returns:
            What is known about the codes: what they mean, and how to mend them.
        """
        several = optional_items("codes", codes, digits_or_text)
        if code is None and several is None:
            raise TypeError("code is None; give a code, '50001' for example")
        body = models.ErrorDetailRequest(
            code=None if code is None or (code == "" and several) else digits_or_text("code", code),
            language=None if language is None else self._language(language),
            codes=several,
        )
        return self._call(operations.QUERY_ERROR_DETAIL, body)

    def _language(self, language: str | int) -> str | int:
        known = one_of("language", digits_or_text("language", language), models.Language)
        # client: text. client 3: as it is given.
        return int(known) if isinstance(language, int) and not self._is_first_edition else known

    def get_task_list(
        self,
        page_num: int = 1,
        page_size: int | None = None,
        status_list: Iterable[models.TaskStatus | int] | None = None,
        search_keyword: str | None = None,
        start_time: datetime | str | None = None,
        end_time: datetime | str | None = None,
        recycle_flag: int | None = None,
    ) -> models.TaskPage:
        """Get a page of the account's tasks (operation `getTaskList`).

            page = api.query.get_task_list(page_size=50, status_list=[TaskStatus.RENDERING])
            for task in page.items:
                print(task.id, task.scene_name, task.task_status.name)

        Args:
            page_num: Number of the page, from 1.
            page_size: How many tasks make a page, at least 1; by default 100, in edition 1.0.0 of the API 2.
            status_list: Only tasks of these statuses.
            search_keyword: Only tasks whose scene name or id contains this.
            start_time: Only tasks submitted at this time or later. A time that does not say its zone is in China
                Standard Time; text may be in any form that python-dateutil understands.
            end_time: Only tasks submitted at this time or earlier.
            recycle_flag: 1 for the tasks that were deleted; then give nothing else but page number and size. Since
                edition 2.0.0 of the API.
        """
        body = models.TaskListRequest(
            page_num=integer("page_num", page_num),
            page_size=None if page_size is None else integer("page_size", page_size),
            status_list=statuses("status_list", status_list, models.TaskStatus),
            search_keyword=optional_text("search_keyword", search_keyword),
            start_time=china_time("start_time", start_time),
            end_time=china_time("end_time", end_time),
            recycle_flag=None if recycle_flag is None else choice("recycle_flag", recycle_flag, (0, 1)) or None,
        )
        return self._call(operations.GET_TASK_LIST, body)

    def task_frames(
        self, task_id: int, page_num: int = 1, page_size: int = 100, search_keyword: str | None = None
    ) -> models.FramePage:
        """Get a page of a task's frames (operation `queryTaskFrames`).

        Args:
            task_id: Id of the task.
            page_num: Number of the page, from 1.
            page_size: How many frames make a page, at least 1; at most 100, but for edition 1.0.0 of the API.
            search_keyword: Only frames whose name contains this.
        """
        body = models.TaskFramesRequest(
            task_id=integer("task_id", task_id),
            page_num=integer("page_num", page_num),
            page_size=self._page_of_frames(page_size),
            search_keyword=optional_text("search_keyword", search_keyword),
        )
        return self._call(operations.QUERY_TASK_FRAMES, body)

    def iter_tasks(
        self,
        *,
        page_size: int = 100,
        status_list: Iterable[models.TaskStatus | int] | None = None,
        search_keyword: str | None = None,
        start_time: datetime | str | None = None,
        end_time: datetime | str | None = None,
        recycle_flag: int | None = None,
        label: str | None = None,
    ) -> Iterator[models.TaskInfo]:
        """Go through all of the account's tasks, page by page (operation `getTaskList`).

        Pages of a list that does not change are requested ahead, as in `iter_frames`. One that failed is requested
        again when the iterator continues after the error. While tasks come and go, none appears twice, and none that
        was there throughout is missed: pages of a list that changes, as one with filters does, overlap.

            for task in api.query.iter_tasks(status_list=[TaskStatus.FAILED]):
                print(task.id, task.scene_name)

        Args:
            page_size: How many tasks to ask for at a time, or a few less where pages overlap.
            status_list: As for `get_task_list`, like all that follow; of a layered task, which says that it waits, the
                status of its parts together counts (`whole_task`).
            search_keyword: Only tasks whose scene name or id contains this.
            start_time: Only tasks submitted at this time or later.
            end_time: Only tasks submitted at this time or earlier.
            recycle_flag: 1 for the tasks that were deleted; then give nothing else but page size. Since edition 2.0.0
                of the API.
            label: Only tasks that have this label; the service cannot filter by it, so all tasks are fetched.
        """
        wanted = statuses("status_list", status_list, models.TaskStatus)
        asked = wanted and [*dict.fromkeys([*wanted, models.TaskStatus.WAITING])]
        # Without filters tasks come in at the head of the list alone; with them, wherever their status changes.
        filters = (asked, search_keyword, start_time, end_time, recycle_flag)
        walk = PageWalk(operations.GET_TASK_LIST, integer("page_size", page_size), moves=any(filters))

        wanted_label = optional_text("label", label)

        def is_wanted(task: models.TaskInfo) -> bool:
            says_it_waits = task.task_status == models.TaskStatus.WAITING
            if wanted and says_it_waits and whole_task(task).task_status not in wanted:
                return False
            return wanted_label is None or wanted_label in task.labels

        def ask(page_num: int, page_size: int) -> models.TaskPage:
            return self.get_task_list(page_num, page_size, *filters)

        pages = Pages(walk, ask, self._most_at_once)

        def more() -> Iterable[models.TaskInfo] | None:
            return None if walk.page is None else filter(is_wanted, walk.take(pages.next()))

        return Items(more)

    def _page_of_frames(self, size: int) -> int:
        # protocol 2: 100 is the largest size.
        return integer("page_size", size, most=None if self._is_first_edition else 100)

    def iter_frames(
        self,
        task_id: int,
        *,
        page_size: int | None = None,
        search_keyword: str | None = None,
        status: Iterable[models.FrameStatus | int] | None = None,
    ) -> Iterator[TaskFrame]:
        """Go through all frames of a task, page by page (operation `queryTaskFrames`).

        After the first few, pages are requested ahead, more at once the faster they are read. One that failed is
        requested again when the iterator continues after the error. Where a task was split up, each frame has its layer
        or pass, which `queryTaskInfo` describes.

            for frame in api.query.iter_frames(19097, status=[FrameStatus.FAILED]):
                print(frame.layer_name, frame.frame_index, frame.id)

        Args:
            task_id: Id of the task.
            page_size: How many frames to ask for at a time; by default 100, in edition 1.0.0 of the API 1,000.
            search_keyword: Only frames whose name contains this.
            status: Only frames of these statuses; the service cannot filter by them, so all frames are fetched.
        """
        if page_size is None:
            page_size = 1000 if self._is_first_edition else 100
        walk = PageWalk(operations.QUERY_TASK_FRAMES, self._page_of_frames(page_size))
        parts = SubTasks(task_id)
        wanted = statuses("status", status, models.FrameStatus)

        def ask(page_num: int, page_size: int) -> models.FramePage:
            return self.task_frames(task_id, page_num, page_size, search_keyword)

        pages = Pages(walk, ask, self._most_at_once)

        def more() -> Iterable[TaskFrame] | None:
            if walk.page is None:
                return None
            page = pages.next()
            if parts.are_wanted(page.items):
                parts.take((self.task_info([task_id])).items)
            return [parts.frame(one) for one in walk.take(page) if wanted is None or one.frame_status in wanted]

        return Items(more)

    def iter_task_info(self, task_ids_list: Iterable[int], *, page_size: int = 100) -> Iterator[models.TaskInfo]:
        """Get any number of tasks by their ids, page by page (operation `queryTaskInfo`).

        Args:
            task_ids_list: Ids of the tasks.
            page_size: How many tasks to ask for at a time.
        """
        left = list(dict.fromkeys(integers("task_ids_list", task_ids_list)))
        size = integer("page_size", page_size)

        def more() -> Iterable[models.TaskInfo] | None:
            if not left:
                return None
            tasks = (self.task_info(left[:size])).items
            del left[:size]
            return tasks

        return Items(more)

    def all_frame_status(self) -> models.FrameStats:
        """Count the account's frames by status (operation `queryAllFrameStats`)."""
        return self._call(operations.QUERY_ALL_FRAME_STATS)

    def restart_failed_frames(
        self, task_param_list: Iterable[int], status: Iterable[models.FrameStatus | int] | None = None
    ) -> None:
        """Render the failed frames of tasks again (operation `restartFailedFrames`).

        Args:
            task_param_list: Ids of the tasks.
            status: Statuses of the frames to render again; by default the failed ones. Since edition 2.0.0 of the API.
        """
        body = models.RestartFailedFramesRequest(
            task_ids=integers("task_param_list", task_param_list), status=statuses("status", status, models.FrameStatus)
        )
        return self._call(operations.RESTART_FAILED_FRAMES, body)

    def restart_frame(
        self,
        task_id: int,
        select_all: models.SelectAll | int | bool | None = None,
        ids_list: Iterable[int] | None = None,
        status: Iterable[models.FrameStatus | int] | None = None,
    ) -> None:
        """Render chosen frames of a task again, or all of them (operation `restartFrame`).

        Args:
            task_id: Id of the task.
            select_all: 1 for all frames, 0 for those of `ids_list`; by default 1, in edition 1.0.0 of the API 0.
            ids_list: Ids of the frames, as `task_frames` gives them.
            status: With `select_all` 1, only frames of these statuses. Since edition 2.0.0 of the API.
        """
        # Statuses choose among all frames.
        usual = 1 if status else operations.RESTART_FRAME.endpoint(self._edition).defaults["selectAll"]
        everything = choice("select_all", usual if select_all is None else select_all, models.SelectAll)
        ids = integers("ids_list", () if ids_list is None else ids_list, may_be_empty=bool(everything))
        body = models.RestartFrameRequest(
            task_ids=integer("task_id", task_id),
            select_all=everything,
            # client: always. client 3: only where frames are chosen.
            ids=None if everything and not self._is_first_edition else ids,
            status=statuses("status", status, models.FrameStatus),
        )
        return self._call(operations.RESTART_FRAME, body)

    def stop_frame(
        self,
        task_id: int,
        select_all: models.SelectAll | int | bool = models.SelectAll.ALL,
        ids_list: Iterable[int] | None = None,
        status: Iterable[models.FrameStatus | int] | None = None,
    ) -> None:
        """Stop frames of a task, or all of them; they can be restarted (operation `stopTaskFrames`).

        Since edition 2.0.0 of the API.

        Args:
            task_id: Id of the task.
            select_all: 1 for all frames, 0 for those of `ids_list`.
            ids_list: Ids of the frames, as `task_frames` gives them.
            status: With `select_all` 1, only frames of these statuses.
        """
        everything = choice("select_all", select_all, models.SelectAll)
        ids = integers("ids_list", () if ids_list is None else ids_list, may_be_empty=bool(everything))
        body = models.StopFramesRequest(
            task_id=integer("task_id", task_id),
            select_all=everything,
            ids=None if everything else ids,
            status=statuses("status", status, models.FrameStatus),
        )
        return self._call(operations.STOP_TASK_FRAMES, body)

    @in_either_spelling
    def get_render_log(
        self, rendering_type: str = "render", page_num: int = 1, page_size: int = 1, frame_id: int | None = None
    ) -> models.LogPage:
        """Get a page of a frame's log (operation `showLog`).

        Since edition 2.0.0 of the API. `iter_render_log` goes through the whole log.

        Args:
            rendering_type: Kind of the log; `render` is the only one that is known.
            page_num: Number of the page; the first one is 0 or 1, which the vendor leaves open.
            page_size: Size of a page, in a unit that the vendor leaves open.
            frame_id: Id of the frame, as `task_frames` gives it.
        """
        body = models.LogRequest(
            rendering_type=text("rendering_type", rendering_type),
            page_num=integer("page_num", page_num, least=0),
            page_size=integer("page_size", page_size),
            id=integer("frame_id", frame_id),
        )
        return self._call(operations.SHOW_LOG, body)

    def iter_render_log(self, frame_id: int, *, page_size: int = 1, rendering_type: str = "render") -> Iterator[str]:
        """Go through the lines of a frame's log, page by page (operation `showLog`).

        Since edition 2.0.0 of the API. Works whether the service counts pages from 0 or from 1.

        Args:
            frame_id: Id of the frame, as `task_frames` gives it.
            page_size: Size of a page, in a unit that the vendor leaves open.
            rendering_type: As for `get_render_log`.
        """

        def ask(page_num: int) -> models.LogPage:
            return self.get_render_log(rendering_type, page_num, page_size, frame_id)

        return iterate(LogWalk(operations.SHOW_LOG), ask)

    def get_pack_node_info(self) -> list[models.RentedMachines]:
        """List the machines that the account has rented (operation `getUserPackNodeInfo`).

        Since edition 2.0.0 of the API.
        """
        return self._call(operations.GET_USER_PACK_NODE_INFO)

    def get_all_frames(
        self, task_id: int | str, start_page: int = 1, end_page: int = 2000, page_size: int = 100
    ) -> dict[str, models.FrameInfo]:
        """Get the frames of a task by their names (operation `queryTaskFrames`, again and again).

        Where frames share a name, as those of layers do, all but the first have their id behind it: `0-1 (1546598)`.
        `iter_frames` does not hold all of them in memory.

        Args:
            task_id: Id of the task, as a number or digits.
            start_page: Number of the first page to ask for.
            end_page: Number of the last one.
            page_size: How many frames to ask for at a time.
        """
        frames: dict[str, models.FrameInfo] = {}
        for page_num in range(integer("start_page", start_page), integer("end_page", end_page) + 1):
            page = self.task_frames(number(task_id), page_num, page_size)
            for frame in page.items:
                name = str(frame.frame_index)
                frames[f"{name} ({frame.id})" if name in frames else name] = frame
            if not page.items or page_num == page.page_count:
                break
        return frames

    def get_small_task_id(self, task_id: int | str) -> list[int]:
        """Get the ids of a layered task's sub-tasks, or the id itself where there are none (operation `queryTaskInfo`).

        Args:
            task_id: Id of the task, as a number or digits.
        """
        whole = integer("task_id", number(task_id))
        tasks = (self.task_info([whole])).items
        parts = tasks[0].resp_rendering_task_list if tasks else None
        return [part.id for part in parts] if parts else [whole]

    def get_custome_frames(self, task_id: int, restartframes: Iterable[int | str]) -> None:
        """Render frames again, chosen by name (operations `queryTaskFrames` and `restartFrame`).

        Args:
            task_id: Id of the task.
            restartframes: Names (`frame_index` of `task_frames`) or numbers of frames; a name stands for all frames
                that have it.

        Raises:
            ValueError: The task has no frame of one of the names.
        """
        ids = self._ids_of_frames(task_id, "restartframes", restartframes)
        return self.restart_frame(task_id, models.SelectAll.CHOSEN, ids)

    def frame_number_to_stop(self, task_id: int, stop_frame: Iterable[int | str]) -> None:
        """Stop frames, chosen by name (operations `queryTaskFrames` and `stopTaskFrames`).

        Since edition 2.0.0 of the API.

        Args:
            task_id: Id of the task.
            stop_frame: Names (`frame_index` of `task_frames`) or numbers of frames; a name stands for all frames that
                have it.

        Raises:
            ValueError: The task has no frame of one of the names.
        """
        # Before the frames are asked for, which the first edition has as well.
        operations.STOP_TASK_FRAMES.endpoint(self._edition)
        ids = self._ids_of_frames(task_id, "stop_frame", stop_frame)
        return self.stop_frame(task_id, models.SelectAll.CHOSEN, ids)

    def _ids_of_frames(self, task_id: int, argument: str, names: Iterable[int | str]) -> list[int]:
        wanted = optional_items(argument, names, digits_or_text)
        if not wanted:
            raise ValueError(f"{argument} is empty; give at least one frame, '0-1' for example")
        ids, found = list[int](), set[str]()
        for frame in self.iter_frames(task_id):
            if frame.frame_index in wanted:
                ids.append(frame.id)
                found.add(frame.frame_index)
        if missing := [name for name in wanted if name not in found]:
            raise ValueError(f"{argument} has {missing[0]!r}, and task {task_id} has no such frame")
        return ids

    def task_info(self, task_ids_list: Iterable[int]) -> models.TaskPage:
        """Get tasks by their ids (operation `queryTaskInfo`): one page, for which a hundred are asked for at a time.

        Args:
            task_ids_list: Ids of the tasks.
        """
        ids = integers("task_ids_list", task_ids_list)
        if len(ids) <= PORTION:
            return self._call(operations.QUERY_TASK_INFO, models.TaskIdsRequest(task_ids=ids))
        pages = list[models.TaskPage]()
        ask_in_portions(ids, self._most_at_once, self.task_info, lambda _, page: pages.append(page))
        items = [item for page in pages for item in page.to_dict().get("items") or ()]
        counts = {"pageCount": 1, "pageNum": 1, "total": len(items), "size": len(items)}
        return models.TaskPage({**pages[0].to_dict(), **counts, "items": items})

    def supported_software(self) -> models.SupportedSoftware:
        """List the software that the farm renders with (operation `querySupportedSoftware`)."""
        return self._call(operations.QUERY_SUPPORTED_SOFTWARE)

    def supported_plugin(
        self, name: str | models.SoftwareId, os_name: models.OsName | str | None = None
    ) -> models.SupportedPlugins:
        """List the versions and plugins of a software that the farm has (operation `querySupportedPlugin`).

        Args:
            name: The software, `maya` for example.
            os_name: For renders on `windows` or `linux`; by default (`default`, too) the system of this machine.

        Raises:
            ValueError: The software is unknown; the message names the nearest one.
        """
        system = one_of("os_name", this_system() if os_name in (None, "default") else os_name, models.OsName)
        body = models.SupportedPluginRequest(cg_id=software("name", name), os_name=system)
        return self._call(operations.QUERY_SUPPORTED_PLUGIN, body)

    def get_task_processing_img(
        self, task_id: int, frame_type: models.FrameType | int | None = None
    ) -> models.TaskProgress:
        """Get the progress of a 3ds Max task's still image, with pictures (operation `loadTaskProcessImg`).

        Args:
            task_id: Id of the task.
            frame_type: 2 for the photon pass, 5 for the picture itself; by default the one that is being rendered.
        """
        passes = (models.FrameType.PHOTON, models.FrameType.MAIN)
        body = models.TaskProgressRequest(
            task_id=integer("task_id", task_id),
            frame_type=None if frame_type is None else choice("frame_type", frame_type, passes),
        )
        return self._call(operations.LOAD_TASK_PROCESS_IMG, body)

    def get_frame_thumbnail(
        self, frame_id: int, frame_status: models.FrameStatus | int = models.FrameStatus.FINISHED
    ) -> list[str]:
        """Get the paths of a frame's thumbnails (operation `loadingFrameThumbnail`).

        Args:
            frame_id: Id of the frame, as `task_frames` gives it.
            frame_status: Status of the frame; only finished frames (4) have thumbnails.
        """
        body = models.FrameThumbnailRequest(
            id=integer("frame_id", frame_id), frame_status=integer("frame_status", frame_status)
        )
        return self._call(operations.LOADING_FRAME_THUMBNAIL, body)

    # The guide's spelling.
    get_frame_thumbnall = get_frame_thumbnail

    def get_transfer_server_msg(self, zone: models.Zone | int | None = None) -> models.TransferServer:
        """Get the address of the file transfer server (operation `getTransferServerMsg`).

        Args:
            zone: Zone to send; by default what the vendor's client of this edition sends: the domain's
                zone in edition 1.0.0 of the API, and since then, for reasons unknown, the other one.
        """
        usual = self._zone if self._is_first_edition else sum(models.Zone) - self._zone
        body = models.TransferServerRequest(zone=usual if zone is None else choice("zone", zone, models.Zone))
        return self._call(operations.GET_TRANSFER_SERVER_MSG, body)

    def get_raysync_user_key(self) -> models.RaySyncUser:
        """Get the account's key for the file transfer (operation `getRaySyncUserKey`)."""
        return self._call(operations.GET_RAY_SYNC_USER_KEY)

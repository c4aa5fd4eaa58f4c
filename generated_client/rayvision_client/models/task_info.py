# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A render task."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from ..models.software_id import SoftwareId
from ..models.task_key_values import TaskKeyValues
from ..models.task_status import TaskStatus
from ..types import Reply, read_milliseconds, read_opposite, read_texts, required


class TaskInfo(Reply):
    """A render task."""

    __slots__ = ()

    @property
    def scene_name(self) -> str | None:
        """Name of the scene file (`sceneName`)."""
        return self._wire.get("sceneName")

    @property
    def id(self) -> int:
        """Number of the task (`id`)."""
        return cast("int", self._wire.get("id"))

    @property
    def task_alias(self) -> str:
        """Alias of the task, its number behind a prefix (`taskAlias`)."""
        return cast("str", self._wire.get("taskAlias"))

    @property
    def task_status(self) -> TaskStatus:
        """State of the task (`taskStatus`)."""
        return required(TaskStatus.read(self._wire.get("taskStatus")))

    @property
    def status_text(self) -> str | None:
        """Key under which the status is translated, `render_task_status_25` for example (`statusText`)."""
        return self._wire.get("statusText")

    @property
    def pre_task_status(self) -> TaskStatus | None:
        """State of the task's preprocessing; null if there is none (`preTaskStatus`)."""
        return TaskStatus.read(self._wire.get("preTaskStatus"))

    @property
    def pre_status_text(self) -> str | None:
        """Key under which the status of the preprocessing is translated (`preStatusText`)."""
        return self._wire.get("preStatusText")

    @property
    def total_frames(self) -> int:
        """How many frames the task has (`totalFrames`)."""
        return cast("int", self._wire.get("totalFrames"))

    @property
    def abort_frames(self) -> int | None:
        """How many frames were abandoned (`abortFrames`)."""
        return self._wire.get("abortFrames")

    @property
    def executing_frames(self) -> int | None:
        """How many frames are rendering (`executingFrames`)."""
        return self._wire.get("executingFrames")

    @property
    def done_frames(self) -> int | None:
        """How many frames are finished (`doneFrames`)."""
        return self._wire.get("doneFrames")

    @property
    def failed_frames(self) -> int:
        """How many frames failed (`failedFrames`)."""
        return cast("int", self._wire.get("failedFrames"))

    @property
    def frames_range(self) -> str | None:
        """Which frames are rendered, as a range with a step, `110-200[1]` for example (`framesRange`)."""
        return self._wire.get("framesRange")

    @property
    def project_name(self) -> str | None:
        """Name of the project (`projectName`)."""
        return self._wire.get("projectName")

    @property
    def render_consume(self) -> float | None:
        """What rendering has cost so far, in the account's currency (`renderConsume`)."""
        return self._wire.get("renderConsume")

    @property
    def task_arrears(self) -> float:
        """What is still owed for the task, in the account's currency (`taskArrears`)."""
        return cast("float", self._wire.get("taskArrears"))

    @property
    def submit_date(self) -> datetime | None:
        """When the task was submitted, in milliseconds since the Unix epoch (`submitDate`)."""
        return read_milliseconds(self._wire.get("submitDate"))

    @property
    def start_time(self) -> datetime | None:
        """When rendering began, in milliseconds since the Unix epoch (`startTime`)."""
        return read_milliseconds(self._wire.get("startTime"))

    @property
    def completed_date(self) -> datetime | None:
        """When rendering ended, in milliseconds since the Unix epoch (`completedDate`)."""
        return read_milliseconds(self._wire.get("completedDate"))

    @property
    def render_duration(self) -> int | None:
        """How long machines have been rendering in all, in seconds (`renderDuration`)."""
        return self._wire.get("renderDuration")

    @property
    def user_name(self) -> str | None:
        """Name of the account that submitted the task (`userName`)."""
        return self._wire.get("userName")

    @property
    def producer(self) -> str | None:
        """Name of the person behind the task (`producer`)."""
        return self._wire.get("producer")

    @property
    def task_level(self) -> int | None:
        """Priority of the task on the farm (`taskLevel`)."""
        return self._wire.get("taskLevel")

    @property
    def task_user_level(self) -> int | None:
        """Priority of the task among those of the account (`taskUserLevel`)."""
        return self._wire.get("taskUserLevel")

    @property
    def task_limit(self) -> int | None:
        """How many machines the task may render on at once (`taskLimit`)."""
        return self._wire.get("taskLimit")

    @property
    def task_over_time(self) -> int | None:
        """How long the task may run before a warning is given, in seconds; older servers in milliseconds
        (`taskOverTime`)."""
        return self._wire.get("taskOverTime")

    @property
    def over_time_stop(self) -> int | None:
        """How long the task may run before it is stopped, in seconds; what `setOverTimeStop` sets
        (`overTimeStop`)."""
        return self._wire.get("overTimeStop")

    @property
    def user_id(self) -> int | None:
        """Number of the account (`userId`)."""
        return self._wire.get("userId")

    @property
    def output_file_name(self) -> str | None:
        """Name of the output, the number of the task and the name of the scene (`outputFileName`)."""
        return self._wire.get("outputFileName")

    @property
    def munu_task_id(self) -> str | None:
        """Number of the task in the scheduler; empty if it has none (`munuTaskId`)."""
        return self._wire.get("munuTaskId")

    @property
    def munu_task_ids(self) -> str | None:
        """Numbers of the task in the scheduler (`munuTaskIds`)."""
        return self._wire.get("munuTaskIds")

    @property
    def layer_parent_id(self) -> int | str | None:
        """Number of the task that this layer or pass belongs to; 0 for none (`layerParentId`)."""
        return self._wire.get("layerParentId")

    @property
    def cg_id(self) -> SoftwareId | None:
        """Number of the software (`cgId`)."""
        return SoftwareId.read(self._wire.get("cgId"))

    @property
    def task_key_value_vo(self) -> TaskKeyValues | None:
        """Further data of the scene (`taskKeyValueVo`)."""
        return TaskKeyValues.read(self._wire.get("taskKeyValueVo"))

    @property
    def user_account_consume(self) -> float | None:
        """What was taken from the balance, in the account's currency (`userAccountConsume`)."""
        return self._wire.get("userAccountConsume")

    @property
    def coupon_consume(self) -> float | None:
        """What was taken from coupons, in the account's currency (`couponConsume`)."""
        return self._wire.get("couponConsume")

    @property
    def qy_coupon_consume(self) -> float | None:
        """What was taken from coupons for companies, judging by the name, in the account's currency
        (`qyCouponConsume`)."""
        return self._wire.get("qyCouponConsume")

    @property
    def is_open(self) -> int | None:
        """Whether a user interface shows the parts of the task, 0 no, 1 yes (`isOpen`)."""
        return self._wire.get("isOpen")

    @property
    def task_type(self) -> str | None:
        """What the task renders: `Render` the main picture, `RenderPhoton` photons, `GopRender` a geometry
        node of Houdini; empty for a task that only holds others (`taskType`)."""
        return self._wire.get("taskType")

    @property
    def render_camera(self) -> str | None:
        """Camera that is rendered (`renderCamera`)."""
        return self._wire.get("renderCamera")

    @property
    def clone_parent_id(self) -> int | None:
        """Number of the task that a clone belongs to; 0 for none (`cloneParentId`)."""
        return self._wire.get("cloneParentId")

    @property
    def clone_original_id(self) -> int | None:
        """Number of the task that this one is a clone of; 0 for none (`cloneOriginalId`)."""
        return self._wire.get("cloneOriginalId")

    @property
    def share_main_capital(self) -> int | None:
        """Whether the task uses the money of the main account, 0 no, 1 yes (`shareMainCapital`)."""
        return self._wire.get("shareMainCapital")

    @property
    def task_ram(self) -> int | None:
        """Memory that the task asks for, in GB, judging by the printed reply (64) (`taskRam`)."""
        return self._wire.get("taskRam")

    @property
    def resp_rendering_task_list(self) -> list[TaskInfo] | None:
        """Parts of a task that was split up (`respRenderingTaskList`)."""
        return TaskInfo.read_list(self._wire.get("respRenderingTaskList"))

    @property
    def layer_name(self) -> str | None:
        """Name of the render layer (`layerName`)."""
        return self._wire.get("layerName")

    @property
    def task_type_text(self) -> str | None:
        """Key under which the type of the task is translated, `render_photons_task` for example
        (`taskTypeText`)."""
        return self._wire.get("taskTypeText")

    @property
    def location_output(self) -> str | None:
        """Where the user wants the output on the local machine (`locationOutput`)."""
        return self._wire.get("locationOutput")

    @property
    def is_deleted(self) -> bool | None:
        """Whether the task has been deleted, 0 yes, 1 no (`isDelete`)."""
        return read_opposite(self._wire.get("isDelete"))

    @property
    def channel(self) -> int | None:
        """How the task came in; the values are not documented (`channel`)."""
        return self._wire.get("channel")

    @property
    def remark(self) -> str | None:
        """Remark of the user (`remark`)."""
        return self._wire.get("remark")

    @property
    def labels(self) -> list[str]:
        """Names of the task's labels; on the wire JSON in text, an object of names by ids (`labels`)."""
        return read_texts(self._wire.get("labels")) or []

    @property
    def is_over_time(self) -> int | None:
        """Whether the task is overdue, 0 no, 1 yes (`isOverTime`)."""
        return self._wire.get("isOverTime")

    @property
    def waiting_count(self) -> int | None:
        """How many are waiting, judging by the name (`waitingCount`)."""
        return self._wire.get("waitingCount")

    @property
    def stop_type(self) -> int | None:
        """Why the task was stopped; the values are not documented (`stopType`).

        0 for a task that was not.
        """
        return self._wire.get("stopType")

    @property
    def bid(self) -> str | None:
        """Id of the storage that holds the task's output; if it is missing, `output_bid` of the account
        (`bid`).

        Since edition 2.0.0.
        """
        return self._wire.get("bid")
